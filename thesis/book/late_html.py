"""Directives whose HTML is written when all pages are read.

Such a directive leaves a pending node; a post-transform, a subclass of `LateHtml`, fills it in.
"""

from collections.abc import Callable
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from thesis.book.domain import known
from thesis.project.files import digest_of_text


class pending_html(nodes.General, nodes.Element):  # noqa: N801  docutils names nodes this way
    """Stands where the HTML of ``self["directive"]``, given ``self["arguments"]``, goes."""


class LateDirective(SphinxDirective):
    """Leave a pending node."""

    def run(self) -> list[nodes.Node]:
        return [pending_html(directive=self.name, arguments=self.arguments)]


class LateHtml(SphinxPostTransform):
    """Writes the HTML of the directive whose name is in `directive`."""

    default_priority = 6
    directive = ""

    def html(self, *arguments: str) -> str:
        """Return the HTML for the arguments of one directive of the page."""
        raise NotImplementedError

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(pending_html)):
            if node["directive"] == self.directive:
                html = self.html(*node["arguments"])
                node.replace_self(nodes.raw("", html, format="html"))


def page_that_says(env: BuildEnvironment, page: str, says: Callable[[], object]) -> list[str]:
    """Return a page of the book, to be written again, when it would say other than it last did."""
    if page not in env.found_docs:
        return []
    digests = known(env)["says"]
    before, digests[page] = digests.get(page), digest_of_text(repr(says()))
    return [page] if digests[page] != before else []


def add_late_html(app: Sphinx, writer: type[LateHtml],
                  directive: type[LateDirective] = LateDirective) -> None:
    """Register a directive and what writes its HTML."""
    app.add_directive(writer.directive, directive)
    app.add_post_transform(writer)


def setup(app: Sphinx) -> None:
    """Register the node."""
    app.add_node(pending_html)
