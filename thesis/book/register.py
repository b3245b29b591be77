"""The directive ``source-register``: the sources of one page of the register, in full."""

from functools import cache
from pathlib import Path

from docutils import nodes
from jinja2 import Environment, StrictUndefined
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from thesis.book.register_entries import source_entry
from thesis.book.register_pages import register_pages
from thesis.book.uses import places_of_sources
from thesis.language import translator

TEMPLATE = Path(__file__).with_name("register.html.jinja")


class pending_sources(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the entries of the register page ``self["page"]`` go."""


class SourceRegister(SphinxDirective):
    """Leave a node that is filled in when all pages are read."""

    required_arguments = 1

    def run(self) -> list[nodes.Node]:
        if self.arguments[0] not in register_pages():
            raise self.error(f"the register has no page {self.arguments[0]!r}: "
                             f"expected one of {', '.join(register_pages())}")
        return [pending_sources(page=self.arguments[0])]


class ResolveSources(SphinxPostTransform):
    """Write the entries of the page, with links back to every place that uses them."""

    default_priority = 6

    def run(self, **kwargs) -> None:
        for pending in list(self.document.findall(pending_sources)):
            language = self.config.language
            places = places_of_sources(self.env)
            entries = [source_entry(key, language) | {"uses": self.uses(places.get(key, []))}
                       for key in register_pages()[pending["page"]]]
            html = template().render(sources=entries, language=language, _=translator(language))
            pending.replace_self(nodes.raw("", html, format="html"))

    def uses(self, places: list[tuple[str, str]]) -> list[dict]:
        """Return one link per place; places of one page are numbered."""
        links: list[dict] = []
        for page, anchor in places:
            title = self.env.titles[page].astext()
            number = sum(link["page"] == page for link in links) + 1
            uri = f"{self.app.builder.get_relative_uri(self.env.docname, page)}#{anchor}"
            links.append({"page": page, "uri": uri,
                          "title": title if number == 1 else f"{number}"})
        return links


@cache
def template():
    """Return the template of the entries."""
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True,
                              lstrip_blocks=True)
    return environment.from_string(TEMPLATE.read_text(encoding="utf-8"))


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its transform."""
    app.add_node(pending_sources)
    app.add_directive("source-register", SourceRegister)
    app.add_post_transform(ResolveSources)
