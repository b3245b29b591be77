"""The directives ``title-page`` and ``edition-fields``: what the edition is, by its settings."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from thesis.book.domain import edition_of
from thesis.publish.metadata import edition_fields, title_fields


class TitlePage(SphinxDirective):
    """Show title, whose study, editor and year; in print the title page stands by itself."""

    def run(self) -> list[nodes.Node]:
        fields = title_fields(edition_of(self.env))
        edition = [f"{fields['edition']} {fields['based_on']}",
                   f"{fields['edited']} {fields['editor']}",
                   *filter(None, (fields["programme"], fields["institution"])),
                   f"{fields['year']} · v{fields['version']}", fields["standing"]]
        lines = [nodes.paragraph("", "", nodes.strong("", fields["title"])),
                 nodes.paragraph("", " · ".join(filter(None, edition)))]
        return [nodes.container("", *lines, classes=["title-page", "web-only"])]


class EditionFields(SphinxDirective):
    """List the fields that say what an edition is, also those that it lacks."""

    def run(self) -> list[nodes.Node]:
        items = [nodes.list_item("", nodes.paragraph(
            "", "", nodes.strong("", name), nodes.Text(f": {value}")))
            for name, value in edition_fields(edition_of(self.env)).items()]
        return [nodes.bullet_list("", *items)]


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("title-page", TitlePage)
    app.add_directive("edition-fields", EditionFields)
