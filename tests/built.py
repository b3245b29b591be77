"""The built book, read once for all tests that look at it."""

import re
from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from lxml import html
from pypdfium2 import PdfDocument
from sphinx_external_toc.parsing import parse_toc_yaml

from thesis.project.paths import CODE as ROOT

HTML = ROOT / "_build" / "html"
PDF = ROOT / "_build" / "pdf" / "tesis.pdf"
NOT_PAGES = ("search",)
LINKS = "//a/@href | //img/@src | //script/@src | //link[@rel='stylesheet']/@href"


@cache
def pages() -> dict[str, BeautifulSoup]:
    """Return {name: page} of every page of the book but the long ones of the register."""
    names = [path.relative_to(HTML).with_suffix("").as_posix()
             for path in sorted(HTML.rglob("*.html"))
             if path.stem not in NOT_PAGES and not {"_code", "register"} & {*path.parts}]
    return {name: page_of(name) for name in names}


@cache
def page_of(name: str) -> BeautifulSoup:
    """Return a page of the book."""
    return soup(HTML / f"{name}.html")


def soup(path: Path) -> BeautifulSoup:
    """Return a parsed page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


@cache
def expected_pages() -> tuple[str, ...]:
    """Return the names of the pages that the table of contents promises."""
    toc = parse_toc_yaml(ROOT / "_toc.yml")
    return tuple(sorted(str(Path(name).with_suffix("")) for name in toc))


@cache
def printed() -> tuple[str, ...]:
    """Return the text of each page of the PDF."""
    return sheets(PDF)


def sheets(pdf: Path) -> tuple[str, ...]:
    """Return the text of each sheet of a PDF, words that break at a line end joined."""
    return tuple(joined(sheet.get_textpage().get_text_bounded()) for sheet in PdfDocument(pdf))


def joined(text: str) -> str:
    """Return the text of a sheet with the words whole that break at the end of a line."""
    return re.sub("\x02|\ufffe", "", text).replace("\r\n", "\n")


@cache
def ids_and_links(path: Path) -> tuple[set[str], list[str]]:
    """Return the ids of a page and the addresses that it leads to."""
    tree = html.parse(path)
    return set(tree.xpath("//@id")), list(dict.fromkeys(tree.xpath(LINKS)))


def broken_links(name: str) -> list[str]:
    """Return the links of a page inside the book that lead nowhere."""
    here = HTML / f"{name}.html"
    return [address for address in ids_and_links(here)[1] if not leads_somewhere(address, here)]


def leads_somewhere(address: str, here: Path) -> bool:
    """Return whether an address on a page is outside the book, or a file and place inside it."""
    parts = urlsplit(address)
    if parts.scheme or address.startswith("//"):
        return True
    target = (here.parent / unquote(parts.path)).resolve() if parts.path else here
    query = re.match(r"\w+=", parts.fragment)  # of the search form
    if not target.exists() or not parts.fragment or query or target.suffix != ".html":
        return target.exists()
    return unquote(parts.fragment) in ids_and_links(target)[0]
