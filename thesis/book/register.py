"""The directive ``source-register``: the sources of one page of the register, in full."""

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx

from thesis.book.domain import edition_of, source_places
from thesis.book.late_html import LateDirective, LateHtml, add_late_html
from thesis.book.register_entries import source_entry
from thesis.book.register_pages import register_pages
from thesis.book.templates import macro
from thesis.book.uses import places_of_notes


class SourceRegister(LateDirective):
    """A page of the register, which is named."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        pages = register_pages(Path(self.env.srcdir))
        if self.arguments[0] not in pages:
            raise self.error(f"the register has no page {self.arguments[0]!r}: "
                             f"expected one of {', '.join(pages)}")
        return super().run()


class WriteSources(LateHtml):
    """The entries of a page of the register, with links back to every place that uses them."""

    directive = "source-register"

    def html(self, *arguments: str) -> str:
        address = cache(partial(self.app.builder.get_relative_uri, self.env.docname))
        edition, places = edition_of(self.env), source_places(self.env)
        notes = places_of_notes(self.env)
        entries = [source_entry(key, edition) | {"uses": self.uses(places.get(key, []), address)}
                   for key in register_pages(edition.root)[arguments[0]]]
        for note in (note for entry in entries for note in entry["notes"]):
            note["uses"] = self.uses(notes.get(note["id"], []), address)
        return macro("register", "sources", edition.language, entries)

    def uses(self, places: list[tuple[str, str]], address: Callable[[str], str]) -> list[dict]:
        """Return one link per place; places of one page are numbered."""
        links: list[dict] = []
        seen: Counter[str] = Counter()
        for page, anchor in places:
            seen[page] += 1
            title = self.env.titles[page].astext() if seen[page] == 1 else str(seen[page])
            links.append({"page": page, "uri": f"{address(page)}#{anchor}", "title": title})
        return links


def setup(app: Sphinx) -> None:
    """Register the directive."""
    add_late_html(app, WriteSources, SourceRegister)
