"""What earlier builds wrote and the book has no longer: pages, pictures and data of exhibits."""

from collections.abc import Iterator
from pathlib import Path

from sphinx.application import Sphinx

from thesis.book.exhibits import DOWNLOADS, PICTURES, data_name, picture_name
from thesis.book.glue import page_exhibits

SOURCES = "_sources"  # Sphinx keeps the text of every page there


def remove_stale_outputs(app: Sphinx, error: Exception | None) -> None:
    """Remove them once the book has been written."""
    if error is None and app.builder.format == "html":
        for path in (*stale_pages(app), *stale_exhibits(app)):
            path.unlink(missing_ok=True)


def stale_pages(app: Sphinx) -> Iterator[Path]:
    """Yield the pages that are not in the book, and their texts."""
    texts = Path(app.outdir) / SOURCES
    for text in filter(Path.is_file, texts.rglob("*")):
        page = text.relative_to(texts).with_suffix("").as_posix()
        if page not in app.env.found_docs:
            yield text
            yield Path(app.outdir) / f"{page}.html"


def stale_exhibits(app: Sphinx) -> Iterator[Path]:
    """Yield the pictures and the data that no page publishes or names."""
    exhibits = [found for page in app.env.found_docs
                for found in page_exhibits(app.env, page).items()]
    wanted = {data_name(name) for name, _ in exhibits}
    wanted |= {name for _, name in app.env.images.values()}
    wanted |= {picture_name(*found) for found in exhibits if found[1]["kind"] == "figure"}
    for pattern in (f"{PICTURES}/*.svg", f"{DOWNLOADS}/*.csv"):
        yield from (path for path in Path(app.outdir).glob(pattern) if path.name not in wanted)


def setup(app: Sphinx) -> None:
    """Remove them at the end of a build."""
    app.connect("build-finished", remove_stale_outputs)
