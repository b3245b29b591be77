"""APA style for sphinxcontrib-bibtex: ``{cite:p}``, ``{cite:t}`` and ``{bibliography}``.

`thesis.book.apa` writes the texts; the language is that of the edition. Each citation leads to the
entry in the bibliography.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from pybtex.backends.plaintext import Backend
from pybtex.database import Entry
from pybtex.plugin import register_plugin as register_with_pybtex
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import Node
from sphinx.application import Sphinx
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle, BracketStyle
from sphinxcontrib.bibtex.style.template import join, join2, node, post_text, pre_text, reference

from thesis.base.sources import read_entries, year_label
from thesis.book import apa
from thesis.book.source_line import source_row
from thesis.project.paths import BIB
from thesis.words.language import current

NAME = "thesis_apa"


class ApaStyle(BaseStyle):
    """The bibliography; its labels are the keys, which the page does not show."""

    def __init__(self, **options):
        super().__init__(**options)
        self.sort = sort
        self.format_labels = lambda entries: [entry.key for entry in entries]

    def format_entry(self, label: str, entry: Entry, bib_data=None) -> FormattedEntry:
        """Return the entry as `thesis.book.apa.reference` writes it."""
        return FormattedEntry(entry.key, reference_of(entry.key, current()), label)


@cache
def reference_of(key: str, language: str) -> Text:
    """Return the reference of a source, which is asked for twice: as an entry and as a tooltip."""
    return apa.reference(read_entries(BIB)[key], source_row(key), language)


def sort(entries: Iterable[Entry]) -> list[Entry]:
    """Return entries by author, year and title."""
    return sorted(entries, key=lambda entry: apa.sort_key(source_row(entry.key), entry))


@node
def names(children, data, narrative: bool) -> Text:
    """Return the authors as a citation shortens them."""
    source, language = source_row(data["entry"].key), current()
    return Text(apa.cited_authors(source["authors"], language, narrative))


@node
def year(children, data) -> Text:
    """Return the year with its suffix."""
    return Text(year_label(source_row(data["entry"].key), current()))


@dataclass
class ApaReferenceStyle(BaseReferenceStyle):
    """``{cite:p}``: (Archer, 2001, hlm. 4; IOM, 2023a); ``{cite:t}``: Archer (2001)."""

    def role_names(self) -> Iterable[str]:
        """Return the roles: parenthetical and textual."""
        return ("p", "t")

    def outer(self, role_name: str, children: list) -> Node:
        """Return the whole citation."""
        brackets = BracketStyle("(", ")", sep="; ")
        return brackets.outer(children, brackets=role_name == "p")

    def inner(self, role_name: str) -> Node:
        """Return one work of a citation."""
        if role_name == "p":
            work = reference[join(sep=", ")[names(narrative=False), year]]
            return join2(sep1=" ", sep2=", ")[pre_text, work, post_text]
        inside = join2(sep1=" ", sep2=", ")[pre_text, reference[year], post_text]
        return join[names(narrative=True), " (", inside, ")"]


class CitedDomain(BibtexDomain):
    """The domain of citations, for a book that lists what it cites and nothing else.

    The extension would look through all citations once for every source of the file.
    """

    def get_filtered_entries(self, bibliography_key) -> Iterable[tuple[str, Entry]]:
        """Yield the cited entries of a bibliography with their keys."""
        cited = {target.key for place in self.citation_refs for target in place.targets}
        for entry in self.get_entries(self.bibliographies[bibliography_key].bibfiles):
            if entry.key in cited:
                yield entry.key, entry


def setup(app: Sphinx) -> None:
    """Register the domain, and with pybtex and sphinxcontrib-bibtex the two styles as `NAME`."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(CitedDomain, override=True)
    register_with_pybtex("pybtex.style.formatting", NAME, ApaStyle)
    # found at once: the extension looks it up again for every single citation
    register_with_pybtex("pybtex.backends", "plaintext", Backend, force=True)
    register_plugin("sphinxcontrib.bibtex.style.referencing", NAME, ApaReferenceStyle)
