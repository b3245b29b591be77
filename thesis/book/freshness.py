"""Nothing stale, nothing invalid: before Sphinx reads a page, and before it writes one.

`thesis.execution` brings the results of the notebooks up to date in jupyter-cache. A page is read
again when its notebook ran since it was last read, or when references.bib, the labels or what
renders it changed. A page is written again when a fact that it shows, or a rival of that, changes,
or a title of the book; the registers when any row does. A preview (``thesis_preview``) checks what
changed itself.
"""

import hashlib
import json
import os
import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from thesis.book.fact_entry import rivals, what
from thesis.book.fact_role import REGISTER_PAGE
from thesis.book.glue import find_fact
from thesis.book.register_pages import FOLDER
from thesis.book.uses import fact_uses, reading_order
from thesis.check import check_base
from thesis.check.report import as_text
from thesis.execution.ledger import read_ledger
from thesis.execution.run import LEDGER, refresh
from thesis.exports import export_data
from thesis.facts import Fact
from thesis.paths import BUILD, ROOT

CHECKED = "THESIS_CHECKED"
REGISTERS = (REGISTER_PAGE, FOLDER, "chapters/list-of-exhibits")
DATA = ("data/*.csv", "data/datapackage.json")
BOOK = ("references.bib", "thesis/**/*.py", "thesis/**/*.jinja",
        "locale/*/LC_MESSAGES/figures/*.po")
PAGES = ("references.bib", "thesis/*.py", "thesis/analysis/*.py", "thesis/book/*.py",
         "thesis/book/*.jinja", "thesis/build/metadata.py", "locale/*/LC_MESSAGES/figures/*.po")
TEXT = ("index.md", "chapters/**/*.md")


def inputs_digest(root: Path, patterns: Iterable[str]) -> str:
    """Return 16 hex digits that change when a file of the patterns changes."""
    digest = hashlib.sha256()
    for pattern in patterns:
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def checked_digest(root: Path) -> str:
    """Return the digest of all that `thesis check` looks at."""
    return inputs_digest(root, (*DATA, *BOOK, *TEXT))


def refuse_invalid_base(app: Sphinx, config: Config) -> None:
    """Stop the build, before anything is written, when `thesis check` would find a problem."""
    if config.thesis_preview or os.environ.get(CHECKED) == checked_digest(ROOT):
        return
    problems = check_base(ROOT)
    if problems:
        raise ExtensionError(f"the evidence base is not valid:\n{as_text(problems)}")


def write_exports(app: Sphinx, config: Config) -> None:
    """Write the files that the page of downloads offers, when what they hold has changed.

    A preview offers those that are there.
    """
    stamp = BUILD / "exports" / ".digest"
    if config.thesis_preview and stamp.exists():
        return
    digest = inputs_digest(ROOT, (*DATA, "data/README.md", "references.bib", "thesis/exports/*.py"))
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != digest:
        export_data(stamp.parent)
        stamp.write_text(digest, encoding="utf-8")


def execute_before_reading(app: Sphinx) -> None:
    """Execute the notebooks once a build begins; a preview, which builds often, does it itself."""
    if not app.config.thesis_preview:
        execute_notebooks(app)


def execute_notebooks(app: Sphinx) -> None:
    """Bring the results of the notebooks up to date where MyST-NB will look for them."""
    done = refresh(ROOT, Path(app.env.mystnb_config.execution_cache_path), app.config.language,
                   app.config.nb_execution_timeout)
    if done.errors:
        raise ExtensionError("\n\n".join(done.errors))


def results(env: BuildEnvironment) -> dict[str, str]:
    """Return {page: text that changes whenever its notebook runs}."""
    ledger = read_ledger(Path(env.mystnb_config.execution_cache_path) / LEDGER)
    return {page: json.dumps(record, sort_keys=True) for page, record in ledger.items()}


def outdated_pages(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> set[str]:
    """Return the pages whose notebook ran since they were read, which may be several builds ago.

    All pages when what they are rendered with changed.
    """
    digest, ran = inputs_digest(ROOT, PAGES), results(env)
    before, env.thesis_digest = getattr(env, "thesis_digest", digest), digest
    read, env.thesis_results = getattr(env, "thesis_results", {}), ran
    pages = {page for page, result in ran.items() if result != read.get(page)} & env.found_docs
    return (env.found_docs if before != digest else pages) - set(removed)


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
    everything = repr((sorted(shown.items()), env.thesis_places, inputs_digest(ROOT, DATA)))
    everything = hashlib.sha256(everything.encode()).hexdigest()
    shown |= {page: everything for page in env.found_docs if page.startswith(REGISTERS)}
    before, env.thesis_shown = getattr(env, "thesis_shown", {}), shown
    return [page for page, digest in env.thesis_shown.items() if before.get(page) != digest]


@cache
def shown_of(fact: Fact | None, language: str) -> tuple:
    """Return what the card of a fact says, without addresses."""
    if fact is None:
        return ()
    return fact, what(fact, language), rivals(fact, language, lambda page, anchor: anchor)


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.add_config_value("thesis_preview", False, "", bool)
    app.connect("config-inited", refuse_invalid_base, priority=200)
    app.connect("config-inited", write_exports, priority=300)
    app.connect("builder-inited", execute_before_reading, priority=900)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-before-read-docs", note_time)
    app.connect("env-updated", date_back, priority=50)
    app.connect("env-updated", pages_of_changed_facts)
