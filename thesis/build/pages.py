"""The built web pages made ready for print: one HTML document with ids that do not collide."""

from pathlib import Path, PurePosixPath

from bs4 import BeautifulSoup, Tag
from sphinx_external_toc.parsing import parse_toc_yaml

from thesis.build.hyphens import hyphenate

NOT_PRINTED = ("chapters/register/", "chapters/list-of-exhibits")  # print has lists of its own
DROPPED = ("a.headerlink, script, button, .web-only, .cell_input, details.above-input, "
           ".toctree-wrapper, .prev-next-footer, .citation > .label")
HEADINGS = ["h1", "h2", "h3", "h4"]
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


def print_document(html_dir: Path, pages: list[str], language: str) -> str:
    """Return the pages as one HTML text.

    Ids get the page as prefix; links between printed pages become internal, links to what is not
    printed become plain text; image addresses start at the parent of `html_dir`.
    """
    whole = BeautifulSoup("<body></body>", "lxml")
    for page in pages:
        body = article(html_dir / f"{page}.html")
        for element in body.select(DROPPED):
            element.decompose()
        for image in body.select("img[src]"):
            image["src"] = f"/{html_dir.name}/{resolve(page, image['src'])}"
        align_cells(body)
        for styled in body.select("p.source-line, p.rubric, dl.fact-register"):
            styled.wrap(whole.new_tag("div", attrs={"class": styled.attrs.pop("class")}))
        prefix_ids(body, page)
        localise_links(body, page, set(pages))
        whole.body.append(body)
    keep_linked_ids(whole)
    movable_ids(whole)
    hyphenate(whole, language)
    return str(whole)


def article(path: Path) -> Tag:
    """Return the article of a page built with the book theme."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "lxml").select_one("article.bd-article")


def anchor(page: str, fragment: str) -> str:
    """Return the id, in the printed book, of a fragment of a page."""
    return page.replace("/", "-") + (f"--{fragment}" if fragment else "")


def align_cells(body: Tag) -> None:
    """Say in the cells of tables what the classes of the web page say about alignment."""
    for cell in body.select("td, th"):
        classes = cell.get("class", ())
        side = next((side for side in ("right", "center") if f"text-{side}" in classes), "left")
        cell["style"] = f"text-align: {side}"
        paragraphs = cell.find_all("p", recursive=False)
        if len(paragraphs) == 1:
            paragraphs[0].unwrap()


def prefix_ids(body: Tag, page: str) -> None:
    """Give every id the page as prefix, and the page itself an id."""
    for element in body.select("[id]"):
        element["id"] = anchor(page, element["id"])
    body["id"] = anchor(page, "")


def localise_links(body: Tag, page: str, printed: set[str]) -> None:
    """Point links at ids of the printed book; unwrap those that lead to what is not printed."""
    for link in body.select("a"):
        address = link.get("href", "")
        if address.startswith(EXTERNAL):
            continue
        path, _, fragment = address.partition("#")
        target = resolve(page, path).removesuffix(".html") if path else page
        if address and target in printed:
            link["href"] = "#" + anchor(target, fragment)
        else:
            link.attrs.pop("href", None)
            link.name = "span"


def resolve(page: str, relative: str) -> str:
    """Return the path, from the root of the book, of an address relative to a page."""
    parts = list(PurePosixPath(page).parent.parts)
    for part in PurePosixPath(relative).parts:
        if part == "..":
            parts.pop()
        else:
            parts.append(part)
    return "/".join(parts)


def keep_linked_ids(whole: BeautifulSoup) -> None:
    """Drop the ids that no link leads to; of several elements with one id the first keeps it."""
    wanted = {link["href"][1:] for link in whole.select("a[href^='#']")}
    for element in whole.select("[id]"):
        if element["id"] in wanted:
            wanted.discard(element["id"])
        else:
            del element["id"]
    if wanted:
        raise ValueError(f"links to nowhere in the printed book: {sorted(wanted)}")


def movable_ids(whole: BeautifulSoup) -> None:
    """Put ids where pandoc keeps them and where Typst may repeat nothing that has one.

    A section gives its id to its heading; a figure or table to a paragraph before it, since lists
    of figures repeat captions; everything else to an empty span at its start.
    """
    for element in whole.select("[id]"):
        if element.name in HEADINGS:
            continue
        mark = whole.new_tag("span", id=element.attrs.pop("id"))
        heading = element.find(HEADINGS) if element.name in ("section", "article") else None
        if heading is not None and "id" not in heading.attrs:
            heading["id"] = mark["id"]
        elif heading is not None or element.name in ("figure", "table", "section", "article"):
            paragraph = whole.new_tag("p")
            paragraph.append(mark)
            (heading or element).insert_before(paragraph)
        else:
            place_of_mark(element).insert(0, mark)


def place_of_mark(element: Tag) -> Tag:
    """Return the innermost element that may hold text at the start of `element`."""
    if element.name in ("tr", "tbody", "div", "dl", "ul"):
        inner = element.find(["p", "dt", "td"])
        if inner is None:
            raise ValueError(f"no text to mark in <{element.name} {element.attrs}>")
        return inner
    return element
