"""A second process beside the one that builds: it checks the base, writes the exports, prints.

Sphinx keeps one core busy and no more.
"""

import importlib
import signal
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from pathlib import Path

from jupyter_book.config import get_final_config

from nbrefresh.kernels import warm_up
from thesis.check import Problem
from thesis.check.report import as_text
from thesis.check.validation_cache import CHECKED, problems_since
from thesis.exports import write_exports
from thesis.project.errors import BuildError
from thesis.project.paths import BUILD, ROOT

_exports: list[Future] = []
MOST_CELLS = ("pandas", "matplotlib.figure", "matplotlib.backends.backend_svg")  # import these


def second_process() -> Executor:
    """Return the process, which leaves Ctrl-C to this one."""
    return ProcessPoolExecutor(1, initializer=signal.signal,
                               initargs=(signal.SIGINT, signal.SIG_IGN))


def refuse_invalid_base(cache: Path, other: Executor) -> None:
    """Raise BuildError with every problem of the evidence base, if it has one.

    The other process looks for them; this one imports meanwhile what follows. cache: what is known
    of notebooks; where there is nothing, kernels will want `MOST_CELLS`.
    """
    checked = other.submit(problems_since, ROOT, BUILD / CHECKED)
    if not cache.exists():
        warm_up(MOST_CELLS)
    import_extensions()
    if problems := checked.result():
        raise BuildError(message(problems))


def begin_exports(other: Executor) -> None:
    """Let the other process write the exports; who needs them calls `exports_written`."""
    _exports[:] = [other.submit(write_exports)]


def exports_written() -> None:
    """Wait for the exports, if the other process writes them; else write them."""
    if _exports:
        _exports.pop().result()
    else:
        write_exports()


def import_extensions() -> None:
    """Import what Sphinx will load, which takes a second or two."""
    config, _ = get_final_config(user_yaml=ROOT / "_config.yml", sourcedir=ROOT,
                                 cli_config={"latex_individualpages": False})
    for name in config["extensions"]:
        importlib.import_module(name)


def message(problems: list[Problem]) -> str:
    """Return all problems, and that they keep the book from being built."""
    count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
    return f"{as_text(problems)}\nnot built: {count} in the evidence base"
