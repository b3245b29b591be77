"""The directive ``bibliography``: what the book cites and its exhibits name, in APA style."""

from sphinx.application import Sphinx

from thesis.book.citations import entry_anchor
from thesis.book.citeproc import begin_build, references
from thesis.book.domain import edition_of
from thesis.book.late_html import LateHtml, add_late_html
from thesis.book.printed_places import in_bibliography
from thesis.book.templates import macro


class WriteBibliography(LateHtml):
    """The list of the works that the text cites or exhibits name, in its order."""

    directive = "bibliography"

    def html(self, *arguments: str) -> str:
        edition = edition_of(self.env)
        known = references(edition)
        keys = sorted(in_bibliography(self.env) & set(known), key=lambda key: known[key].place)
        entries = [{"anchor": entry_anchor(key), "entry": known[key].entry} for key in keys]
        return macro("citations", "bibliography", edition.language, entries)


def setup(app: Sphinx) -> None:
    """Register the directive; look again, when a build begins, for what the text cites."""
    add_late_html(app, WriteBibliography)
    app.connect("env-before-read-docs", begin_build)
