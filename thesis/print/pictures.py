"""Pictures of a web page as files that Typst finds, those that stand in the page itself too."""

import hashlib
from pathlib import Path
from urllib.request import urlopen

from lxml import html
from lxml.html import HtmlElement

from thesis.project.files import write_whole

FOLDER = "_images"
SVG = "{http://www.w3.org/2000/svg}svg"
CASED = {name.lower(): name for name in (  # which reading HTML writes small
    "viewBox", "preserveAspectRatio", "gradientUnits", "gradientTransform", "patternUnits",
    "patternTransform", "clipPathUnits", "maskUnits", "markerWidth", "markerHeight", "markerUnits",
    "refX", "refY", "spreadMethod", "startOffset", "textLength", "lengthAdjust", "linearGradient",
    "radialGradient", "clipPath", "textPath")}
DATA = {"data:image/png": "png", "data:image/jpeg": "jpg", "data:image/gif": "gif",
        "data:image/webp": "webp", "data:image/svg+xml": "svg"}


def store_pictures(body: HtmlElement, html_dir: Path) -> None:
    """Write pictures that stand in a page to files below `html_dir`; drop icons."""
    for drawing in list(body.iter("svg", SVG)):
        if drawing.get("aria-hidden") == "true":
            drawing.drop_tree()
            continue
        restore_case(drawing)
        drawing.set("xmlns", "http://www.w3.org/2000/svg")
        title = drawing.get("aria-label") or drawing.findtext("title", "")
        tail, drawing.tail = drawing.tail, None
        name = _write(html.tostring(drawing, method="xml"), "svg", html_dir)
        picture = html.Element("img", src=name, alt=title.strip())
        picture.tail = tail
        drawing.getparent().replace(drawing, picture)
    for picture in body.iter("img"):
        kind = DATA.get(picture.get("src", "").partition(";")[0].partition(",")[0])
        if kind:
            with urlopen(picture.get("src")) as data:
                picture.set("src", _write(data.read(), kind, html_dir))


def restore_case(drawing: HtmlElement) -> None:
    """Give the elements and attributes of an SVG the capitals that they have outside of HTML."""
    for part in drawing.iter(html.etree.Element):
        part.tag = CASED.get(part.tag, part.tag)
        for name in CASED.keys() & part.keys():
            part.set(CASED[name], part.attrib.pop(name))


def _write(content: bytes, kind: str, html_dir: Path) -> str:
    """Write a picture; return its address as a page at the root of the book would give it."""
    name = f"{FOLDER}/print-{hashlib.sha256(content).hexdigest()[:16]}.{kind}"
    write_whole(html_dir / name, content)
    return f"/{html_dir.name}/{name}"
