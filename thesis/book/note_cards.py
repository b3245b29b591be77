"""Cards of cited notes, and the directive ``cited-notes``, which lists them by section."""

from collections.abc import Iterator

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform

from thesis.base.load import source_of_note
from thesis.book.citation_text import Work
from thesis.book.citations import BIBLIOGRAPHY, Citation, card_of, entry_anchor, note_anchor
from thesis.book.citeproc import citation
from thesis.book.domain import citations, edition_of
from thesis.book.fact_entry import source_link
from thesis.book.fact_register import address
from thesis.book.late_html import LateHtml, add_late_html
from thesis.book.page_names import heading
from thesis.book.register_entries import facets, note_entry, rows_of
from thesis.book.register_pages import row_target
from thesis.book.source_line import source_row
from thesis.book.templates import macro
from thesis.book.uses import reading_order
from thesis.project.edition import Edition


class AppendNoteCards(SphinxPostTransform):
    """Append to a page one hidden card for each of its citations of notes."""

    default_priority = 7

    def run(self, **kwargs: object) -> None:
        edition, page = edition_of(self.env), self.env.docname
        cards = [macro("citations", "card", edition.language, card_of(work),
                       source_link(work.key, edition, lambda *to: address(self, *to))
                       | {"facets": facets(source_row(work.key, edition.root), edition.language)},
                       note_links(self, work, edition))
                 for _, work in cited(self.env, page)]
        if cards:
            self.document += nodes.raw("", "\n".join(cards), format="html")


class WriteCitedNotes(LateHtml):
    """The list: page by page and section by section, each source with its notes."""

    directive = "cited-notes"

    def html(self, *arguments: str) -> str:
        edition = edition_of(self.env)
        self.places: dict[str, dict[str, None]] = {}
        pages = [{"title": heading(self.env, page), "entries": entries}
                 for page in reading_order(self.env)
                 if (entries := [self.entry(page, place, work, edition)
                                 for place, work in cited(self.env, page)])]
        return macro("citations", "notes", edition.language, pages, sorted(self.places.items()))

    def entry(self, page: str, place: Citation, work: Work, edition: Edition) -> dict:
        numbers = self.env.toc_secnumbers.get(page, {}).get(f"#{place.section}", ())
        section = ".".join(map(str, numbers))
        notes = [note | {"first": note["id"] not in self.places}
                 for note in note_links(self, work, edition)]
        for note in work.notes:
            name = section or self.env.titles[page].astext()
            self.places.setdefault(note, {})[name] = None
        return {"anchor": note_anchor(page, work), "section": section,
                "uri": address(self, page, place.anchor),
                "print": address(self, page, place.section),
                "citation": citation(work.key, edition),
                "work": address(self, BIBLIOGRAPHY, entry_anchor(work.key)),
                "notes": notes}


def note_links(transform: SphinxPostTransform, work: Work, edition: Edition) -> list[dict]:
    """Return the notes of a citation as the register has them, with their addresses there."""
    return [note_entry(row, edition) | {"uri": address(transform, *target)}
            for note in work.notes if (target := row_target(note, edition.root))
            for row in rows_of("evidence", "evidence_id", note, edition.root)]


def cited(env: BuildEnvironment, page: str) -> Iterator[tuple[Citation, Work]]:
    """Yield (place, work) where a page first cites these notes of a source, in order."""
    known = source_of_note(edition_of(env).root)
    seen: set[Work] = set()
    for place in citations(env).get(page, ()):
        for work in place.works:
            if work not in seen and any(note in known for note in work.notes):
                seen.add(work)
                yield place, work


def setup(app: Sphinx) -> None:
    """Register the directive and the cards."""
    add_late_html(app, WriteCitedNotes)
    app.add_post_transform(AppendNoteCards)
