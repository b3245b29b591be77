"""Nothing stale, nothing invalid: before Sphinx reads a page, and before it writes one.

`thesis.execution` brings the results of the notebooks up to date in jupyter-cache. A page is read
again when its notebook ran or when the package, the labels or references.bib changed. A page that
shows a fact is written again when that fact or its rivals change, the registers when any row does.
"""

import hashlib
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from thesis.book.fact_entry import rivals, what
from thesis.book.fact_role import REGISTER_PAGE
from thesis.book.glue import find_fact
from thesis.book.register_pages import FOLDER
from thesis.book.uses import fact_uses
from thesis.check.memory import CHECKED, problems_since
from thesis.check.report import as_text
from thesis.digest import digest_of_patterns
from thesis.execution.run import refresh
from thesis.exports import export_data
from thesis.facts import Fact
from thesis.paths import BUILD, ROOT

REGISTERS = (REGISTER_PAGE, FOLDER, "chapters/list-of-exhibits")
DATA = ("data/*.csv", "data/datapackage.json")
BOOK = ("references.bib", "thesis/**/*.py", "thesis/**/*.jinja",
        "locale/*/LC_MESSAGES/figures/*.po")


def refuse_invalid_base(app: Sphinx, config: Config) -> None:
    """Stop the build, before anything is written, when `thesis check` would find a problem."""
    problems = problems_since(ROOT, BUILD / CHECKED)
    if problems:
        raise ExtensionError(f"the evidence base is not valid:\n{as_text(problems)}")


def write_exports(app: Sphinx, config: Config) -> None:
    """Write the files that the page of downloads offers, when what they hold has changed."""
    digest = digest_of_patterns(
        ROOT, (*DATA, "data/README.md", "references.bib", "thesis/exports/*.py"))
    stamp = BUILD / "exports" / ".digest"
    if not stamp.exists() or stamp.read_text(encoding="utf-8") != digest:
        export_data(stamp.parent)
        stamp.write_text(digest, encoding="utf-8")


def name_cache(app: Sphinx, config: Config) -> None:
    """Point MyST-NB to the results, before Sphinx compares the settings with the last ones."""
    config.nb_execution_cache_path = str(Path(app.outdir).parent / ".jupyter_cache")


def execute_notebooks(app: Sphinx) -> None:
    """Bring the results of the notebooks up to date where MyST-NB will look for them."""
    done = refresh(ROOT, Path(app.config.nb_execution_cache_path), app.config.language,
                   app.config.nb_execution_timeout)
    if done.errors:
        raise ExtensionError("\n\n".join(done.errors))
    app.thesis_executed = set(done.stale)


def outdated_pages(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> set[str]:
    """Return the pages whose notebook ran, or all when what they are rendered with changed."""
    digest = digest_of_patterns(ROOT, BOOK)
    before, env.thesis_digest = getattr(env, "thesis_digest", digest), digest
    pages = env.found_docs if before != digest else app.thesis_executed & env.found_docs
    return pages - set(removed)


def pages_of_changed_facts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose facts, or whose register entries, are not those last written."""
    shown = {page: repr([_shown(find_fact(env, name), app.config.language) for name in names])
             for page, names in fact_uses(env).items()}
    everything = repr((sorted(shown.items()), env.thesis_places, digest_of_patterns(ROOT, DATA)))
    shown |= {page: everything for page in env.found_docs if page.startswith(REGISTERS)}
    before = getattr(env, "thesis_shown", {})
    env.thesis_shown = {page: hashlib.sha256(text.encode()).hexdigest()
                        for page, text in shown.items()}
    return [page for page, digest in env.thesis_shown.items() if before.get(page) != digest]


def _shown(fact: Fact | None, language: str) -> tuple:
    """Return what the card of a fact says, without addresses."""
    if fact is None:
        return ()
    return fact, what(fact, language), rivals(fact, language, lambda page, anchor: anchor)


def setup(app: Sphinx) -> None:
    """Connect the steps."""
    app.connect("config-inited", refuse_invalid_base, priority=200)
    app.connect("config-inited", write_exports, priority=300)
    app.connect("config-inited", name_cache, priority=900)
    app.connect("builder-inited", execute_notebooks, priority=900)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-updated", pages_of_changed_facts)
