"""The directives ``computed-figure`` and ``computed-table``.

They number and caption at reading time; the image or the body, the alternative text and the source
line come in a post-transform from what the page's cells published.
"""

import hashlib
import re
from pathlib import Path
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxDirective

from thesis.book.domain import exhibit_anchors
from thesis.book.glue import page_exhibits
from thesis.book.source_line import (
    source_line,
    source_reference,
    source_references,
    up_to_start,
)
from thesis.book.widths import WIDE, column_widths, is_dense
from thesis.publish.records import Cell, ExhibitRecord

LOGGER = logging.getLogger(__name__)
DOWNLOADS, PICTURES = "_downloads", "_images"  # folders of what exhibits hold
MARKS = "bcdefg"  # one letter for each further source of a cell


class pending_exhibit(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the body of the exhibit ``self["name"]`` goes."""


class ComputedExhibit(SphinxDirective):
    """A captioned figure or table whose body a cell of this page publishes.

    A figure has its caption below, a table above.
    """

    required_arguments = 1
    has_content = True
    option_spec = {"name": directives.unchanged_required}

    def run(self) -> list[nodes.Node]:
        if not self.content or "name" not in self.options:
            raise self.error(f"{self.name} {self.arguments[0]}: needs :name: and a caption")
        kind = self.name.removeprefix("computed-")
        pending = pending_exhibit(name=self.arguments[0], kind=kind)
        parsed = nodes.Element()
        self.state.nested_parse(self.content, self.content_offset, parsed)
        text = parsed[0].rawsource, "", *parsed[0].children
        node: nodes.Element
        if kind == "figure":
            caption: nodes.Element = nodes.caption(*text)
            node = nodes.figure("", pending, caption, classes=["computed"])
        else:
            caption = nodes.title(*text)
            node = nodes.table("", caption, pending, classes=["computed"])
        for part in (pending, caption, node):
            self.set_source_info(part)
        self.add_name(node)
        anchors = exhibit_anchors(self.env).setdefault(self.env.docname, {})
        anchors[self.arguments[0]] = node["ids"][0]
        return [node]


class ResolveExhibits(SphinxPostTransform):
    """Fill in the bodies of the exhibits and add their source lines."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        records = page_exhibits(self.env, self.env.docname)
        for pending in list(self.document.findall(pending_exhibit)):
            record = records.get(pending["name"])
            if record is None or record["kind"] != pending["kind"]:
                LOGGER.warning("%s %r is not published on this page", pending["kind"],
                               pending["name"], location=pending, type="thesis", subtype="exhibit")
                outer = pending.parent
                outer.parent.remove(outer)
                continue
            self.fill(pending, record)

    def fill(self, pending: pending_exhibit, record: ExhibitRecord) -> None:
        outer, name = pending.parent, pending["name"]
        csv_uri = self.store(DOWNLOADS, data_name(name), record["csv"])
        line = source_line(record, csv_uri, self.env, self.app.builder)
        if record["kind"] == "figure":
            uri = self.store(PICTURES, picture_name(name, record), record["svg"])
            pending.replace_self(nodes.image(uri=uri, alt=record["alt"], candidates={"*": uri}))
            outer.append(nodes.legend("", line))
        else:
            widths = column_widths(record)
            pending.replace_self(self.body(record, widths))
            if sum(widths) > WIDE:
                outer["classes"].append("colwidths-given")
            if is_dense(record):
                outer["classes"].append("dense")
            outer.parent.insert(outer.parent.index(outer) + 1, line)

    def store(self, folder: str, filename: str, content: str) -> str:
        """Write a file of the page's exhibit; return its address relative to the page."""
        builder = self.app.builder
        path = Path(builder.outdir) / folder / filename
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8", newline="\n")
        return f"{up_to_start(self.env, builder)}{folder}/{filename}"

    def body(self, record: ExhibitRecord, widths: list[int]) -> nodes.tgroup:
        """Return the table body; the first column heads the rows."""
        align = {"l": "left", "r": "right", "c": "center"}
        group = nodes.tgroup(cols=len(record["header"]))
        group += [nodes.colspec(colwidth=width, stub=0 if i else 1)
                  for i, width in enumerate(widths)]
        head: list[Cell] = [{"text": text, "sources": []} for text in record["header"]]
        rows = [[self.entry(cell, align[a]) for cell, a in zip(row, record["align"], strict=True)]
                for row in [head, *record["rows"]]]
        lines = [nodes.row("", *row) for row in rows]
        group += [nodes.thead("", lines[0]), nodes.tbody("", *lines[1:])]
        return group

    def entry(self, cell: Cell, align: str) -> nodes.entry:
        paragraph = nodes.paragraph()
        keys = cell["sources"]
        if keys and cell["text"]:
            paragraph += source_reference(keys[0], cell["text"], self.env, self.app.builder)
            if keys[1:]:
                paragraph += self.marks(keys[1:])
        elif keys:
            paragraph += source_references(keys, self.env, self.app.builder)
        elif (language := cell.get("language", self.config.language)) != self.config.language:
            paragraph += nodes.inline("", cell["text"], classes=[f"language-{language}"])
        else:
            paragraph += breakable(cell["text"])
        return nodes.entry("", paragraph, classes=[f"text-{align}"])

    def marks(self, keys: list[str]) -> nodes.superscript:
        """Return letters that lead to the further sources of a cell: b c d +4."""
        marks = nodes.superscript("", classes=["web-only", "marks"])
        for letter, key in zip(MARKS, keys, strict=False):
            marks += [nodes.Text(" "), source_reference(key, letter, self.env, self.app.builder)]
        if len(keys) > len(MARKS):
            marks += nodes.Text(f" +{len(keys) - len(MARKS)}")
        return marks


def breakable(text: str) -> list[nodes.Node]:
    """Return a text that may break after underscores, as long names of codes must."""
    first, *parts = re.split(r"(?<=_)(?=\w)", text)
    return [nodes.Text(first), *(node for part in parts for node in (
        nodes.raw("", "<wbr>", format="html"), nodes.Text(part)))]


def data_name(name: str) -> str:
    """Return the name of the file with the data of an exhibit."""
    return f"{name}.csv"


def picture_name(name: str, record: ExhibitRecord) -> str:
    """Return the name of the file of a figure: another for another picture."""
    return f"{name}-{hashlib.sha256(record['svg'].encode()).hexdigest()[:8]}.svg"


def warn_of_unplaced(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every figure or table that a page publishes and does not show."""
    for docname in sorted(env.found_docs):
        shown = exhibit_anchors(env).get(docname, {})
        for name in sorted(set(page_exhibits(env, docname)) - set(shown)):
            LOGGER.warning("%r is published but not shown", name, location=docname,
                           type="thesis", subtype="exhibit")


def setup(app: Sphinx) -> None:
    """Register the directives, their node and their transform."""
    app.connect("env-check-consistency", warn_of_unplaced)
    app.add_node(pending_exhibit)
    app.add_directive("computed-figure", ComputedExhibit)
    app.add_directive("computed-table", ComputedExhibit)
    app.add_post_transform(ResolveExhibits)
