"""Print edition: built web pages -> pandoc -> Typst -> PDF, without TeX and without a browser."""

from pathlib import Path

import pypandoc
import typst

from thesis.build.metadata import title_page
from thesis.build.pages import print_document, printed_pages
from thesis.paths import ROOT

HERE = Path(__file__).parent
FILTER = HERE / "print.lua"
TEMPLATE = HERE / "print.typ"
STANDARD = ["ua-1"]  # refuses what a screen reader could not read, such as a figure without text


def typst_source(html_dir: Path, language: str) -> str:
    """Return the whole book as Typst markup: template, title page, body."""
    document = print_document(html_dir, printed_pages(ROOT / "_toc.yml"), language)
    body = pypandoc.convert_text(document, "typst", format="html",
                                 extra_args=[f"--lua-filter={FILTER}", "--wrap=preserve"])
    return "\n".join([TEMPLATE.read_text(encoding="utf-8"), title_page(language), body])


def build_pdf(html_dir: Path, language: str, target: Path) -> None:
    """Write the pages under `html_dir` to `target` as PDF/UA-1, whole or not at all."""
    source = html_dir.parent / "thesis.typ"
    source.write_text(typst_source(html_dir, language), encoding="utf-8", newline="\n")
    pdf = typst.compile(str(source), root=str(html_dir.parent), pdf_standards=STANDARD,
                        ignore_system_fonts=True)
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_suffix(".partial")
    partial.write_bytes(pdf)
    partial.replace(target)
