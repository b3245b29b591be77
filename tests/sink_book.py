"""A book of a page with every kind of contents, and of one with contents that are refused."""

import io
import shutil
import warnings
from pathlib import Path

from small_book import aside

from nbrefresh.kernels import preload
from thesis.book.application import application
from thesis.make.edition import MOST_CELLS
from thesis.print.pdf import printed
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

TOC = "format: jb-book\nroot: index\nchapters:\n  - file: chapters/page\n"
HERE = Path(__file__).with_name("kitchen_sink")


def write_sink(root: Path, base: Path) -> Edition:
    """Write the book below `root`, over a small base, and return its edition."""
    shutil.copytree(base, root, dirs_exist_ok=True)
    for name in ("_config.yml", "CITATION.cff", "requirements.lock"):
        shutil.copy(ROOT / name, root)
    shutil.copytree(HERE, root / "chapters" / "kitchen_sink")
    for name in ("page.md", "refused.md"):
        (root / "chapters" / "kitchen_sink" / name).rename(root / "chapters" / name)
    (root / "_toc.yml").write_text(f"{TOC}  - file: chapters/refused\n", "utf-8")
    (root / "index.md").write_text("# Halaman muka\n\nUji isi halaman.\n", "utf-8")
    return Edition(root)


def build(edition: Edition) -> tuple[str, bytes]:
    """Return what Sphinx warned of, and the printed book without what is refused."""
    return aside(_build, edition)


def _build(edition: Edition) -> tuple[str, bytes]:
    preload(MOST_CELLS)  # as a build does that finds no results
    said = io.StringIO()
    with (warnings.catch_warnings(action="ignore"),  # of what the extensions of Sphinx call
          application(edition, edition.work / "html", said) as app):
        app.build()
    (edition.root / "_toc.yml").write_text(TOC, "utf-8")
    return said.getvalue(), printed(edition)
