"""The directive ``title-page``: who wrote what, where and when, as ``_config.yml`` has it."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from thesis.book.domain import edition_of
from thesis.publish.metadata import title_fields


class TitlePage(SphinxDirective):
    """Show title, author, study programme and year; in print the title page stands by itself."""

    def run(self) -> list[nodes.Node]:
        fields = title_fields(edition_of(self.env))
        lines = [nodes.paragraph("", "", nodes.strong("", fields["title"])),
                 nodes.paragraph("", f"{fields['edition']} {fields['author']}"),
                 *(nodes.paragraph("", fields[name]) for name in ("programme", "institution")
                   if fields[name]),
                 nodes.paragraph("", f"{fields['year']} · v{fields['version']}")]
        return [nodes.container("", *lines, classes=["title-page", "web-only"])]


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("title-page", TitlePage)
