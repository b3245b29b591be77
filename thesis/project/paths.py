"""Where things are. The project is a parameter; only the code knows where it lies itself."""

from pathlib import Path

TOC = "_toc.yml"
BUILD = "_build"  # below the root of a project: what is built
EXPORTS = "exports"  # below it, where the book offers them
CACHE = ".jupyter_cache"  # of executed notebooks, in the folder where an edition is built
CODE = Path(__file__).resolve().parents[2]  # holds the package and the catalogs of its labels


class NoProject(FileNotFoundError):
    """Says that no project was found and what to do."""


def project_root() -> Path:
    """Return the nearest folder that holds a table of contents, from the current one upward.

    Raises NoProject.
    """
    here = Path.cwd().resolve()
    for folder in (here, *here.parents):
        if (folder / TOC).is_file():
            return folder
    raise NoProject(f"no {TOC} in {here} or above: change into the folder of the thesis")
