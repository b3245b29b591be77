"""What a plain `jupyter-book build` needs done before Sphinx reads a page.

Whoever has done it beforehand (`thesis build`, the preview) says so: ``thesis_prepared``.
"""

import os
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.errors import ExtensionError

from thesis.book.domain import edition_of, exhibit_anchors, fact_uses
from thesis.book.glue import find_fact, page_exhibits
from thesis.book.notebooks import cache_of, execute_notebooks, kernel_variables
from thesis.project.edition import DEFAULT
from thesis.project.errors import BuildError


def refuse_invalid_base(app: Sphinx, config: Config) -> None:
    """Stop the build, before anything is written, when `thesis check` would find a problem."""
    from thesis.check.report import as_text
    from thesis.check.validation_cache import problems_since

    if not config.thesis_prepared and (problems := problems_since(Path(app.srcdir))):
        raise ExtensionError(f"the evidence base is not valid:\n{as_text(problems)}")


def execute(app: Sphinx) -> None:
    """Execute the notebooks, for MyST-NB too, should it miss a result."""
    edition, cache = edition_of(app.env), cache_of(app)
    os.environ |= edition.variant | kernel_variables(edition, cache.parent)
    if not app.config.thesis_prepared:
        try:
            execute_notebooks(edition, cache, app.config.nb_execution_timeout)
        except BuildError as error:
            raise ExtensionError(str(error)) from error


def write_exports(app: Sphinx) -> None:
    """See that there is what the page of downloads offers."""
    from thesis.exports import refresh_exports

    if not app.config.thesis_prepared:
        refresh_exports(edition_of(app.env).root)


def refuse_gaps(app: Sphinx, error: Exception | None) -> None:
    """Fail a build that would pass with a warning where a fact, a figure or a table should be."""
    if error or app.warningiserror or app.keep_going:
        return
    gaps = [f"{page}: {name}" for page, names in fact_uses(app.env).items() for name in names
            if find_fact(app.env, name) is None]
    gaps += [f"{page}: {name}" for page, names in exhibit_anchors(app.env).items()
             for name in names.keys() - page_exhibits(app.env, page).keys()]
    if gaps:
        raise ExtensionError("the text shows what no cell publishes:\n" + "\n".join(gaps))


def setup(app: Sphinx) -> None:
    """Connect the steps; a build may say that it took them already, and on which coding."""
    app.add_config_value("thesis_prepared", False, "", bool)
    app.add_config_value("thesis_coding", DEFAULT, "env", str)
    app.connect("config-inited", refuse_invalid_base, priority=200)
    app.connect("builder-inited", execute, priority=900)
    app.connect("builder-inited", write_exports, priority=950)
    app.connect("build-finished", refuse_gaps, priority=100)
