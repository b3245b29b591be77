"""The project as it is, on the base of an earlier state that git knows."""

import io
import shutil
import subprocess
import tarfile
from pathlib import Path

from nbrefresh.observe import belongs
from nbrefresh.run import why_stale
from thesis.author import Refused
from thesis.author.files import BASE
from thesis.project.edition import Edition
from thesis.project.paths import BUILD


def stage(root: Path, revision: str, folder: Path) -> None:
    """Lay text and code of a project out in a folder, with the base of a git revision.

    Results of notebooks stay there from the last time, or are those of the book where fewer of
    them are stale. Raises Refused where there is no git, no repository or no such revision, and
    `nbrefresh.project.ProjectError`.
    """
    archive = _archived(root, revision)
    copy_project(root, folder)
    shutil.rmtree(folder / "data")
    with tarfile.open(fileobj=io.BytesIO(archive)) as tar:
        tar.extractall(folder, filter="data")
    own, of_book = Edition(folder).cache, Edition(root).cache
    if of_book.exists() and _stale(folder, of_book) < _stale(folder, own):
        shutil.rmtree(own)
        shutil.copytree(of_book, own)


def _stale(root: Path, cache: Path) -> int:
    return sum(map(bool, why_stale(root, cache, Edition(root).variant).values()))


def copy_project(root: Path, folder: Path) -> None:
    """Copy a project into a folder, without environment, build products and what is hidden.

    What the folder held before is removed, what was built there is not.
    """
    for old in folder.iterdir() if folder.exists() else ():
        if old.name != BUILD:
            shutil.rmtree(old) if old.is_dir() else old.unlink()
    shutil.copytree(root, folder, dirs_exist_ok=True, ignore_dangling_symlinks=True,
                    ignore=lambda inside, names: {name for name in names
                                                  if not belongs(Path(inside, name), root)})


def _archived(root: Path, revision: str) -> bytes:
    """Return ``data/`` and ``references.bib`` of a git revision as a tar file."""
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, "--", *BASE]
    try:
        result = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise Refused("git is not installed") from None
    if result.returncode:
        raise Refused(f"git cannot export {revision!r}: {result.stderr.decode().strip()}")
    return result.stdout
