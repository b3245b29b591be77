"""The roles ``{cite:p}`` and ``{cite:t}`` of works, ``{note:p}`` and ``{note:t}`` of notes.

``{cite:p}`key` `` reads (Archer, 2001; IOM, 2023a, 2023c), ``{cite:t}`key` `` Archer (2001).
``{note:p}`E0239,E1930` `` reads as the citation of the sources of these notes; it leads to them in
the register, and a card says what they say. In print it leads to the list of cited notes.

The roles leave a pending node; a post-transform words it when all pages are read.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from thesis.base.load import source_of_note
from thesis.book.citeproc import Reference, in_sentence, references
from thesis.book.domain import citations, edition_of
from thesis.book.register_pages import row_target
from thesis.book.templates import macro
from thesis.manuscript.text import CITED, note_ids
from thesis.project.edition import Edition
from thesis.words.language import join_words

LOGGER = logging.getLogger(__name__)
BIBLIOGRAPHY = "chapters/bibliography"
NOTES_PAGE = "chapters/appendix-notes"


@dataclass(frozen=True)
class Work:
    """A work in a citation; notes: the ids of those of its notes that are meant, if any."""

    key: str
    before: str = ""
    after: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Citation:
    """A place of a page that cites; section: the id of the section where it stands."""

    anchor: str
    section: str
    works: tuple[Work, ...]


Address = Callable[[Work], dict[str, str]]  # uri, card, print


class pending_citation(nodes.Inline, nodes.Element):  # noqa: N801
    """Stands where a citation of ``self["works"]`` goes; ``self["narrative"]``: as a sentence."""


class CiteRole(SphinxRole):
    """Works by their keys: ``{lihat}key{hlm. 4},other``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        return self.pending(read_works(self.text))

    def pending(self, works: tuple[Work, ...]) -> tuple[list[nodes.Node], list]:
        """Return the node that stands for the citation."""
        node = pending_citation(self.rawtext, works=works, narrative=self.name.endswith(":t"))
        self.set_source_info(node)
        return [node], []


def read_works(text: str) -> tuple[Work, ...]:
    """Return the works of a role."""
    return tuple(read_work(part.strip()) for part in text.split(","))


def read_work(text: str) -> Work:
    """Return the work of a part of a role; what is none has itself as its key, which is unknown."""
    found = CITED.fullmatch(text)
    return (Work(found["key"], found["before"] or "", found["after"] or "") if found
            else Work(text))


class NoteRole(CiteRole):
    """Notes by their ids: ``E0239,E1930``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        sources = source_of_note(edition_of(self.env).root)
        found: dict[str, list[str]] = {}
        for note in note_ids(self.text):
            found.setdefault(sources.get(note, note), []).append(note)
        return self.pending(tuple(Work(key, notes=tuple(notes)) for key, notes in found.items()))


class CiteDomain(Domain):
    """Roles for works."""

    name = "cite"
    label = "Citations of works"
    roles = {"p": CiteRole(), "t": CiteRole()}


class NoteDomain(Domain):
    """Roles for notes."""

    name = "note"
    label = "Citations of notes"
    roles = {"p": NoteRole(), "t": NoteRole()}


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Give each citation of a page an anchor, and keep where it stands."""
    env = app.env
    found = citations(env)[env.docname] = []
    for number, node in enumerate(doctree.findall(pending_citation), 1):
        node["ids"] = [f"cited-{number}"]
        parent = node.parent
        while parent is not None and not isinstance(parent, nodes.section):
            parent = parent.parent
        found.append(Citation(f"cited-{number}", parent["ids"][0] if parent else "",
                              node["works"]))


class ResolveCitations(SphinxPostTransform):
    """Word each citation in the language of the edition, with links to what is cited."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        edition = edition_of(self.env)
        known = references(edition)
        for node in list(self.document.findall(pending_citation)):
            for work in node["works"]:
                if work.key not in known:
                    LOGGER.warning("%r is no key of references.bib and no note of "
                                   "data/evidence.csv", work.key, location=node,
                                   type="thesis", subtype="cite")
            works = [work for work in node["works"] if work.key in known]
            text = (narrative if node["narrative"] else parenthetical)(
                works, edition, lambda work: self.address(work, edition))
            html = macro("citations", "place", edition.language, node["ids"][0], text)
            node.replace_self(nodes.raw("", html, format="html"))

    def address(self, work: Work, edition: Edition) -> dict[str, str]:
        """Return where a work leads on the web and in print, and which card it opens."""
        def uri(page: str) -> str:
            return self.app.builder.get_relative_uri(self.env.docname, page)
        if not work.notes:
            return {"uri": f"{uri(BIBLIOGRAPHY)}#{entry_anchor(work.key)}", "card": ""}
        target = row_target(work.notes[0], edition.root)
        place = f"{uri(target[0])}#{target[1]}" if target else ""
        return {"uri": place, "card": card_of(work),
                "print": f"{uri(NOTES_PAGE)}#{note_anchor(self.env.docname, work)}"}


def parenthetical(works: Iterable[Work], edition: Edition, address: Address) -> Markup:
    """Return a citation in brackets: by author and year, years of one author together."""
    known = references(edition)
    works = list(works)
    if not any(work.before for work in works):
        works.sort(key=lambda work: known[work.key].place)
    parts = []
    for (names, _), group in groupby(works, lambda work: (known[work.key].names, work.before)):
        for number, work in enumerate(group):
            label = known[work.key].year if number else f"{names}, {known[work.key].year}"
            parts.append((Markup(", ") if number else Markup("; "))
                         + linked(work, label, known[work.key], address))
    return Markup("({})").format(Markup("").join(parts)[2:])


def narrative(works: Iterable[Work], edition: Edition, address: Address) -> Markup:
    """Return a citation that is part of a sentence: ``IOM (2023a, 2023c) dan Kompas.com (2023)``.
    """
    known = references(edition)
    named: dict[str, list[Work]] = {}
    for work in works:
        named.setdefault(known[work.key].names, []).append(work)
    parts: list[str] = []
    for names, group in named.items():
        years = [linked(work, known[work.key].year, known[work.key], address) for work in group]
        parts.append(Markup("{} ({})").format(in_sentence(names, edition.language),
                                              Markup(", ").join(years)))
    return Markup(join_words(parts, edition.language))


def linked(work: Work, label: str, reference: Reference, address: Address) -> Markup:
    """Return the label as a link to the work or its notes, between the words that go with it."""
    link = Markup(macro("citations", "link", "", label, reference.text, address(work)))
    before = Markup("{} ").format(work.before) if work.before else ""
    return before + link + (Markup(", {}").format(work.after) if work.after else "")


def entry_anchor(key: str) -> str:
    """Return the id of a work in the bibliography."""
    return f"ref-{key}"


def card_of(work: Work) -> str:
    """Return the id of the card that shows the notes of a citation."""
    return "card-note-" + "-".join(work.notes)


def note_anchor(page: str, work: Work) -> str:
    """Return the id of the notes in the list of cited notes."""
    return f"notes-{page.rsplit('/')[-1]}-{'-'.join(work.notes)}"


def cited_keys(env: BuildEnvironment) -> set[str]:
    """Return the keys of all sources that some page cites."""
    return {work.key for places in citations(env).values() for place in places
            for work in place.works}


def setup(app: Sphinx) -> None:
    """Register domains, node, transform."""
    app.add_node(pending_citation)
    app.add_domain(CiteDomain)
    app.add_domain(NoteDomain)
    app.connect("doctree-read", collect)
    app.add_post_transform(ResolveCitations)
