"""Print edition: built web pages -> pandoc -> Typst -> PDF, without TeX and without a browser."""

import re
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path
from typing import Final, Literal

import typst

from thesis.print.actual_text import searchable
from thesis.print.attachments import attached_files, attachments
from thesis.print.fragments import FragmentStore
from thesis.print.pages import first_chapter, printed_pages
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.files import digest_of, write_whole
from thesis.project.inputs import digest_of_step
from thesis.project.paths import TOC
from thesis.project.state import is_current, record
from thesis.publish.fonts import fonts
from thesis.publish.metadata import title_page

HERE = Path(__file__).parent
TEMPLATE = HERE / "template.typ"
SOURCE = "thesis.typ"
LINK = re.compile(r"#link\(<[^>]*>\)")
# They refuse what a screen reader could not read, or what would not last.
STANDARDS: Final[list[Literal["ua-1", "a-3a"]]] = ["ua-1", "a-3a"]


def fragments(edition: Edition) -> FragmentStore:
    """Return what makes the printed pages from the web pages of an edition."""
    root, work = edition.root, edition.work
    return FragmentStore(work / "html", printed_pages(root / TOC), edition.language, work / "print",
                 digest_of_step(root, "printed pages"), first_chapter(root / TOC))


def typst_source(edition: Edition, body: str) -> str:
    """Return a body with template and title page as Typst markup."""
    return "\n".join([TEMPLATE.read_text(encoding="utf-8"), title_page(edition),
                      attachments(edition), body])


def compiled(edition: Edition) -> bytes:
    """Return the Typst source of an edition as PDF."""
    pdf = compiler(edition).compile(pdf_standards=[*STANDARDS])
    assert isinstance(pdf, bytes)  # other formats give a list of pages
    return pdf


@cache
def compiler(edition: Edition) -> typst.Compiler:
    """Return the compiler of an edition; where its source changes, it reads only the change."""
    return typst.Compiler(str(edition.work / SOURCE), root=str(edition.work),
                          font_paths=fonts(edition.root))


def printed(edition: Edition) -> bytes:
    """Return the book as PDF.

    Raises BuildError with the page that holds what Typst cannot set.
    """
    store = fragments(edition)
    write_whole(edition.work / SOURCE, typst_source(edition, store.body()))
    try:
        return searchable(compiled(edition))
    except typst.TypstError as error:
        message = str(error)
    for page in store.pages:  # each alone, without links to the others
        alone = LINK.sub("", store.fragment(page).markup)
        write_whole(edition.work / SOURCE, typst_source(edition, alone))
        try:
            compiled(edition)
        except typst.TypstError as error:
            raise BuildError(f"{page}.md cannot be printed: {error}") from error
    raise BuildError(f"the book cannot be printed: {message}")


@contextmanager
def typst_warmed_up(edition: Edition) -> Iterator[Callable[[], object]]:
    """Give what compiles the last source of an edition, if any, beside the ``with`` block.

    Typst remembers what it laid out: the next compile in this process does only what is new.
    """
    def compile_again() -> None:
        with suppress(typst.TypstError):  # a picture of the last edition may be gone
            compiled(edition)

    with ThreadPoolExecutor(1) as pool:
        yield lambda: (pool.submit(compile_again) if (edition.work / SOURCE).exists() else None)


def build_pdf(edition: Edition) -> bool:
    """Write the web pages of an edition as PDF/UA-1 and PDF/A-3a, beside them, whole or not at all.

    Nothing is done where it was made from the same pages; return whether it was made anew.
    """
    target, state = edition.work / edition.pdf.name, pages_state(edition)
    step = f"PDF {edition.name}"
    if is_current(edition.root, step, state, [target]):
        return False
    write_whole(target, printed(edition))
    record(edition.root, step, state)
    return True


def pages_state(edition: Edition) -> str:
    """Return the digest of all that the PDF is made from: pages, pictures, design, title page."""
    html = edition.work / "html"
    pages = [html / f"{page}.html" for page in printed_pages(edition.root / TOC)]
    pictures = filter(Path.is_file, (html / "_images").glob("*"))
    code = "".join(digest_of_step(edition.root, step) for step in ("printed pages", "PDF"))
    return (digest_of([*pages, *pictures], html) + code
            + digest_of(attached_files(edition), edition.root))
