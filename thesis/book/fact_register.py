"""The directive ``fact-register``: every number of the text with what it rests on.

One entry a fact and page: its value, how it was computed, the rows and sources it was computed
from, and links back to every place that shows it. The same texts make the cards that a page shows
when the reader points at a fact.
"""

from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform

from thesis.book.citations import cited_keys
from thesis.book.citeproc import references
from thesis.book.domain import edition_of, fact_uses
from thesis.book.fact_entry import fact_entry
from thesis.book.fact_role import REGISTER_PAGE, anchor_of
from thesis.book.glue import find_fact
from thesis.book.late_html import LateHtml, add_late_html
from thesis.book.templates import macro
from thesis.book.uses import reading_order


class WriteRegister(LateHtml):
    """The register, page by page in the order of the facts' first use."""

    directive = "fact-register"

    def html(self, *arguments: str) -> str:
        pages = [{"title": self.env.titles[page].astext(), "facts": entries}
                 for page in reading_order(self.env)
                 if (entries := [self.entry(*fact) for fact in page_entries(self, page)])]
        language = self.config.language
        return (macro("facts", "register", language, pages)
                + macro("facts", "references", language, self.uncited(pages)))

    def uncited(self, pages: list[dict]) -> list[str]:
        """Return the references, for print, of sources that only the register names."""
        named = {source["key"] for page in pages for fact in page["facts"]
                 for stated in [fact, *fact["rivals"]] for source in stated["sources"]}
        works = [references(edition_of(self.env))[key]
                 for key in named - cited_keys(self.env)]
        return [work.entry for work in sorted(works, key=lambda work: work.place)]

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
