"""The built web pages made ready for print: articles with ids that do not collide."""

import re
from pathlib import Path, PurePosixPath

from lxml import html
from lxml.html import HtmlElement
from sphinx_external_toc.parsing import parse_toc_yaml

from thesis.print.content import simplify
from thesis.print.hyphens import BREAK, hyphenate
from thesis.print.pictures import store_pictures

NOT_PRINTED = ("chapters/register/", "chapters/list-of-exhibits")  # print has lists of its own
DROPPED_TAGS = {"script", "style", "link", "noscript", "template", "button", "input"}
DROPPED_CLASSES = {"headerlink", "web-only", "cell_input", "above-input", "toctree-wrapper",
                   "prev-next-footer", "footnotes", "backrefs", "collapsed", "expanded",
                   "sd-summary-state-marker"}
STYLED_CLASSES = {"source-line", "rubric", "fact-register", "admonition-title", "sidebar-title",
                  "topic-title", "attribution"}
LED_BACK_TO = {"fact", "bibtex-citation", "footnote-reference"}  # places that print does not name
HOLDERS = {"p", "dt", "dd", "td", "th", "li", "a", "span", "em", "strong", "sup", "sub"}
LABEL = re.compile(r"[\w.:-]+")  # what Typst takes as the name of a place
HEADINGS = ("h1", "h2", "h3", "h4")
EXTERNAL = ("http://", "https://", "mailto:")


def printed_pages(toc: Path) -> list[str]:
    """Return the document names that go to print, in reading order."""
    site = parse_toc_yaml(toc)
    order: list[str] = []
    stack = [site.root.docname]
    while stack:
        name = stack.pop()
        order.append(str(PurePosixPath(name).with_suffix("")))
        children = [str(child) for tree in site[name].subtrees for child in tree.files()]
        stack.extend(reversed(children))
    return [name for name in order if not name.startswith(NOT_PRINTED)]


def linked_article(html_dir: Path, page: str, printed: set[str]) -> HtmlElement:
    """Return the article of a page with its links and ids as the printed book has them.

    Ids get the page as prefix; links between printed pages become internal, links to what is not
    printed become plain text; image addresses start at the parent of `html_dir`.
    """
    body = article(html_dir / f"{page}.html")
    drop_web_parts(body)
    for place in list(body.iter("wbr")):
        place.text = BREAK + (place.text or "")
        place.drop_tag()
    store_pictures(body, html_dir)
    for image in body.iter("img"):
        if not image.get("src", "").startswith("/"):
            image.set("src", f"/{html_dir.name}/{resolve(page, image.get('src', ''))}")
    simplify(body)
    align_cells(body)
    box_styled_parts(body)
    prefix_ids(body, page)
    localise_links(body, page, printed)
    return body


def ids_and_links(body: HtmlElement) -> tuple[list[str], list[str]]:
    """Return the ids of an article, and those in the printed book that its links lead to."""
    ids = {element.get("id") for element in body.xpath("descendant-or-self::*[@id]")}
    links = {link.get("href")[1:] for link in body.iter("a")
             if link.get("href", "").startswith("#")}
    return sorted(ids), sorted(links)


def printable(body: HtmlElement, language: str) -> str:
    """Return an article as HTML for pandoc, with its ids at places that links can lead to."""
    movable_ids(body)
    hyphenate(body, language)
    return html.tostring(body, encoding="unicode")


def article(path: Path) -> HtmlElement:
    """Return the article of a page built with the book theme."""
    page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    found = next(element for element in page.iter("article") if "bd-article" in classes(element))
    found.tail = None
    return found


def classes(element: HtmlElement) -> set[str]:
    """Return the classes of an element."""
    return set(element.get("class", "").split())


def anchor(page: str, fragment: str) -> str:
    """Return the id, in the printed book, of a fragment of a page."""
    return page.replace("/", "-") + (f"--{fragment}" if fragment else "")


def drop_web_parts(body: HtmlElement) -> None:
    """Remove what only the web shows: buttons, code, lists of pages, marks beside headings."""
    for element in list(body.iter(html.etree.Element)):
        own = classes(element)
        label = "label" in own and {"citation", "footnote"} & classes(element.getparent())
        if element.tag in DROPPED_TAGS or own & DROPPED_CLASSES or label:
            element.drop_tree()


def align_cells(body: HtmlElement) -> None:
    """Say in the cells of tables what their classes say about alignment; set heads in bold."""
    for cell in body.iter("td", "th"):
        side = next((side for side in ("right", "center") if f"text-{side}" in classes(cell)),
                    "left")
        cell.set("style", f"text-align: {side}")
        paragraphs = cell.findall("p")
        if len(paragraphs) == 1:
            paragraphs[0].drop_tag()
        if cell.tag == "th" and cell.getparent().getparent().tag == "thead":
            for part in cell.findall("p") or [cell]:
                embolden(part)


def embolden(part: HtmlElement) -> None:
    """Set the text of an element in bold type."""
    strong = html.Element("strong")
    strong.text, part.text = part.text, None
    strong.extend(list(part))
    part.append(strong)


def box_styled_parts(body: HtmlElement) -> None:
    """Put a div with their classes around parts that print sets in a style of their own."""
    for part in list(body.iter("p", "dl")):
        if STYLED_CLASSES & classes(part):
            box = html.Element("div", {"class": part.attrib.pop("class")})
            box.tail, part.tail = part.tail, None
            part.getparent().replace(part, box)
            box.append(part)


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
        address = link.get("href", "")
        if address.startswith(EXTERNAL):
            continue
        path, _, fragment = address.partition("#")
        target = resolve(page, path).removesuffix(".html") if path else page
        if address and target in printed:
            link.set("href", "#" + anchor(target, fragment))
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
