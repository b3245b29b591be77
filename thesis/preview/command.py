"""Watch, build, tell: the loop behind ``thesis watch``."""

import asyncio
import signal
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

from thesis.preview import folders
from thesis.preview.builder import Builder
from thesis.preview.changes import PROCESSES, State, changed, state_of, watch_files, without_text
from thesis.preview.server import Board, serve
from thesis.preview.worker import EVERYTHING, TEXT
from thesis.project.edition import Edition

GIVES_WAY = 10  # an edition to the one before it, in steps of niceness
FEW = 3  # names that a line of the terminal has room for


def watch(editions: Sequence[Edition], port: int) -> int:
    """Show editions and follow what is saved until a signal ends it; return the exit code."""
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        return asyncio.run(preview(editions, port))
    return 0


async def preview(editions: Sequence[Edition], port: int) -> int:
    """Serve, watch and build; return 1 where the port is taken, else only when cancelled.

    Each edition is built after the one before it, which is not held up by that.
    """
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None  # a coroutine runs in one
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), task.cancel)
    shown = {edition.html.name: (edition, Board(), Builder(edition, nice=place * GIVES_WAY))
             for place, edition in enumerate(editions)}
    for edition in editions:
        folders.seed(edition)
    try:
        _, address = serve({name: (folders.pages(edition), board)
                            for name, (edition, board, _) in shown.items()}, port)
    except OSError as error:
        print(f"port {port}: {error.strerror}; choose another: --port", file=sys.stderr)
        return 1
    say(f"preview at {' and '.join(f'{address}{name}/' for name in shown)} (Ctrl-C ends it)")
    turns = [asyncio.Event() for _ in range(len(shown) + 1)]
    turns[0].set()
    try:
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(watch_files(editions[0].root, turns[0]))
            for (edition, board, builder), *turn in zip(shown.values(), turns, turns[1:]):
                tasks.create_task(follow(edition, builder, board, *turn))
    finally:
        for _, board, builder in shown.values():
            await builder.stop()
            board.close()
    return 0


async def follow(edition: Edition, builder: Builder, board: Board, turn: asyncio.Event,
                 next_turn: asyncio.Event) -> None:
    """Build at each turn if inputs have changed, and give it to the next; never returns.

    What is saved during a build is built after it.
    """
    built: State = {}
    valid: State | None = None
    while True:
        await turn.wait()
        turn.clear()
        state = state_of(edition.root)
        names = changed(built, state)
        if names:
            if any(name.startswith(PROCESSES) for name in names) and built:
                await builder.stop()
            what = f"{edition.name} {f'{summary(names)}: ' if built else ''}"
            request = TEXT if without_text(state) == valid else EVERYTHING
            good = await build(builder, board, request, what)
            valid = without_text(state) if good else valid if request == TEXT else None
            built = state
        next_turn.set()


async def build(builder: Builder, board: Board, request: str, what: str) -> bool:
    """Build, tell the terminal and the browser; return whether there are new pages."""
    began = time.perf_counter()
    board.tell(building=True)
    problems = await builder.ask(request)
    seconds = time.perf_counter() - began
    if problems:
        say(f"{what}not refreshed, the last good pages stay\n{problems}")
        board.tell(problems=problems, building=False)
    else:
        say(f"{what}refreshed in {seconds:.1f} s")
        board.tell(version=board.status.version + 1, problems="", building=False)
    return not problems


def summary(names: list[str]) -> str:
    """Return the first names, and how many more there are."""
    more = f" and {len(names) - FEW} more" if len(names) > FEW else ""
    return ", ".join(names[:FEW]) + more


def say(text: str) -> None:
    """Print a line with the time."""
    print(f"{time.strftime('%H:%M:%S')} {text}", flush=True)
