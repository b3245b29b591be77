"""Print edition: built web pages -> pandoc -> Typst -> PDF, without TeX and without a browser."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, suppress
from functools import cache
from pathlib import Path

import typst

from thesis.print.fragments import FILTER, Press
from thesis.print.pages import printed_pages
from thesis.project.digest import digest_of
from thesis.project.paths import ROOT
from thesis.project.stamp import is_current
from thesis.publish.metadata import title_page

HERE = Path(__file__).parent
TEMPLATE = HERE / "template.typ"
SOURCE = "thesis.typ"
STANDARD = ["ua-1"]  # refuses what a screen reader could not read, such as a figure without text


def press(html_dir: Path, language: str) -> Press:
    """Return what makes the printed pages from those under `html_dir`."""
    return Press(html_dir, printed_pages(ROOT / "_toc.yml"), language, html_dir.parent / "print")


def typst_source(html_dir: Path, language: str) -> str:
    """Return the whole book as Typst markup: template, title page, body."""
    return "\n".join([TEMPLATE.read_text(encoding="utf-8"), title_page(language),
                      press(html_dir, language).body()])


def compiled(folder: Path) -> bytes:
    """Return the Typst source in a folder as PDF."""
    return compiler(folder).compile(pdf_standards=STANDARD)


@cache
def compiler(folder: Path) -> typst.Compiler:
    """Return the compiler of a folder's source; where that changes, it reads only the change."""
    return typst.Compiler(str(folder / SOURCE), root=str(folder), ignore_system_fonts=True)


@contextmanager
def typst_warmed_up(folder: Path) -> Iterator[None]:
    """Compile the last source in a folder, if there is one, beside the work of the ``with`` block.

    Typst remembers what it laid out: the next compile in this process does only what is new.
    """
    def compile_again() -> None:
        with suppress(typst.TypstError):  # a picture of the last edition may be gone
            compiled(folder)

    with ThreadPoolExecutor(1) as pool:
        if (folder / SOURCE).exists():
            pool.submit(compile_again)
        yield


def build_pdf(html_dir: Path, language: str, target: Path) -> bool:
    """Write the pages under `html_dir` to `target` as PDF/UA-1, whole or not at all.

    Nothing is done where `target` was made from the same pages; return whether it was made anew.
    """
    state = pages_state(html_dir)
    stamp = target.with_suffix(".stamp")
    if is_current(stamp, state, [target]):
        return False
    source = html_dir.parent / SOURCE
    source.write_text(typst_source(html_dir, language), encoding="utf-8", newline="\n")
    pdf = compiled(html_dir.parent)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_bytes(pdf)
    stamp.unlink(missing_ok=True)
    partial.replace(target)
    stamp.write_text(state, encoding="utf-8")
    return True


def pages_state(html_dir: Path) -> str:
    """Return the digest of all that the PDF is made from: pages, pictures, design, title page."""
    pages = [html_dir / f"{page}.html" for page in printed_pages(ROOT / "_toc.yml")]
    pictures = (html_dir / "_images").glob("*.svg")
    design = [*HERE.glob("*.py"), FILTER, TEMPLATE]
    return " ".join([digest_of([*pages, *pictures], html_dir), digest_of(design, HERE),
                     digest_of([ROOT / "_config.yml", ROOT / "CITATION.cff"], ROOT)])
