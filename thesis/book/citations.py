"""The roles ``{cite:p}`` and ``{cite:t}`` of works, ``{note:p}`` and ``{note:t}`` of notes.

``{cite:p}`key` `` reads (Archer, 2001; IOM, 2023a, 2023c), ``{cite:t}`key` `` Archer (2001).
``{note:p}`E0239,E1930` `` reads as the citation of the sources of these notes; it leads to them in
the register, and a card says what they say. In print it leads to the list of cited notes.

The roles leave a pending node; a post-transform words it when all pages are read.
"""

from dataclasses import dataclass
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from thesis.base.load import source_of_note
from thesis.book.citation_text import Work, narrative, parenthetical, read_works
from thesis.book.citeproc import references
from thesis.book.domain import citations, edition_of
from thesis.book.register_pages import row_target
from thesis.book.templates import macro
from thesis.manuscript.text import note_ids
from thesis.project.edition import Edition

LOGGER = logging.getLogger(__name__)
BIBLIOGRAPHY = "chapters/bibliography"
NOTES_PAGE = "chapters/appendix-notes"


@dataclass(frozen=True)
class Citation:
    """A place of a page that cites; section: the id of the section where it stands."""

    anchor: str
    section: str
    works: tuple[Work, ...]


class pending_citation(nodes.Inline, nodes.Element):  # noqa: N801
    """Stands where a citation of ``self["works"]`` goes; ``self["narrative"]``: as a sentence."""


class CiteRole(SphinxRole):
    """Works by their keys: ``{lihat}key{hlm. 4},other``."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        node = pending_citation(self.rawtext, works=self.works(),
                                narrative=self.name.endswith(":t"))
        self.set_source_info(node)
        return [node], []

    def works(self) -> tuple[Work, ...]:
        """Return the works that the role names."""
        return read_works(self.text)


class NoteRole(CiteRole):
    """Notes by their ids: ``E0239,E1930``."""

    def works(self) -> tuple[Work, ...]:
        """Return the sources of the notes that the role names."""
        sources = source_of_note(edition_of(self.env).root)
        found: dict[str, list[str]] = {}
        for note in note_ids(self.text):
            found.setdefault(sources.get(note, note), []).append(note)
        return tuple(Work(key, notes=tuple(notes)) for key, notes in found.items())


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """Give each citation of a page an anchor, and keep where it stands."""
    env = app.env
    found = citations(env)[env.docname] = []
    for number, node in enumerate(doctree.findall(pending_citation), 1):
        node["ids"] = [f"cited-{number}"]
        section: nodes.Node | None = node
        while section and not isinstance(section, nodes.section):
            section = section.parent
        found.append(Citation(f"cited-{number}", section["ids"][0] if section else "",
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
        def uri(page: str, anchor: str) -> str:
            return f"{self.app.builder.get_relative_uri(self.env.docname, page)}#{anchor}"
        if not work.notes:
            return {"uri": uri(BIBLIOGRAPHY, entry_anchor(work.key)), "card": ""}
        target = row_target(work.notes[0], edition.root)
        return {"uri": uri(*target) if target else "", "card": card_of(work),
                "print": uri(NOTES_PAGE, note_anchor(self.env.docname, work))}


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
    """Register node, domains, transform."""
    app.add_node(pending_citation)
    for name, role in (("cite", CiteRole), ("note", NoteRole)):
        app.add_domain(type(name, (Domain,), {"name": name, "label": name,
                                              "roles": {"p": role(), "t": role()}}))
    app.connect("doctree-read", collect)
    app.add_post_transform(ResolveCitations)
