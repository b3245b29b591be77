"""The web edition: Sphinx, reading and writing only what changed, every warning an error."""

from collections import Counter
from collections.abc import Callable
from io import StringIO
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from thesis.book.application import application, build
from thesis.project.edition import Edition
from thesis.project.paths import BUILD
from thesis.project.progress import Progress

PageWritten = Callable[[str], object]


def build_html(edition: Edition, target: Path, progress: Progress,
               page_written: PageWritten = lambda page: None,
               reading: Callable[[], object] = lambda: None) -> set[Path]:
    """Write the book to `target`; return the files beside the text that its pages name.

    page_written: called with the name of each page that is complete; reading: called before pages
    are read, if there are any. Raises BuildError when Sphinx warns of anything (nitpicky) or fails.
    """
    warnings = StringIO()
    with application(edition, target, warnings) as app:
        counts = count_pages(app, progress)
        app.connect("env-before-read-docs", lambda app, env, names: names and reading())
        tell_complete_pages(app, page_written)
        build(app, warnings)
        progress.describe(f"{counts['read']} read, {counts['written']} written")
        return included_files(app)


def count_pages(app: Sphinx, progress: Progress) -> Counter[str]:
    """Return how many pages are read and written, kept up to date while the application builds."""
    counts: Counter[str] = Counter()

    def expect(app: Sphinx, env: BuildEnvironment, names: list[str]) -> None:
        counts["expected"] = len(names)

    def read(app: Sphinx, doctree: nodes.document) -> None:
        counts["read"] += 1
        progress.advance(counts["read"], counts["expected"], f"read {app.env.docname}")

    def write(app: Sphinx, page: str, *_context: object) -> None:
        if page in app.env.found_docs:  # indexes and the search page are no pages of the book
            counts["written"] += 1
            progress.advance(counts["written"], None, f"write {page}")

    for event, listener in (("env-before-read-docs", expect), ("doctree-read", read),
                            ("html-page-context", write)):
        app.connect(event, listener)
    return counts


def tell_complete_pages(app: Sphinx, page_written: PageWritten) -> None:
    """Have each page told of that is complete: when the next one is about to be written."""
    last: list[str] = []

    def next_page(app: Sphinx, page: str, *_context: object) -> None:
        for complete in last:
            page_written(complete)
        last[:] = [page]

    app.connect("html-page-context", next_page)


def included_files(app: Sphinx) -> set[Path]:
    """Return the files of the project that pages name: pictures, downloads, inclusions."""
    root = Path(app.srcdir)
    named = {(root / name).resolve() for names in app.env.dependencies.values() for name in names}
    return {path for path in named if path.is_relative_to(root) and path.is_file()
            and not path.is_relative_to(root / BUILD)}
