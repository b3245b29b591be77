"""Citations and bibliography: sphinxcontrib-bibtex places them, `thesis.book.citeproc` words them.

The roles are ``{cite:p}`` and ``{cite:t}``, the directive is ``{bibliography}``.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from html import unescape
from pathlib import Path
from typing import Any, cast

from docutils import nodes
from pybtex.backends import BaseBackend
from pybtex.backends.plaintext import Backend
from pybtex.database import Entry
from pybtex.plugin import register_plugin as register_with_pybtex
from pybtex.richtext import Text
from pybtex.style import FormattedEntry
from pybtex.style.formatting import BaseStyle
from pybtex.style.template import Node
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinxcontrib.bibtex.directives import BibliographyKey
from sphinxcontrib.bibtex.domain import BibtexDomain
from sphinxcontrib.bibtex.plugin import register_plugin
from sphinxcontrib.bibtex.style.referencing import BaseReferenceStyle, BracketStyle
from sphinxcontrib.bibtex.style.template import join, join2, node, post_text, pre_text, reference

from thesis.book.citeproc import begin_build, in_sentence, references
from thesis.project.edition import Edition

NAME = "thesis_apa"


@dataclass(frozen=True)
class Rendered:
    """The text of an entry, where pybtex expects one of its own."""

    html: str

    def render(self, backend: BaseBackend) -> list[nodes.Node] | str:
        """Return the entry for a page, or without markup for a tooltip."""
        if isinstance(backend, Backend):
            return unescape(re.sub("<[^>]*>", "", self.html))
        return [nodes.raw("", self.html, format="html")]


class ApaStyle(BaseStyle):
    """The bibliography; its labels are the keys, which the page does not show."""

    def __init__(self, edition: Edition, **options: Any) -> None:
        super().__init__(**options)
        self.edition = edition
        self.sort = lambda entries: sorted(
            entries, key=lambda entry: references(edition)[entry.key].place)
        self.format_labels = lambda entries: [entry.key for entry in entries]

    def format_entry(self, label: str, entry: Entry, bib_data: object = None) -> FormattedEntry:
        """Return the entry as the engine renders it."""
        return FormattedEntry(entry.key, Rendered(references(self.edition)[entry.key].entry), label)


@node
def names(children: list, data: dict, edition: Edition, narrative: bool) -> Text:
    """Return the authors as a citation shortens them."""
    shown = references(edition)[data["entry"].key].names
    return Text(in_sentence(shown, edition.language) if narrative else shown)


@node
def year(children: list, data: dict, edition: Edition) -> Text:
    """Return the year with its suffix."""
    return Text(references(edition)[data["entry"].key].year)


@dataclass
class ApaReferenceStyle(BaseReferenceStyle):
    """``{cite:p}``: (Archer, 2001, hlm. 4; IOM, 2023a); ``{cite:t}``: Archer (2001)."""

    edition: Edition

    def role_names(self) -> Iterable[str]:
        """Return the roles: parenthetical and textual."""
        return ("p", "t")

    def outer(self, role_name: str, children: list) -> Node:
        """Return the whole citation."""
        brackets = BracketStyle("(", ")", sep="; ")
        return brackets.outer(children, brackets=role_name == "p")

    def inner(self, role_name: str) -> Node:
        """Return one work of a citation."""
        when = year(edition=self.edition)
        who = names(edition=self.edition, narrative=role_name != "p")
        if role_name == "p":
            work = reference[join(sep=", ")[who, when]]
            return join2(sep1=" ", sep2=", ")[pre_text, work, post_text]
        inside = join2(sep1=" ", sep2=", ")[pre_text, reference[when], post_text]
        return join[who, " (", inside, ")"]


class CitedDomain(BibtexDomain):
    """The domain of citations, for a book that lists what it cites and nothing else.

    The extension would look through all citations once for every source of the file.
    """

    def get_filtered_entries(self, bibliography_key: BibliographyKey
                             ) -> Iterable[tuple[str, Entry]]:
        """Yield the cited entries of a bibliography with their keys."""
        cited = cited_keys(self)
        for entry in self.get_entries(self.bibliographies[bibliography_key].bibfiles):
            if entry.key in cited:
                yield entry.key, entry


def cited_keys(domain: BibtexDomain) -> set[str]:
    """Return the keys of all sources that some page cites."""
    return {target.key for place in domain.citation_refs for target in place.targets}


def setup(app: Sphinx) -> None:
    """Register the domain, and what the styles, `NAME`, need."""
    app.setup_extension("sphinxcontrib.bibtex")
    app.add_domain(CitedDomain, override=True)
    # found at once: the extension looks it up again for every single citation
    register_with_pybtex("pybtex.backends", "plaintext", Backend, force=True)
    app.connect("config-inited", register_styles, priority=100)
    app.connect("env-before-read-docs", begin_build)


def register_styles(app: Sphinx, config: Config) -> None:
    """Register the two styles for the edition that is built."""
    edition = Edition(Path(app.srcdir), config.language)
    register_with_pybtex("pybtex.style.formatting", NAME, partial(ApaStyle, edition), force=True)
    register_plugin("sphinxcontrib.bibtex.style.referencing", NAME,
                    cast(type, partial(ApaReferenceStyle, edition=edition)),  # it is only called
                    force=True)
