"""Ctrl-C during a command: one way out, whatever is running at that moment."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager

EXIT_CODE = 130  # what a shell expects of a command that was interrupted


class Interrupted(BaseException):
    """The user pressed Ctrl-C.

    No KeyboardInterrupt: Jupyter Book would take that for an error of Sphinx, report it in its own
    words and go on.
    """


@contextmanager
def interruptible(how: int = signal.SIGINT) -> Iterator[None]:
    """Raise `Interrupted` where an interrupt comes, and at the end if it got lost in silence.

    After that, further ones are ignored: the command is about to end. how: number of the signal.
    """
    came: list[int] = []

    def stop(number: int, _frame: object) -> None:
        came.append(number)
        raise Interrupted

    before, said = signal.signal(how, stop), sys.unraisablehook
    sys.unraisablehook = lambda what: None if what.exc_type is Interrupted else said(what)
    try:
        yield
        if came:  # raised where Python drops exceptions, such as inside __del__
            raise Interrupted
    finally:
        sys.unraisablehook = said
        signal.signal(how, signal.SIG_IGN if came else before)
