"""Watch, build, tell: the loop behind ``thesis watch``."""

import asyncio
import signal
import sys
import time
from contextlib import suppress
from pathlib import Path

from thesis.preview import folders
from thesis.preview.builder import Builder
from thesis.preview.changes import PROCESSES, State, changed, state_of, watch_files, without_text
from thesis.preview.server import Board, serve
from thesis.preview.worker import EVERYTHING, TEXT
from thesis.project.edition import Edition

FEW = 3  # names that a line of the terminal has room for


def watch(edition: Edition, port: int) -> int:
    """Show the book and follow what is saved until a signal ends it; return the exit code."""
    with suppress(KeyboardInterrupt, asyncio.CancelledError):
        return asyncio.run(preview(edition, port))
    return 0


async def preview(edition: Edition, port: int) -> int:
    """Serve, watch and build; return 1 where the port is taken, else only when cancelled."""
    loop, task = asyncio.get_running_loop(), asyncio.current_task()
    assert task is not None  # a coroutine runs in one
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        with suppress(NotImplementedError, AttributeError):
            loop.add_signal_handler(getattr(signal, name), task.cancel)
    board, builder = Board(), Builder(edition)
    folders.seed(edition)
    try:
        _, address = serve(folders.pages(edition), board, port)
    except OSError as error:
        print(f"port {port}: {error.strerror}; choose another: --port", file=sys.stderr)
        return 1
    say(f"preview at {address} (Ctrl-C ends it)")
    try:
        await follow(edition.root, builder, board)
    finally:
        await builder.stop()
        board.close()
    return 0


async def follow(root: Path, builder: Builder, board: Board) -> None:
    """Build at once and whenever inputs change; what is saved during a build is built after it."""
    saved = asyncio.Event()
    watching = asyncio.create_task(watch_files(root, saved))
    built: State = {}
    valid: State | None = None
    try:
        while True:
            saved.clear()
            state = state_of(root)
            names = changed(built, state)
            if names:
                if any(name.startswith(PROCESSES) for name in names) and built:
                    await builder.stop()
                what = f"{summary(names)}: " if built else ""
                request = TEXT if without_text(state) == valid else EVERYTHING
                good = await build(builder, board, request, what)
                valid = without_text(state) if good else valid if request == TEXT else None
                built = state
            wait = asyncio.create_task(saved.wait())
            await asyncio.wait([wait, watching], return_when=asyncio.FIRST_COMPLETED)
            if watching.done():
                watching.result()
    finally:
        watching.cancel()


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
