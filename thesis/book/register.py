"""The directive ``source-register``: the sources of one page of the register, in full."""

from collections import Counter
from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from thesis.book.domain import edition_of, source_places
from thesis.book.register_entries import source_entry
from thesis.book.register_pages import register_pages
from thesis.book.templates import macro
from thesis.book.uses import places_of_notes


class pending_sources(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the entries of the register page ``self["page"]`` go."""


class SourceRegister(SphinxDirective):
    """Leave a node that is filled in when all pages are read."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        pages = register_pages(Path(self.env.srcdir))
        if self.arguments[0] not in pages:
            raise self.error(f"the register has no page {self.arguments[0]!r}: "
                             f"expected one of {', '.join(pages)}")
        return [pending_sources(page=self.arguments[0])]


class ResolveSources(SphinxPostTransform):
    """Write the entries of the page, with links back to every place that uses them."""

    default_priority = 6

    def run(self, **kwargs: Any) -> None:
        address = cache(partial(self.app.builder.get_relative_uri, self.env.docname))
        for pending in list(self.document.findall(pending_sources)):
            edition, places = edition_of(self.env), source_places(self.env)
            notes = places_of_notes(self.env)
            entries = [source_entry(key, edition)
                       | {"uses": self.uses(places.get(key, []), address)}
                       for key in register_pages(edition.root)[pending["page"]]]
            for note in (note for entry in entries for note in entry["notes"]):
                note["uses"] = self.uses(notes.get(note["id"], []), address)
            html = macro("register", "sources", edition.language, entries)
            pending.replace_self(nodes.raw("", html, format="html"))

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
    """Register the directive, its node and its transform."""
    app.add_node(pending_sources)
    app.add_directive("source-register", SourceRegister)
    app.add_post_transform(ResolveSources)
