"""What the book is made from, and what changed in it."""

import asyncio
from pathlib import Path

from watchfiles import awatch

from nbrefresh.records import file_digest
from thesis.project.stamp import INPUTS

TEXT = ("index.md", "chapters/", "notebooks/")
WARM = ("requirements.lock", "thesis/preview/", "nbrefresh/")
State = dict[str, str]


def state_of(root: Path) -> State:
    """Return {file: digest} of all that the book is made from; files of editors do not count."""
    paths = {path for pattern in INPUTS for path in root.glob(pattern)}
    return {path.relative_to(root).as_posix(): file_digest(path) for path in sorted(paths)
            if not path.name.startswith((".", "#")) and not path.name.endswith("~")
            and path.is_file()}


def changed(before: State, after: State) -> list[str]:
    """Return the files that were changed, added or removed."""
    return sorted(name for name in before.keys() | after.keys()
                  if before.get(name) != after.get(name))


def without_text(state: State) -> State:
    """Return the part that is not text: data, sources, package, settings, labels."""
    return {name: digest for name, digest in state.items() if not name.startswith(TEXT)}


async def notice(root: Path, event: asyncio.Event) -> None:
    """Set the event whenever something is saved below `root` where inputs are; never returns."""
    folders = {root / pattern.split("/")[0] for pattern in INPUTS if "/" in pattern}
    await asyncio.gather(_notice(event, *filter(Path.is_dir, folders), recursive=True),
                         _notice(event, root, recursive=False))


async def _notice(event: asyncio.Event, *paths: Path, recursive: bool) -> None:
    async for _ in awatch(*paths, recursive=recursive, watch_filter=None, debounce=400, step=30):
        event.set()
