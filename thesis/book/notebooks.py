"""The notebooks of the book, executed where MyST-NB will look for their results."""

import os
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sphinx.application import Sphinx

from nbrefresh.executors import executor
from nbrefresh.project import ProjectError
from nbrefresh.run import Progress, Refreshed, refresh
from thesis.book.domain import notebook_settings
from thesis.project.edition import LANGUAGES, Edition
from thesis.project.errors import BuildError
from thesis.project.paths import CODE

PROFILE = ".ipython/profile_default"
QUIET = "c.IPKernelApp.log_level = 'ERROR'\n"


def kernel_variables(edition: Edition, folder: Path) -> dict[str, str]:
    """Return the environment that cells need: where the package is, a profile in `folder`.

    A project that holds the package itself is run by that one. The IPython profile is one of the
    build, not one of the user.
    """
    profile = folder / PROFILE
    profile.mkdir(parents=True, exist_ok=True)
    (profile / "ipython_kernel_config.py").write_text(QUIET, encoding="utf-8")
    given = filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))
    paths = [str(edition.root), str(CODE), *given]
    return {"IPYTHONDIR": str(profile.parent), "PYTHONPATH": os.pathsep.join(dict.fromkeys(paths))}


def execute_notebooks(edition: Edition, cache: Path, timeout: int, scheduler: str = "",
                      report: Callable[[Progress], None] = lambda progress: None) -> Refreshed:
    """Bring the results of the notebooks of an edition up to date in a jupyter-cache.

    timeout: seconds a cell; scheduler: address of a Dask scheduler, "" to run here. Raises
    BuildError, which names the cells that fail or what keeps all of them from being executed.
    """
    others = [replace(edition, language=language).cache for language in LANGUAGES]
    try:
        done = refresh(edition.root, cache, edition.variant, timeout, report,
                       kernel_variables(edition, cache.parent), executor(scheduler), others=others)
    except ProjectError as error:
        raise BuildError(str(error).replace(f"{edition.root}/", "")) from error
    if done.errors:
        raise BuildError("\n\n".join(done.errors))
    return done


def cache_of(app: Sphinx) -> Path:
    """Return the folder of jupyter-cache, in which MyST-NB looks for results."""
    return Path(notebook_settings(app.env).execution_cache_path)
