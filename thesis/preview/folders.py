"""The folders of a preview: one to build in, one with the last good pages."""

import os
import shutil
from pathlib import Path

from thesis.project.edition import Edition
from thesis.project.inputs import book_step
from thesis.project.paths import BUILD, CACHE
from thesis.project.state import is_current, record, recorded

SEEDS = ("html", ".doctrees", "jupyter_execute", CACHE)


def home(edition: Edition) -> Path:
    """Return the folder of the preview of an edition."""
    return edition.root / BUILD / "watch" / edition.work.name


def work(edition: Edition) -> Path:
    """Return the folder that the preview is built in."""
    return home(edition) / "work"


def pages(edition: Edition) -> Path:
    """Return the folder of the last good pages."""
    return home(edition) / "pages"


def seed(edition: Edition) -> None:
    """Start from the last complete build where the last preview did not begin with it."""
    root, step = edition.root, f"preview {edition.name}"
    complete = recorded(root, book_step(edition))
    if complete is None or is_current(root, step, complete, [pages(edition)]):
        return
    shutil.rmtree(work(edition), ignore_errors=True)
    for name in filter(lambda name: (edition.work / name).is_dir(), SEEDS):
        shutil.copytree(edition.work / name, work(edition) / name)
    publish(edition)
    record(root, step, complete)


def publish(edition: Edition) -> None:
    """Show the pages that were built."""
    mirror(work(edition) / "html", pages(edition))


def mirror(source: Path, target: Path) -> None:
    """Make `target` hold the files of `source`, copying only those that differ in size or time.

    Each file is replaced in one step.
    """
    target.mkdir(parents=True, exist_ok=True)
    there = {entry.name: entry for entry in os.scandir(target)}
    for entry in os.scandir(source):
        old = there.pop(entry.name, None)
        if old is not None and old.is_dir() != entry.is_dir():
            remove(old)
            old = None
        if entry.is_dir():
            mirror(Path(entry.path), target / entry.name)
        elif old is None or _state(old) != _state(entry):
            partial = target / f".{entry.name}.partial"
            shutil.copy2(entry.path, partial)
            partial.replace(target / entry.name)
    for old in there.values():
        remove(old)


def remove(entry: os.DirEntry) -> None:
    """Remove a file or a folder."""
    if entry.is_dir():
        shutil.rmtree(entry.path)
    else:
        os.unlink(entry.path)


def _state(entry: os.DirEntry) -> tuple[int, int]:
    state = entry.stat()
    return state.st_size, state.st_mtime_ns
