"""The web edition: Jupyter Book's own configuration and Sphinx, every warning an error."""

import re
import shutil
from pathlib import Path

from jupyter_book.sphinx import build_sphinx

from thesis.build.errors import BuildError
from thesis.build.metadata import title
from thesis.paths import ROOT

NUMBERS = {"id": {}, "en": {"numfig_format": {"figure": "Figure %s", "table": "Table %s"}}}
COLOURS = re.compile(r"\x1b\[[\d;]*m")
LINES = 30  # of a failed cell that are shown


def build_html(target: Path, language: str) -> None:
    """Write the book in `language` to `target`, reading only what changed since the last build.

    Raises BuildError when a cell fails, with the ends of all tracebacks, or when Sphinx warns of
    anything (nitpicky).
    """
    shutil.rmtree(target / "reports", ignore_errors=True)
    result = build_sphinx(
        ROOT, target, noconfig=True, path_config=ROOT / "_config.yml",
        confoverrides={"language": language, "html_title": title(language), "nitpicky": True,
                       "nb_execution_raise_on_error": False,  # so that all failures are seen
                       "latex_individualpages": False, **NUMBERS[language]},
        warningiserror=True, keep_going=True, quiet=True,
    )
    if result:
        raise BuildError("\n\n".join([*failed_cells(target / "reports"),
                                      f"the {language} edition was not built: see above"]))


def failed_cells(reports: Path) -> list[str]:
    """Return the ends of the tracebacks that the execution left, each under its page."""
    texts = []
    for path in sorted(reports.rglob("*.err.log")):
        page = path.relative_to(reports).as_posix().removesuffix(".err.log")
        lines = COLOURS.sub("", path.read_text(encoding="utf-8")).rstrip().splitlines()
        texts.append("\n".join([f"a cell of {page} failed:", *lines[-LINES:]]))
    return texts
