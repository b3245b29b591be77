"""The web edition: Jupyter Book's own configuration and Sphinx, every warning an error."""

from pathlib import Path

from jupyter_book.sphinx import build_sphinx

from thesis.project.errors import BuildError
from thesis.project.paths import ROOT
from thesis.publish.metadata import title

NUMBERS = {"id": {}, "en": {"numfig_format": {"figure": "Figure %s", "table": "Table %s"}}}


def settings(language: str) -> dict:
    """Return what a build in `language` sets beside ``_config.yml``."""
    return {"language": language, "html_title": title(language), "nitpicky": True,
            "latex_individualpages": False, **NUMBERS[language]}


def build_html(target: Path, language: str) -> None:
    """Write the book in `language` to `target`, reading only what changed since the last build.

    Raises BuildError when a cell fails or Sphinx warns of anything (nitpicky).
    """
    result = build_sphinx(
        ROOT, target, noconfig=True, path_config=ROOT / "_config.yml",
        confoverrides=settings(language), warningiserror=True, keep_going=True, quiet=True,
    )
    if result:
        raise BuildError(f"the {language} edition was not built: see the messages above")
