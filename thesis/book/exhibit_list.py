"""The directive ``exhibit-list``: every figure, table or appendix of the book with its number."""

from collections.abc import Iterator
from typing import Any

from docutils import nodes
from docutils.parsers.rst import directives
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from thesis.book.fact_role import pending_fact
from thesis.book.glue import find_fact
from thesis.book.page_names import appendix_names
from thesis.book.uses import reading_order
from thesis.publish.facts import text

KINDS = {"figure": (nodes.figure, nodes.caption), "table": (nodes.table, nodes.title)}
APPENDIX = "appendix"


class pending_list(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the list of the exhibits of ``self["kind"]`` goes."""


class ExhibitList(SphinxDirective):
    """Leave a node that is filled in when all pages are read."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        return [pending_list(kind=directives.choice(
            self.arguments[0], (*KINDS, APPENDIX)))]


class ResolveLists(SphinxPostTransform):
    """Write one line an exhibit, in reading order."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        for pending in list(self.document.findall(pending_list)):
            found = (self.appendices() if pending["kind"] == APPENDIX
                     else self.lines(pending["kind"]))
            lines = [nodes.list_item("", line) for line in found]
            pending.replace_self(nodes.bullet_list("", *lines, classes=["exhibit-list"]))

    def lines(self, kind: str) -> Iterator[nodes.paragraph]:
        outer, inner = KINDS[kind]
        for page in reading_order(self.env):
            numbers = self.env.toc_fignumbers.get(page, {}).get(kind, {})
            for exhibit in self.env.get_doctree(page).findall(outer):
                if exhibit["ids"] and exhibit["ids"][0] in numbers:
                    anchor = exhibit["ids"][0]
                    number = ".".join(map(str, numbers[anchor]))
                    label = self.config.numfig_format[kind].replace("%s", number)
                    uri = self.app.builder.get_relative_uri(self.env.docname, page)
                    link = nodes.reference("", label, internal=True, refuri=f"{uri}#{anchor}")
                    caption = self.plain(next(iter(exhibit.findall(inner))))
                    yield nodes.paragraph("", "", link, nodes.Text(f" {caption}"))

    def appendices(self) -> Iterator[nodes.paragraph]:
        for page in appendix_names(self.config):
            uri = self.app.builder.get_relative_uri(self.env.docname, page)
            yield nodes.paragraph("", "", nodes.reference(
                "", self.env.titles[page].astext(), internal=True, refuri=uri))

    def plain(self, caption: nodes.Element) -> str:
        """Return a caption as text, its facts filled in."""
        caption = caption.deepcopy()
        for pending in list(caption.findall(pending_fact)):
            fact = find_fact(self.env, pending["name"])
            pending.replace_self(nodes.Text(
                text(fact, self.config.language, pending["like"]) if fact else ""))
        return caption.astext()


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its transform."""
    app.add_node(pending_list)
    app.add_directive("exhibit-list", ExhibitList)
    app.add_post_transform(ResolveLists)
