"""Nothing stale, nothing invalid: before Sphinx reads a page, and before it writes one.

`nbrefresh` brings the results of the notebooks up to date in jupyter-cache. A page is read
again when it was read with other results, or when references.bib, the labels or what renders it
changed. A page is written again when a fact that it shows, or a rival of that, changes, or a title
of the book; the registers when any row does. A preview (``thesis_preview``) checks what changed
itself.
"""

import hashlib
import os
import time
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from nbrefresh.records import read_records, result_ids
from nbrefresh.run import RECORDS, refresh
from nbrefresh.workers import NoCluster
from thesis.base.coding import VARIABLE as CODING
from thesis.base.coding import current, variant
from thesis.book.fact_entry import picked, rivals, what
from thesis.book.fact_role import REGISTER_PAGE
from thesis.book.glue import find_fact
from thesis.book.register_pages import FOLDER
from thesis.book.uses import fact_uses, reading_order
from thesis.check.report import as_text
from thesis.check.validation_cache import CHECKED, problems_since
from thesis.exports import EXPORTED
from thesis.make.background import exports_written
from thesis.make.edition import SCHEDULER
from thesis.project.digest import digest_of_patterns
from thesis.project.inputs import DATA, PAGES
from thesis.project.paths import BUILD, ROOT
from thesis.project.progress import advance, note, step
from thesis.publish.facts import Fact
from thesis.words.language import VARIABLE

KERNEL_VARIABLES = (VARIABLE, CODING, "IPYTHONDIR", "PYTHONPATH")  # see `prepare_kernels`
REGISTERS = (REGISTER_PAGE, FOLDER, "chapters/list-of-exhibits")


def refuse_invalid_base(app: Sphinx, config: Config) -> None:
    """Stop the build, before anything is written, when `thesis check` would find a problem."""
    problems = [] if config.thesis_preview else problems_since(ROOT, BUILD / CHECKED)
    if problems:
        raise ExtensionError(f"the evidence base is not valid:\n{as_text(problems)}")


def offer_exports(app: Sphinx) -> None:
    """See that there is what the page of downloads offers; a preview offers what is there."""
    if not (app.config.thesis_preview and EXPORTED.exists()):
        exports_written()


def execute_before_reading(app: Sphinx) -> None:
    """Execute the notebooks once a build begins; a preview, which builds often, does it itself."""
    if not app.config.thesis_preview:
        execute_notebooks(app)


def execute_notebooks(app: Sphinx) -> None:
    """Bring the results of the notebooks up to date where MyST-NB will look for them."""
    cache = cache_of(app)
    variables = {name: os.environ[name] for name in KERNEL_VARIABLES if name in os.environ}
    try:
        with step("notebooks"):
            done = refresh(ROOT, cache, variant(app.config.language, current()),
                           app.config.nb_execution_timeout,
                           lambda now: advance(now.done, now.total, ", ".join(now.running)),
                           variables, os.environ.get(SCHEDULER, ""))
            note(f"{len(done.stale)} run, {len(done.kept)} kept")
    except NoCluster as error:
        raise ExtensionError(str(error)) from error
    if done.errors:
        raise ExtensionError("\n\n".join(done.errors))


def cache_of(app: Sphinx) -> Path:
    """Return the folder of jupyter-cache, in which MyST-NB looks for results."""
    return Path(app.env.mystnb_config.execution_cache_path)


def outdated_pages(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> set[str]:
    """Return the pages with other results than when they were read, or all of a changed book."""
    digest = digest_of_patterns(ROOT, PAGES)
    results = result_ids(read_records(cache_of(app) / RECORDS))
    before, env.thesis_digest = getattr(env, "thesis_digest", digest), digest
    read, env.thesis_results = getattr(env, "thesis_results", {}), results
    other = {page for page, result in results.items() if read.get(page) != result}
    pages = env.found_docs if before != digest else other & env.found_docs
    return pages - set(removed)


def note_time(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """Remember which pages are about to be read, and when."""
    app.thesis_reading = time.time_ns() // 1000, set(docnames)


def date_back(app: Sphinx, env: BuildEnvironment) -> None:
    """Date what was read to before it was read: a page saved meanwhile is read again next time.

    Sphinx dates a page to when it has been read, and would not see that.
    """
    began, read = app.thesis_reading
    for page in read & env.all_docs.keys():
        env.all_docs[page] = min(env.all_docs[page], began)


def pages_of_changed_facts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose facts, navigation or register entries are not those last written."""
    titles = repr({page: env.titles[page].astext() for page in reading_order(env)})
    shown = {page: titles + repr([shown_of(find_fact(env, name), app.config.language)
                                  for name in fact_uses(env).get(page, ())])
             for page in env.found_docs}
    shown = {page: hashlib.sha256(text.encode()).hexdigest() for page, text in shown.items()}
    everything = repr((sorted(shown.items()), env.thesis_places, digest_of_patterns(ROOT, DATA)))
    everything = hashlib.sha256(everything.encode()).hexdigest()
    shown |= {page: everything for page in env.found_docs if page.startswith(REGISTERS)}
    before, env.thesis_shown = getattr(env, "thesis_shown", {}), shown
    return [page for page, digest in env.thesis_shown.items() if before.get(page) != digest]


@cache
def shown_of(fact: Fact | None, language: str) -> tuple:
    """Return what the card of a fact says, without addresses."""
    if fact is None:
        return ()
    return (fact, what(fact, language), picked(fact, language),
            rivals(fact, language, lambda page, anchor: anchor))


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.add_config_value("thesis_preview", False, "", bool)
    app.connect("config-inited", refuse_invalid_base, priority=200)
    app.connect("builder-inited", execute_before_reading, priority=900)
    app.connect("builder-inited", offer_exports, priority=950)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-before-read-docs", note_time)
    app.connect("env-updated", date_back, priority=50)
    app.connect("env-updated", pages_of_changed_facts)
