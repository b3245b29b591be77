"""Nothing stale, nothing invalid: before Sphinx reads a page.

jupyter-cache knows a notebook by its code alone. Here its folder is named by a digest of all that
the code may read (data, package, labels, lock file, language), so a changed cell of a CSV starts
an empty cache; pages rendered from another digest are outdated. A page that shows a fact of another
page is written again when that fact changes, and so are the registers when any use does.
"""

import hashlib
import os
import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError

from thesis.book.fact_role import REGISTER_PAGE
from thesis.book.glue import find_fact
from thesis.book.register_pages import FOLDER
from thesis.book.uses import fact_uses
from thesis.check import check_base
from thesis.check.report import as_text
from thesis.paths import ROOT

CHECKED = "THESIS_CHECKED"
REGISTERS = (REGISTER_PAGE, FOLDER, "chapters/list-of-exhibits")
INPUTS = ("references.bib", "requirements.lock", "data/*.csv", "data/datapackage.json",
          "thesis/**/*.py", "locale/*/LC_MESSAGES/figures/*.po")


def inputs_digest(root: Path, language: str) -> str:
    """Return 16 hex digits that change when anything the cells may read changes."""
    digest = hashlib.sha256(language.encode())
    for pattern in INPUTS:
        for path in sorted(root.glob(pattern)):
            digest.update(path.relative_to(root).as_posix().encode() + b"\0")
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:16]


def refuse_invalid_base(app: Sphinx, config: Config) -> None:
    """Stop the build, before anything is written, when `thesis check` would find a problem."""
    if os.environ.get(CHECKED) == inputs_digest(ROOT, "any"):
        return
    problems = check_base(ROOT)
    if problems:
        raise ExtensionError(f"the evidence base is not valid:\n{as_text(problems)}")


def name_cache(app: Sphinx, config: Config) -> None:
    """Point jupyter-cache to the folder of the present digest and drop the older ones."""
    caches = Path(app.outdir).parent / ".jupyter_cache"
    current = caches / inputs_digest(ROOT, config.language)
    for old in caches.glob("*"):
        if old != current and old.is_dir():
            shutil.rmtree(old)
    config.nb_execution_cache_path = str(current)


def outdated_pages(app: Sphinx, env: BuildEnvironment, added, changed, removed) -> set[str]:
    """Return all pages when the digest is not the one that they were rendered from."""
    digest = inputs_digest(ROOT, app.config.language)
    if getattr(env, "thesis_digest", digest) == digest:
        env.thesis_digest = digest
        return set()
    env.thesis_digest = digest
    return env.found_docs - set(removed)


def pages_of_changed_facts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the pages whose facts, or whose register entries, are not those last written."""
    shown = {page: repr([find_fact(env, name) for name in names])
             for page, names in fact_uses(env).items()}
    everything = repr((sorted(shown.items()), env.thesis_places))
    shown |= {page: everything for page in env.found_docs if page.startswith(REGISTERS)}
    before = getattr(env, "thesis_shown", {})
    env.thesis_shown = {page: hashlib.sha256(text.encode()).hexdigest()
                        for page, text in shown.items()}
    return [page for page, digest in env.thesis_shown.items() if before.get(page) != digest]


def setup(app: Sphinx) -> None:
    """Connect the four steps."""
    app.connect("config-inited", refuse_invalid_base, priority=200)
    app.connect("config-inited", name_cache, priority=900)
    app.connect("env-get-outdated", outdated_pages)
    app.connect("env-updated", pages_of_changed_facts)
