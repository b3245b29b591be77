"""The book as a Sphinx application: opened beforehand, built once.

An application that is built again would number the chapters on: extensions keep what they counted.
"""

import gc
import io
from collections.abc import Iterator
from contextlib import contextmanager, suppress

from sphinx.application import Sphinx

from nbrefresh.project import ProjectError, read_notebooks
from thesis.base.load import load
from thesis.book.application import application, read_base
from thesis.book.application import build as write
from thesis.book.citeproc import references
from thesis.book.domain import fact_uses, source_places
from thesis.book.glue import find_fact
from thesis.book.incremental import shown_of
from thesis.book.notebooks import cache_of, execute_notebooks
from thesis.check import Problem, check_base
from thesis.check.prose import prose_problems
from thesis.check.report import as_text
from thesis.exports import refresh_exports
from thesis.preview import folders
from thesis.project.edition import Edition
from thesis.project.errors import BuildError


def make_ready(edition: Edition, everything: bool) -> None:
    """Read data and sources, which every build needs and which stay while only the text changes.

    everything: check them, and all that rests on them, before. BuildError names the problems,
    ProjectError what keeps the notebooks from being read.
    """
    root = edition.root
    if everything:
        read_notebooks(root)
        refuse(check_base(root))
        refresh_exports(root)
    read_base(root)


@contextmanager
def open_book(edition: Edition) -> Iterator[tuple[Sphinx, io.StringIO]]:
    """Give the application of an edition, with all that Sphinx has read, and its warnings."""
    warnings = io.StringIO()
    with application(edition, folders.work(edition) / "html", warnings) as app:
        foresee(edition, app)
        gc.freeze()
        yield app, warnings


def foresee(edition: Edition, app: Sphinx) -> None:
    """Work out beforehand what a build asks for again: notebooks, facts in words, entries.

    The start page is written as it was, so that what is done once for the first page is done.
    """
    with suppress(ProjectError):  # a build says so, unless it has been repaired by then
        read_notebooks(edition.root)
    for name in {name for names in fact_uses(app.env).values() for name in names}:
        shown_of(find_fact(app.env, name), edition)
    references(edition)
    start = app.config.root_doc
    if start in app.env.all_docs and source_places(app.env):
        app.builder.prepare_writing({start})
        app.builder.write_doc(start, app.env.get_and_resolve_doctree(start, app.builder))


def build(edition: Edition, app: Sphinx, warnings: io.StringIO) -> None:
    """Build and publish the pages that changed; BuildError says what is wrong, with its place.

    Of the evidence base only the text is checked, for typed numbers.
    """
    accepted = load(edition.root).accepted_oddities[["rule", "file", "key"]]
    accepted = set(accepted.itertuples(index=False, name=None))
    refuse([problem for problem in prose_problems(edition.root)
            if (problem.rule, problem.file, problem.key) not in accepted])
    execute_notebooks(edition, cache_of(app), app.config.nb_execution_timeout)
    write(app, warnings)
    folders.publish(edition)


def refuse(problems: list[Problem]) -> None:
    """Raise BuildError with the problems, if there are any."""
    if problems:
        raise BuildError(as_text(problems))

