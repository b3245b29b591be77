"""The evidence base is checked in a process of its own; this one imports meanwhile what follows."""

import importlib
import signal
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

from jupyter_book.config import get_final_config

from thesis.build.errors import BuildError
from thesis.check import Problem
from thesis.check.memory import CHECKED, problems_since
from thesis.check.report import as_text
from thesis.execution.kernels import warm_up
from thesis.paths import BUILD, ROOT

MOST_CELLS = ("pandas", "matplotlib.figure", "matplotlib.backends.backend_svg")  # import these


def refuse_invalid_base(cache: Path) -> None:
    """Raise BuildError with every problem of the evidence base, if it has one.

    cache: what is known of notebooks; where there is nothing, kernels will want `MOST_CELLS`.
    """
    with ProcessPoolExecutor(1, initializer=signal.signal,
                             initargs=(signal.SIGINT, signal.SIG_IGN)) as other:
        checked = other.submit(problems_since, ROOT, BUILD / CHECKED)
        if not cache.exists():
            warm_up(MOST_CELLS)
        import_extensions()
    if problems := checked.result():
        raise BuildError(message(problems))


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
