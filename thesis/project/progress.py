"""How a build gets on, said on stderr: a bar where somebody watches, and a line for every step."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

Line = Callable[[str], None]
Bar = Callable[[str, int, int | None], None]


@dataclass
class Step:
    """A step of a build: what it did, and how long it took without the steps inside it."""

    name: str
    detail: str = ""
    seconds: float = 0.0


@dataclass(frozen=True)
class Watcher:
    """Where steps are shown: `line` takes a finished one, `bar` says how far one is."""

    line: Line
    bar: Bar


NOBODY = Watcher(lambda text: None, lambda doing, done, total: None)
_watcher: ContextVar[Watcher] = ContextVar("watcher", default=NOBODY)
_steps: ContextVar[tuple[Step, ...]] = ContextVar("steps", default=())


@contextmanager
def step(name: str) -> Iterator[Step]:
    """Time a step and show it when it has ended well; steps may contain steps."""
    one, outer, began = Step(name), _steps.get(), time.perf_counter()
    token = _steps.set((*outer, one))
    _watcher.get().bar(name, 0, None)
    try:
        yield one
    finally:
        _steps.reset(token)
        whole = time.perf_counter() - began
        one.seconds += whole
        if outer:
            outer[-1].seconds -= whole
    _watcher.get().line(as_line(one))


def note(detail: str) -> None:
    """Say what the step that goes on did; without one, say nothing."""
    if _steps.get():
        _steps.get()[-1].detail = detail


def advance(done: int, total: int | None, doing: str) -> None:
    """Say how far the step that goes on is; `total` is None where that is not known."""
    if _steps.get():
        _watcher.get().bar(f"{_steps.get()[-1].name}: {doing}", done, total)


def as_line(one: Step) -> str:
    """Return a step as a line: name, seconds, what it did."""
    return f"{one.name:<10}{one.seconds:>7.1f} s  {one.detail}".rstrip()


@contextmanager
def shown() -> Iterator[None]:
    """Show the steps inside on stderr, and at their end the time of all of them."""
    began = time.perf_counter()
    with _on_terminal() if somebody_watches() else _plain() as watcher:
        token = _watcher.set(watcher)
        try:
            yield
        finally:
            _watcher.reset(token)
    _write(as_line(Step("total", seconds=time.perf_counter() - began)))


def somebody_watches() -> bool:
    """Return whether stderr is a terminal that can redraw a line, outside CI."""
    return (sys.stderr.isatty() and not os.environ.get("CI")
            and os.environ.get("TERM", "") not in ("", "dumb"))


def _write(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def _plain() -> Iterator[Watcher]:
    yield Watcher(_write, NOBODY.bar)


@contextmanager
def _on_terminal() -> Iterator[Watcher]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    console = Console(stderr=True, highlight=False, markup=False)
    columns = BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}",
                                                                        markup=False)
    with Progress(*columns, console=console, transient=True, redirect_stdout=False) as progress:
        task = progress.add_task("", total=None)

        def bar(doing: str, done: int, total: int | None) -> None:
            progress.update(task, description=doing, completed=done, total=total)

        yield Watcher(console.print, bar)
