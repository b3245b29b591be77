"""Which pages are read and written again.

A page is read again when it was read with other results, or when references.bib, the labels or
what renders it changed. A page is written again when a fact that it shows, or a rival of that,
changes, the citation of a source (whose letter follows from what else is cited), or a title of the
book; the registers when any row does.
"""

import time
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from nbrefresh.observe import state_of
from nbrefresh.project import LOADED
from nbrefresh.records import read_records, result_ids
from thesis.book.citations import NOTES_PAGE
from thesis.book.citeproc import citation, references
from thesis.book.domain import citations, edition_of, fact_uses, known, source_places
from thesis.book.fact_entry import how, picked, rivals, what
from thesis.book.fact_role import REGISTER_PAGE
from thesis.book.glue import find_fact
from thesis.book.notebooks import cache_of
from thesis.book.printed_places import DECIDING_PAGE
from thesis.book.register_entries import note_entry, rows_of
from thesis.book.register_pages import FOLDER
from thesis.book.uses import reading_order
from thesis.project.edition import Edition
from thesis.project.files import digest_of_text
from thesis.project.inputs import digest_of_step
from thesis.publish.facts import Fact

SAVED = [-1]  # in the place of the state of a file: never that of one
REGISTERS = (REGISTER_PAGE, NOTES_PAGE, DECIDING_PAGE, FOLDER, "chapters/bibliography",
             "chapters/list-of-exhibits")


def outdated_pages(app: Sphinx, env: BuildEnvironment, added: set[str], changed: set[str],
                   removed: set[str]) -> set[str]:
    """Return the pages that were read with other results or files, or all of a changed book.

    Sphinx looks for files that are newer than the page, and would miss one that became older.
    """
    data, digest = known(env), digest_of_step(edition_of(env).root, "pages")
    results = result_ids(read_records(cache_of(app)))
    other = {page for page, result in results.items() if data["results"].get(page) != result}
    other |= {page for page, files in data["files"].items()
              if any(state_of(Path(path)) != state for path, state in files.items())}
    pages = env.found_docs if data["rendered_by"] != digest else other & env.found_docs
    data |= {"rendered_by": digest, "results": results}
    return pages - removed


def depend_on_loaded_code(app: Sphinx, docname: str, source: list[str]) -> None:
    """Let a page depend on the files that its cells take their code from."""
    for name in LOADED.findall(source[0]):
        app.env.note_dependency(str(Path(app.env.doc2path(docname)).parent / name))


def begin_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember when which pages are read, and in which state their files are by then."""
    paths = {page: str(env.doc2path(page)) for page in docnames}
    known(env)["reading"] = time.time_ns(), {page: {path: state_of(Path(path))}
                                             for page, path in paths.items()}


def end_reading(app: Sphinx, env: BuildEnvironment) -> None:
    """Remember the files that pages name; one saved meanwhile counts as changed."""
    data = known(env)
    began, pages = data["reading"]
    for page, files in pages.items():
        for name in env.dependencies.get(page, ()):
            path = Path(env.srcdir, name)
            state = state_of(path)
            files[str(path)] = SAVED if state and state[0] >= began else state
    data["files"] |= pages
    data["reading"] = 0, {}


def pages_of_changed_facts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose facts, navigation or register entries are not those last written."""
    edition, data = edition_of(env), known(env)
    titles = repr({page: env.titles[page].astext() for page in reading_order(env)})
    works = references(edition)
    named: dict[str, list[str]] = {}
    for source, places in sorted(source_places(env).items()):
        for page in {page for page, _ in places if source in works}:
            named.setdefault(page, []).append(citation(source, edition))
    shown = {page: digest_of_text(titles + repr([
        [shown_of(find_fact(env, name), edition) for name in fact_uses(env).get(page, ())],
        [note_shown(note, edition) for place in citations(env).get(page, ())
         for work in place.works for note in work.notes], named.get(page)]))
        for page in env.found_docs}
    everything = digest_of_text(repr((sorted(shown.items()), source_places(env), citations(env),
                                      digest_of_step(edition.root, "registers"), works)))
    shown |= {page: everything for page in env.found_docs if page.startswith(REGISTERS)}
    before, data["shown"] = data["shown"], shown
    return [page for page, digest in shown.items() if before.get(page) != digest]


@cache
def shown_of(fact: Fact | None, edition: Edition) -> tuple:
    """Return what the card of a fact says, without addresses."""
    if fact is None:
        return ()
    def address(page: str, anchor: str) -> str:
        return anchor

    return (fact, what(fact, edition), how(fact, edition, address), picked(fact, edition),
            rivals(fact, edition, address))


@cache
def note_shown(note: str, edition: Edition) -> str:
    """Return what the card of a note says, without addresses."""
    return repr([note_entry(row, edition)
                 for row in rows_of("evidence", "evidence_id", note, edition.root)])


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.connect("env-get-outdated", outdated_pages)
    app.connect("source-read", depend_on_loaded_code)
    app.connect("env-before-read-docs", begin_reading)
    app.connect("env-updated", end_reading, priority=50)
    app.connect("env-updated", pages_of_changed_facts)
