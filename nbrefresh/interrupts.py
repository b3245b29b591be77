"""Moments in which Ctrl-C has to wait: what is being written is written first."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def shielded(number: int = signal.SIGINT) -> Iterator[None]:
    """Let what is inside end before an interrupt (that signal) of this time takes its effect.

    Interrupts reach the main thread only; in any other there is nothing to do.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    waiting: list[tuple[Any, ...]] = []
    handler = signal.signal(number, lambda *arguments: waiting.append(arguments))
    try:
        yield
    finally:
        signal.signal(number, handler or signal.SIG_DFL)
        if waiting and callable(handler):
            handler(*waiting[0])
        elif waiting:
            signal.raise_signal(number)
