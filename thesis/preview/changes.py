"""What the book is made from, and what changed in it."""

import asyncio
from pathlib import Path

from watchfiles import awatch

from nbrefresh.records import file_digest
from thesis.project.files import matching
from thesis.project.inputs import STEPS, input_files

PAGES = ("index.md", "chapters/", "notebooks/")
PROCESSES = ("requirements.lock", "thesis/preview/", "thesis/project/", "nbrefresh/")
State = dict[str, str]


def state_of(root: Path) -> State:
    """Return {file: digest} of all that the book is made from, the code too where it is here."""
    paths = input_files(root) | matching(root, STEPS["book"].code_files)
    return {path.relative_to(root).as_posix(): file_digest(path) for path in sorted(paths)
            if "__pycache__" not in path.parts}


def changed(before: State, after: State) -> list[str]:
    """Return the files that were changed, added or removed."""
    return sorted(name for name in before.keys() | after.keys()
                  if before.get(name) != after.get(name))


def without_text(state: State) -> State:
    """Return the part that is not text: data, sources, package, settings, labels."""
    return {name: digest for name, digest in state.items() if not name.startswith(PAGES)}


async def watch_files(root: Path, event: asyncio.Event) -> None:
    """Set the event whenever something is saved where inputs are; never returns."""
    folders = {root / Path(name).parts[0] for name in state_of(root) if "/" in name}
    await asyncio.gather(_watch(event, *folders, recursive=True),
                         _watch(event, root, recursive=False))


async def _watch(event: asyncio.Event, *paths: Path, recursive: bool) -> None:
    async for _ in awatch(*paths, recursive=recursive, watch_filter=None, debounce=400, step=30):
        event.set()
