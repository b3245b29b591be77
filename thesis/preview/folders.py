"""The folders of a preview: one to build in, one with the last good pages."""

import os
import shutil
from pathlib import Path

from thesis.project.paths import BUILD, CACHE

SEEDS = ("html", ".doctrees", "jupyter_execute", CACHE)
PUBLISHED = ".published"


def home(language: str) -> Path:
    """Return the folder of the preview of a language."""
    return BUILD / "watch" / language


def work(language: str) -> Path:
    """Return the folder that the preview is built in."""
    return home(language) / "work"


def pages(language: str) -> Path:
    """Return the folder of the last good pages."""
    return home(language) / "pages"


def seed(language: str) -> None:
    """Start from the last complete build where it is newer than the last preview."""
    built, stamp = BUILD / "work" / language, home(language) / PUBLISHED
    complete = built / ".complete"
    if not complete.is_file() or (
            stamp.exists() and stamp.stat().st_mtime >= complete.stat().st_mtime):
        return
    shutil.rmtree(work(language), ignore_errors=True)
    for name in filter(lambda name: (built / name).is_dir(), SEEDS):
        shutil.copytree(built / name, work(language) / name)
    publish(language)


def publish(language: str) -> None:
    """Show the pages that were built."""
    mirror(work(language) / "html", pages(language))
    (home(language) / PUBLISHED).touch()


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
