"""Word of pages that are complete, for work that can be done while others are being written."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager

Listener = Callable[[str], object]
_listeners: list[Listener] = []


@contextmanager
def listening(listener: Listener) -> Iterator[None]:
    """Call the listener with the name of each page that is complete inside the block."""
    _listeners.append(listener)
    try:
        yield
    finally:
        _listeners.remove(listener)


def tell(page: str) -> None:
    """Say that a page is complete."""
    for listener in _listeners:
        listener(page)
