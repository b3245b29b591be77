"""The built book, read once for all tests that look at it."""

from functools import cache
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup
from sphinx_external_toc.parsing import parse_toc_yaml

from thesis.project.paths import CODE as ROOT

HTML = ROOT / "_build" / "html"
PDF = ROOT / "_build" / "pdf" / "tesis.pdf"
NOT_PAGES = ("genindex", "search")


@cache
def pages() -> dict[str, BeautifulSoup]:
    """Return {name: page} of every page of the book."""
    return {path.relative_to(HTML).with_suffix("").as_posix(): soup(path)
            for path in sorted(HTML.rglob("*.html"))
            if path.stem not in NOT_PAGES and "_code" not in path.parts}


def soup(path: Path) -> BeautifulSoup:
    """Return a parsed page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml")


@cache
def expected_pages() -> tuple[str, ...]:
    """Return the names of the pages that the table of contents promises."""
    toc = parse_toc_yaml(ROOT / "_toc.yml")
    return tuple(sorted(str(Path(name).with_suffix("")) for name in toc))


@cache
def ids(path: Path) -> set[str]:
    """Return the ids of a page."""
    return {element["id"] for element in soup(path).select("[id]")}


def broken_links(name: str, page: BeautifulSoup) -> list[str]:
    """Return the links inside the book that lead nowhere."""
    here, broken = HTML / f"{name}.html", []
    for link in page.select("a[href], img[src], script[src], link[rel=stylesheet]"):
        address = link.get("href") or link.get("src")
        parts = urlsplit(address)
        if parts.scheme or address.startswith("//"):
            continue
        target = (here.parent / unquote(parts.path)).resolve() if parts.path else here
        if not target.exists():
            broken.append(address)
        elif parts.fragment and target.suffix == ".html":
            broken += [address] if unquote(parts.fragment) not in ids(target) else []
    return broken
