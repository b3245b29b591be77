"""The directive ``bibliography``: what the book cites, as APA style lists it."""

from sphinx.application import Sphinx

from thesis.book.citations import cited_keys, entry_anchor
from thesis.book.citeproc import begin_build, references
from thesis.book.domain import edition_of
from thesis.book.late_html import LateHtml, add_late_html
from thesis.book.templates import macro


class WriteBibliography(LateHtml):
    """The list of the works that the text cites, in its order."""

    directive = "bibliography"

    def html(self, *arguments: str) -> str:
        edition = edition_of(self.env)
        known = references(edition)
        keys = sorted(cited_keys(self.env) & set(known), key=lambda key: known[key].place)
        entries = [{"anchor": entry_anchor(key), "entry": known[key].entry} for key in keys]
        return macro("citations", "bibliography", edition.language, entries)


def setup(app: Sphinx) -> None:
    """Register the directive; look again, when a build begins, for what the text cites."""
    add_late_html(app, WriteBibliography)
    app.connect("env-before-read-docs", begin_build)
