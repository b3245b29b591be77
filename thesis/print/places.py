"""Places that links lead to: ids of the printed book, and where print can mark them."""

import re
from pathlib import PurePosixPath

from lxml import html
from lxml.html import HtmlElement

from thesis.print.content import classes

LED_BACK_TO = {"fact", "cited", "footnote-reference"}  # places that print does not name
HOLDERS = {"p", "dt", "dd", "td", "th", "li", "a", "span", "em", "strong", "sup", "sub"}
LABEL = re.compile(r"[\w.:-]+")  # what Typst takes as the name of a place
HEADINGS = ("h1", "h2", "h3", "h4")
EXTERNAL = ("http://", "https://", "mailto:", "tel:")


def anchor(page: str, fragment: str) -> str:
    """Return the id, in the printed book, of a fragment of a page."""
    return page.replace("/", "-") + (f"--{fragment}" if fragment else "")


def prefix_ids(body: HtmlElement, page: str) -> None:
    """Give every id the page as prefix, and the page itself an id.

    Ids are dropped that stand there a second time, that are no labels, or that nothing leads to.
    """
    seen = set()
    for element in body.xpath(".//*[@id]"):
        name = element.attrib.pop("id")
        if name not in seen and LABEL.fullmatch(name) and not LED_BACK_TO & classes(element):
            element.set("id", anchor(page, name))
        seen.add(name)
    body.set("id", anchor(page, ""))


def localise_links(body: HtmlElement, page: str, printed: set[str]) -> None:
    """Point links at ids of the printed book; unwrap those that lead to what is not printed."""
    for link in list(body.iter("a")):
        address = link.attrib.pop("data-print", link.get("href", ""))
        if address.startswith(EXTERNAL):
            link.set("href", address)
            continue
        path, _, fragment = address.partition("#")
        target = resolve(page, path).removesuffix(".html") if path else page
        if address and target in printed:
            place = fragment if LABEL.fullmatch(fragment) else ""  # else a query, for the web
            link.set("href", "#" + anchor(target, place))
        else:
            link.attrib.pop("href", None)
            link.tag = "span"


def resolve(page: str, relative: str) -> str:
    """Return the path, from the root of the book, of an address relative to a page."""
    parts = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def ids_and_links(body: HtmlElement) -> tuple[list[str], list[str]]:
    """Return the ids of an article, and those in the printed book that its links lead to."""
    ids = {element.get("id") for element in body.xpath("descendant-or-self::*[@id]")}
    links = {link.get("href")[1:] for link in body.iter("a")
             if link.get("href", "").startswith("#")}
    return sorted(ids), sorted(links)


def movable_ids(body: HtmlElement) -> None:
    """Put ids where pandoc keeps them and where Typst may repeat nothing that has one.

    A section gives its id to its heading; a figure or table to a paragraph before it, since lists
    of figures repeat captions; everything else to an empty span at its start, or before it. A
    footnote keeps it, as a mark of its own.
    """
    for note in body.find_class("footnote"):
        note.set("note", note.attrib.pop("id"))
    for part in body.xpath(".//*[@role]"):
        del part.attrib["role"]  # pandoc has its own idea of what a reference to a note is
    for element in body.xpath("descendant-or-self::*[@id]"):
        if element.tag in HEADINGS:
            continue
        mark = html.Element("span", id=element.attrib.pop("id"))
        heading = (next(element.iter(*HEADINGS), None) if element.tag in ("section", "article")
                   else None)
        if heading is not None and "id" not in heading.attrib:
            heading.set("id", mark.get("id"))
        elif heading is not None or element.tag in ("figure", "table", "section", "article"):
            put_before(element if heading is None else heading, mark)
        else:
            place = place_of_mark(element)
            if place is None:
                put_before(element, mark)
            else:
                put_first(place, mark)


def put_first(element: HtmlElement, mark: HtmlElement) -> None:
    """Put a mark before the text at the start of an element."""
    mark.tail, element.text = element.text, None
    element.insert(0, mark)


def put_before(element: HtmlElement, mark: HtmlElement) -> None:
    """Put a mark before an element, in a paragraph of its own unless it stands in one."""
    if element.getparent().tag in HOLDERS:
        element.addprevious(mark)
    else:
        paragraph = html.Element("p")
        paragraph.append(mark)
        element.addprevious(paragraph)


def place_of_mark(element: HtmlElement) -> HtmlElement | None:
    """Return the innermost element that may hold text at the start of `element`, if there is one.
    """
    return element if element.tag in HOLDERS else next(element.iter("p", "dt", "td", "th"), None)
