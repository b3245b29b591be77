"""The book as a Sphinx application: opened beforehand, built once.

An application that is built again would number the chapters on: extensions keep what they counted.
"""

import gc
import io
import os
import traceback
from collections.abc import Iterator
from contextlib import contextmanager

from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from nbrefresh.project import read_notebooks
from thesis.base.load import load, load_register
from thesis.book.bibliography import reference_of
from thesis.book.glue import find_fact
from thesis.book.incremental import execute_notebooks, shown_of
from thesis.book.source_line import source_row
from thesis.book.uses import fact_uses
from thesis.check import Problem, check_base
from thesis.check.prose import prose_problems
from thesis.check.report import as_text
from thesis.make.html import settings
from thesis.preview import folders
from thesis.project.errors import BuildError
from thesis.project.paths import ROOT


def make_ready(everything: bool) -> None:
    """Read data and sources, which every build needs and which stay while only the text changes.

    everything: check them, and all that rests on them, before; BuildError names the problems.
    """
    if everything:
        refuse(check_base(ROOT))
    for key in load_register().sources["source"]:
        source_row(key)
    dict(load().tables)
    gc.freeze()


@contextmanager
def open_book(language: str) -> Iterator[Sphinx]:
    """Give the application of an edition, with all that Sphinx has read of it so far."""
    html = folders.work(language) / "html"
    nocolor()
    config, _ = get_final_config(user_yaml=ROOT / "_config.yml", sourcedir=ROOT,
                                 cli_config=settings(language) | {"thesis_preview": True})
    with patch_docutils(), docutils_namespace():
        app = Sphinx(ROOT, None, html, html.parent / ".doctrees", "html", config, status=None,
                     warning=io.StringIO(), warningiserror=True, keep_going=True)
        foresee(app)
        gc.freeze()
        yield app


def foresee(app: Sphinx) -> None:
    """Work out beforehand what a build asks for again: notebooks, facts in words, entries.

    The start page is written as it was, so that what is done once for the first page is done.
    """
    read_notebooks(ROOT)
    for name in {name for names in fact_uses(app.env).values() for name in names}:
        shown_of(find_fact(app.env, name), app.config.language)
    for citation in app.env.get_domain("cite").citations:
        reference_of(citation.entry.key, app.config.language)
    start = app.config.root_doc
    if start in app.env.all_docs and hasattr(app.env, "thesis_places"):
        app.builder.prepare_writing({start})
        app.builder.write_doc(start, app.env.get_and_resolve_doctree(start, app.builder))


def build(app: Sphinx) -> None:
    """Build and publish the pages that changed; BuildError says what is wrong, with its place.

    Of the evidence base only the text is checked, for typed numbers.
    """
    accepted = load().accepted_oddities[["rule", "file", "key"]]
    accepted = set(accepted.itertuples(index=False, name=None))
    refuse([problem for problem in prose_problems(ROOT)
            if (problem.rule, problem.file, problem.key) not in accepted])
    try:
        execute_notebooks(app)
        app.build()
        if app.statuscode:
            raise BuildError("Sphinx warned")
    except Exception as error:
        raise BuildError(messages(app, error)) from error
    folders.publish(app.config.language)


def refuse(problems: list[Problem]) -> None:
    """Raise BuildError with the problems, if there are any."""
    if problems:
        raise BuildError(as_text(problems))


def messages(app: Sphinx, error: Exception) -> str:
    """Return warnings and error as the author reads them: files as seen from the project."""
    lines = app._warning.getvalue().strip()
    if isinstance(error, SphinxError):
        lines += f"\n{error}"
    elif not isinstance(error, BuildError):
        lines += "\n" + "".join(traceback.format_exception(error))
    return lines.replace(f"{ROOT}{os.sep}", "").strip()
