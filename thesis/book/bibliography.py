"""The directive ``bibliography``: what the book cites, as APA style lists it."""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from thesis.book.citations import cited_keys, entry_anchor
from thesis.book.citeproc import begin_build, references
from thesis.book.domain import edition_of
from thesis.book.templates import macro


class pending_bibliography(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the list of cited works goes."""


class Bibliography(SphinxDirective):
    """Leave a node that is filled in when all pages are read."""

    def run(self) -> list[nodes.Node]:
        return [pending_bibliography()]


class ResolveBibliography(SphinxPostTransform):
    """Write the list of the works that the text cites, in its order."""

    default_priority = 6

    def run(self, **kwargs: object) -> None:
        for pending in list(self.document.findall(pending_bibliography)):
            edition = edition_of(self.env)
            known = references(edition)
            keys = sorted(cited_keys(self.env) & set(known), key=lambda key: known[key].place)
            entries = [{"anchor": entry_anchor(key), "entry": known[key].entry} for key in keys]
            html = macro("citations", "bibliography", edition.language, entries)
            pending.replace_self(nodes.raw("", html, format="html"))


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its transform."""
    app.add_node(pending_bibliography)
    app.add_directive("bibliography", Bibliography, override=True)
    app.add_post_transform(ResolveBibliography)
    app.connect("env-before-read-docs", begin_build)
