"""The built web pages made ready for print: articles with ids that do not collide."""

from pathlib import Path, PurePosixPath

from lxml import html
from lxml.html import HtmlElement
from sphinx_external_toc.parsing import parse_toc_yaml

from thesis.print.content import classes, simplify
from thesis.print.hyphens import BREAK, hyphenate, join_numbers
from thesis.print.pictures import store_pictures
from thesis.print.places import localise_links, movable_ids, prefix_ids, resolve
from thesis.words.language import chapter_name, translator

NOT_PRINTED = ("chapters/register/", "notebooks/",  # long; on the web and in data/
               "chapters/list-of-exhibits")  # print has lists of its own
TABLES_OF_DATA = {"tab-queries-all": "data/searches.csv"}  # long: print names the file instead
DROPPED_TAGS = {"script", "style", "link", "noscript", "template", "button", "input"}
DROPPED_CLASSES = {"headerlink", "web-only", "cell_input", "above-input", "toctree-wrapper",
                   "prev-next-footer", "footnotes", "backrefs", "collapsed", "expanded",
                   "sd-summary-state-marker"}
STYLED_CLASSES = {"source-line", "rubric", "fact-register", "admonition-title", "sidebar-title",
                  "topic-title", "attribution"}


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


def first_chapter(toc: Path) -> str:
    """Return the first page of the first numbered part, "" where no part is numbered."""
    parts = parse_toc_yaml(toc).root.subtrees
    return next((str(PurePosixPath(str(file)).with_suffix("")) for part in parts if part.numbered
                 for file in part.files()), "")


def linked_article(html_dir: Path, page: str, printed: set[str]) -> HtmlElement:
    """Return the article of a page with its links and ids as the printed book has them.

    Ids get the page as prefix; links between printed pages become internal, links to what is not
    printed become plain text; image addresses start at the parent of `html_dir`.
    """
    body = article(html_dir / f"{page}.html")
    drop_web_parts(body)
    point_to_data(body, body.getroottree().getroot().get("lang", "id"))
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


def printable(body: HtmlElement, language: str) -> str:
    """Return an article as HTML for pandoc, with its ids at places that links can lead to."""
    movable_ids(body)
    hyphenate(body, language)
    join_numbers(body)
    for number in body.xpath(".//h1/span[@class='section-number']"):
        number.text = f"{chapter_name(int(number.text.strip(' .')), language)}. "
    return html.tostring(body, encoding="unicode")


def article(path: Path) -> HtmlElement:
    """Return the article of a page built with the book theme."""
    page = html.document_fromstring(path.read_bytes(), parser=html.HTMLParser(encoding="utf-8"))
    found = next(element for element in page.iter("article") if "bd-article" in classes(element))
    found.tail = None
    return found


def drop_web_parts(body: HtmlElement) -> None:
    """Remove what only the web shows: buttons, code, lists of pages, marks beside headings."""
    for element in list(body.iter(html.etree.Element)):
        own = classes(element)
        label = "label" in own and {"citation", "footnote"} & classes(element.getparent())
        if element.tag in DROPPED_TAGS or own & DROPPED_CLASSES or label:
            element.drop_tree()


def point_to_data(body: HtmlElement, language: str) -> None:
    """Say in each of `TABLES_OF_DATA`, below its caption, where its rows are instead of them."""
    _ = translator(language)
    for table in list(body.iter("table")):
        if file := TABLES_OF_DATA.get(table.get("id", "")):
            for part in table.xpath("*[not(self::caption)]"):
                table.remove(part)
            html.etree.SubElement(html.etree.SubElement(table, "tr"), "td").text = _(
                "Tabel ini tidak dicetak; isinya dimuat pada edisi web dan dalam {file}.").format(
                    file=file)
            for legend in body.xpath(".//p[contains(@class, 'source-line')]"):
                if legend.getprevious() in (table, table.getparent()):
                    legend.drop_tree()


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
