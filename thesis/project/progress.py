"""How a build gets on, said on stderr: a bar where somebody watches, and a line for every step."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class Step:
    """A step of a build: what it did, and how long it took without the steps inside it."""

    name: str
    detail: str = ""
    seconds: float = 0.0


@dataclass
class Progress:
    """What is told of the steps of one build; by itself it tells nobody.

    line: takes a step that has ended well; bar: takes what is being done, how much of it is done
    and of how much, None where that is not known; steps: those that go on, the innermost last;
    prefix: begins the name of each.
    """

    line: Callable[[str], object] = lambda text: None
    bar: Callable[[str, int, int | None], object] = lambda doing, done, total: None
    steps: list[Step] = field(default_factory=list)
    prefix: str = ""

    @contextmanager
    def step(self, name: str) -> Iterator[Step]:
        """Time a step and show it when it has ended well; steps may contain steps."""
        one, began = Step(self.prefix + name), time.perf_counter()
        self.steps.append(one)
        self.bar(one.name, 0, None)
        try:
            yield one
        finally:
            self.steps.remove(one)
            whole = time.perf_counter() - began
            one.seconds += whole
            if self.steps:
                self.steps[-1].seconds -= whole
        self.line(as_line(one))

    def describe(self, detail: str) -> None:
        """Say what the step that goes on did; without one, say nothing."""
        if self.steps:
            self.steps[-1].detail = detail

    def advance(self, done: int, total: int | None, doing: str) -> None:
        """Say how far the step that goes on is; `total` is None where that is not known."""
        if self.steps:
            self.bar(f"{self.steps[-1].name}: {doing}", done, total)


def as_line(one: Step) -> str:
    """Return a step as a line: name, seconds, what it did."""
    return f"{one.name:<13}{one.seconds:>7.1f} s  {one.detail}".rstrip()


@contextmanager
def shown() -> Iterator[Progress]:
    """Give a progress that is shown on stderr, and at the end the time of all of it."""
    began = time.perf_counter()
    with _on_terminal() if somebody_watches() else _plain() as progress:
        yield progress
    _write(as_line(Step("total", seconds=time.perf_counter() - began)))


def somebody_watches() -> bool:
    """Return whether stderr is a terminal that can redraw a line, outside CI."""
    return (sys.stderr.isatty() and not os.environ.get("CI")
            and os.environ.get("TERM", "") not in ("", "dumb"))


def _write(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


@contextmanager
def _plain() -> Iterator[Progress]:
    yield Progress(_write)


@contextmanager
def _on_terminal() -> Iterator[Progress]:
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, TaskID, TextColumn
    from rich.progress import Progress as Bars

    console = Console(stderr=True, highlight=False, markup=False)
    columns = BarColumn(bar_width=24), MofNCompleteColumn(), TextColumn("{task.description}",
                                                                        markup=False)
    with Bars(*columns, console=console, transient=True, redirect_stdout=False) as bars:
        rows: dict[str, TaskID] = {}  # by the first word of a step, which may name an edition

        def bar(doing: str, done: int, total: int | None) -> None:
            first = doing.split()[0].rstrip(":")
            if first not in rows:
                rows[first] = bars.add_task("", total=None)
            bars.update(rows[first], description=doing, completed=done, total=total)

        def line(text: str) -> None:
            console.print(text)
            if (first := text.split()[0]) in rows:
                bars.refresh()
                bars.remove_task(rows.pop(first))

        yield Progress(line, bar)
