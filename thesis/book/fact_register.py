"""The directive ``fact-register``: every number of the text with what it rests on.

One entry a fact and page: its value, how it was computed, the rows and sources it was computed
from, and links back to every place that shows it. The same texts make the cards that a page shows
when the reader points at a fact.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from thesis.book.citations import entry_anchor
from thesis.book.citeproc import references
from thesis.book.domain import edition_of, fact_uses
from thesis.book.fact_entry import fact_entry
from thesis.book.fact_role import REGISTER_PAGE, anchor_of
from thesis.book.glue import find_fact
from thesis.book.late_html import LateHtml, add_late_html
from thesis.book.page_names import heading
from thesis.book.printed_places import (
    deciding,
    note_places,
    reference_places,
    row_place,
)
from thesis.book.templates import macro
from thesis.book.uses import reading_order


class WriteRegister(LateHtml):
    """The register, page by page in the order of the facts' first use."""

    directive = "fact-register"

    def html(self, *arguments: str) -> str:
        pages: list[dict] = [
            {"title": heading(self.env, page), "facts": entries}
            for page in reading_order(self.env)
            if (entries := [self.entry(*fact) for fact in page_entries(self, page)])]
        listed = self.lead_in_print([fact for page in pages for fact in page["facts"]])
        language = self.config.language
        return (macro("facts", "register", language, pages)
                + macro("facts", "references", language, self.outside_bibliography(listed)))

    def lead_in_print(self, facts: list[dict]) -> list[str]:
        """Let sources and rows lead somewhere in print too; return the sources that it lists."""
        sources = [source for fact in facts for stated in [fact["sources"]["first"], *(
            rival["sources"] for rival in fact["rivals"])] for source in stated]
        named = [source["key"] for source in sources]
        places = reference_places(self.env, [*named, *deciding(edition_of(self.env))["source"]])
        for source in sources:
            source["print"] = address(self, *places[source["key"]])
        notes = note_places(self.env)
        for row in (row for fact in facts for row in fact["rows"]["first"]):
            place = row_place(self.env, row["id"], places, notes)
            row["print"] = place if isinstance(place, str) else address(self, *place)
        return [key for key, (page, _) in places.items() if page == REGISTER_PAGE]

    def outside_bibliography(self, listed: list[str]) -> list[dict]:
        """Return the references, for print, of sources that are not in the bibliography."""
        works = references(edition_of(self.env))
        keys = sorted(listed, key=lambda key: works[key].place)
        return [{"anchor": entry_anchor(key), "entry": works[key].entry} for key in keys]

    def entry(self, page: str, number: int, entry: dict) -> dict:
        uses = fact_uses(self.env)[page][entry["name"]]
        title = self.env.titles[page].astext()
        return entry | {
            "number": number, "anchor": anchor_of(page, entry["name"]),
            "uses": [{"uri": address(self, page, anchor), "title": str(i) if i > 1 else title}
                     for i, anchor in enumerate(uses, 1)]}


class AppendCards(SphinxPostTransform):
    """Append to a page one hidden card for each of its facts."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        page, language = self.env.docname, self.config.language
        cards = [macro("facts", "card", language, entry | {
            "anchor": (anchor := anchor_of(page, entry["name"])),
            "register": address(self, REGISTER_PAGE, anchor)})
            for _, _, entry in page_entries(self, page)]
        if cards:
            self.document += nodes.raw("", "\n".join(cards), format="html")


def page_entries(transform: SphinxPostTransform, page: str) -> list[tuple[str, int, dict]]:
    """Return (page, number, entry) of the facts of a page, in the order of their first use."""
    edition = edition_of(transform.env)
    facts = [find_fact(transform.env, name) for name in fact_uses(transform.env).get(page, {})]
    return [(page, number, fact_entry(fact, edition, lambda *to: address(transform, *to)))
            for number, fact in enumerate(facts, 1) if fact]


def address(transform: SphinxPostTransform, page: str, anchor: str) -> str:
    """Return the address of an anchor from the page that is being written."""
    uri = transform.app.builder.get_relative_uri(transform.env.docname, page)
    return f"{uri}#{anchor}"


def setup(app: Sphinx) -> None:
    """Register the directive and the cards."""
    add_late_html(app, WriteRegister)
    app.add_post_transform(AppendCards)
