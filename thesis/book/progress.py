"""How far Sphinx is: pages read and written, for whoever watches the build."""

from collections import Counter

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from thesis.project.page_events import tell
from thesis.project.progress import advance, note


def count_pages(app: Sphinx) -> None:
    """Begin to count."""
    app.thesis_pages, app.thesis_last_page = Counter(), ""


def expect_pages(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
    """Learn how many pages will be read."""
    app.thesis_pages["expected"] = len(names)


def page_read(app: Sphinx, doctree) -> None:
    """Count a page that was read."""
    pages = app.thesis_pages
    pages["read"] += 1
    advance(pages["read"], pages["expected"], f"read {app.env.docname}")


def page_written(app: Sphinx, page: str, template: str, context: dict, doctree) -> None:
    """Count a page that is being written; indexes and the search page are no pages of the book."""
    if page in app.env.found_docs:
        app.thesis_pages["written"] += 1
        advance(app.thesis_pages["written"], None, f"write {page}")


def last_page_complete(app: Sphinx, page: str, template: str, context: dict, doctree) -> None:
    """Say that the page before this one, which is about to be written, is complete."""
    if app.thesis_last_page:
        tell(app.thesis_last_page)
    app.thesis_last_page = page


def say_pages(app: Sphinx, error: Exception | None) -> None:
    """Say how many pages were read and written."""
    note(f"{app.thesis_pages['read']} read, {app.thesis_pages['written']} written")


def setup(app: Sphinx) -> None:
    """Connect the counters."""
    app.connect("builder-inited", count_pages)
    app.connect("env-before-read-docs", expect_pages)
    app.connect("doctree-read", page_read)
    app.connect("html-page-context", page_written)
    app.connect("html-page-context", last_page_complete)
    app.connect("build-finished", say_pages)
