"""What pages show beside the text has a form for print, and needs no other server.

An interactive output of a cell shows its picture in print; a picture has an alternative text. Of
what a cell prints at length the beginning is shown.
"""

import re
from typing import Any

import myst_nb.core.utils
from docutils import nodes
from lxml import html
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging

from thesis.words.language import translator

# MyST-NB's own pattern takes the square of the length of a line: days for one of a megabyte
myst_nb.core.utils._RGX_CARRIAGERETURN = re.compile(r"^.*\r(?=[^\n])", re.M)
LOGGER = logging.getLogger(__name__)
SILENT = ("the picture has no alternative text: write :alt:, alt=, or in the options of a cell "
          "mystnb: image: alt")
LINES, SIGNS = 200, 10_000  # of what a cell prints: two to four sheets
ROWS = 2_000  # of a table in HTML
PICTURES = ("image/svg+xml", "image/png", "image/jpeg")
SEEN = ".//*[self::img or self::svg or self::table or self::iframe or self::video]"
BARE = re.compile(r"""<(?=[^<>"'=/]*</t[dh]>)""")  # as pandas styles write names of columns
PICTURE = re.compile(r"<img\b[^>]*>|<svg\b.*?</svg>", re.S)
LOCAL = re.compile(r"""<img\b[^>]*?\bsrc=["']?(?!data:|https?:)([^"'\s>]+)""")
ALT = re.compile(r"""\b(?:alt|aria-label|aria-hidden)\s*=\s*["']?[^"'\s>]|<title>\s*[^\s<]""")
REMOTE = re.compile(r"""<(?:script|link|img)\b[^>]*?\b(?:src|href)=["']?(https?://[^"'\s>]+)""")


class PlainAddresses(SphinxTransform):
    """Undo what MyST does to the ``&`` of an address, which Sphinx escapes itself."""

    default_priority = 10

    def apply(self, **kwargs: Any) -> None:
        for link in self.document.findall(nodes.reference):
            if "&amp;" in link.get("refuri", ""):
                link["refuri"] = link["refuri"].replace("&amp;", "&")


class PrintableOutputs(SphinxPostTransform):
    """Give outputs that only a script draws their picture for print; warn where that fails."""

    default_priority = 3  # MyST-NB chooses one of the types of each output at 4

    def run(self, **kwargs: Any) -> None:
        for image in self.document.findall(nodes.image):
            if not image.get("alt", "").strip():
                _warn(SILENT, image)
        for part in list(self.document.findall(nodes.container)):
            if part.get("nb_element") == "mime_bundle":
                add_picture(part)
            elif "cell_output" in part["classes"] and not part.children:
                _warn("the output of the cell has no form that a page can show", part)
        for block in self.document.findall(nodes.literal_block):
            text = beginning(block.astext(), self.config.language)
            if "output" in block["classes"] and text != block.astext():
                block.rawsource, block[:] = text, [nodes.Text(text)]
        for raw in list(self.document.findall(nodes.raw)):
            if "html" in raw["format"]:
                check_markup(raw)


def add_picture(bundle: nodes.container) -> None:
    """Add the picture of an output of a cell for print, where its HTML shows nothing there."""
    types = {child["mime_type"]: child for child in bundle.children}
    markup = "".join(part.astext() for part in types["text/html"]) if "text/html" in types else ""
    pictures = [types[kind] for kind in PICTURES if kind in types]
    if markup and not visible(markup):
        if pictures:
            bundle.parent.insert(bundle.parent.index(bundle) + 1, nodes.container(
                "", *pictures[0].deepcopy().children, classes=["print-only"]))
        else:
            _warn("the output is drawn by a script, which print cannot run: display a picture "
                  "(image/png or image/svg+xml) with it", bundle)


def beginning(text: str, language: str) -> str:
    """Return what a cell printed, cut with a remark after some lines and characters."""
    shown = "".join(text.splitlines(keepends=True)[:LINES])[:SIGNS]
    _ = translator(language)
    return text if shown == text else (
        f"{shown.rstrip()} …\n" + _("[dipotong: selebihnya tidak ditampilkan]"))


def check_markup(raw: nodes.raw) -> None:
    """Mend HTML whose cells hold a bare ``<``; warn of what it loads and of silent pictures."""
    raw[:] = [nodes.Text(BARE.sub("&lt;", raw.astext()))]
    if (rows := raw.astext().count("<tr")) > ROWS:
        _warn(f"the table has {rows} rows, too many for a page: show the first of them", raw)
    if remote := REMOTE.search(raw.astext()):
        _warn(f"the page loads {remote[1]}, which readers may not reach: let it hold its scripts "
              "and pictures itself", raw)
    if local := LOCAL.search(raw.astext()):
        _warn(f"HTML names the picture {local[1]}, which the book does not copy", raw)
    if not all(map(ALT.search, PICTURE.findall(raw.astext()))):
        _warn(SILENT, raw)


def visible(markup: str) -> bool:
    """Return whether HTML shows anything without its scripts."""
    tree = html.fragment_fromstring(markup, create_parent="div")
    for hidden in list(tree.iter("script", "style", "link")):
        hidden.drop_tree()
    return bool(tree.text_content().strip() or tree.xpath(SEEN))


def _warn(message: str, node: nodes.Element) -> None:
    """Warn with the place of a node or, for an output, with that of its cell."""
    near = node
    while near.parent and not any(part.line for part in near.findall(nodes.Element)):
        near = near.parent
    place = next((part for part in near.findall(nodes.Element) if part.line), node)
    LOGGER.warning(message, location=place, type="thesis", subtype="output")


def setup(app: Sphinx) -> None:
    """Register the transforms."""
    app.add_transform(PlainAddresses)
    app.add_post_transform(PrintableOutputs)
