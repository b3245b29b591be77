"""What the book knows of its pages beside their text, kept by Sphinx as a domain of its own.

A page that is read again or removed is forgotten by `ThesisDomain.clear_doc`. The facts that pages
show are objects of the inventory, so that other books can link to them.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any, cast

from myst_nb.core.config import NbParserConfig
from myst_nb.sphinx_ import SphinxEnvType
from sphinx.application import Sphinx
from sphinx.domains import Domain
from sphinx.environment import BuildEnvironment

from thesis.project.edition import Edition
from thesis.publish.facts import Fact

Place = tuple[str, str]  # page, anchor
NOT_SEARCHED = -1


class ThesisDomain(Domain):
    """The uses of facts and exhibits, the facts themselves, and what pages were made from.

    Keys of ``data``: fact_uses {page: {fact: anchors}}; citations {page: `Citation`s}; exhibits
    {page: {name: anchor}}; facts
    {name: `Fact`}; places {source: places that rest on it}; rendered_by: digest of what renders
    pages; results {page: id of its notebook's result}; shown {page: digest of what it shows};
    says {page: digest of what it last said, where its text does not tell}; files {page: {file: its
    state when the page was read}}; reading: (when in ns, {page: {its file: its state}}) of pages
    that are being read.
    """

    name = "thesis"
    label = "Thesis"
    data_version = 4
    initial_data = {"fact_uses": {}, "citations": {}, "exhibits": {}, "facts": {}, "places": {},
                    "rendered_by": "",
                    "results": {}, "shown": {}, "says": {},
                    "files": {}, "reading": (0, {})}
    by_page = ("fact_uses", "citations", "exhibits", "files")

    def clear_doc(self, docname: str) -> None:
        """Forget what a page used."""
        for kind in self.by_page:
            self.data[kind].pop(docname, None)

    def get_objects(self) -> Iterator[tuple[str, str, str, str, str, int]]:
        """Yield (name, name, "fact", page, anchor, priority) of each fact of each page."""
        for page, facts in self.data["fact_uses"].items():
            for name, anchors in facts.items():
                if anchors:
                    yield name, name, "fact", page, anchors[0], NOT_SEARCHED


def known(env: BuildEnvironment) -> dict[str, Any]:
    """Return the data of the domain, see `ThesisDomain`."""
    return env.get_domain("thesis").data


def fact_uses(env: BuildEnvironment) -> dict[str, dict[str, list[str]]]:
    """Return {page: {fact: anchors of its uses, in order}}."""
    return known(env)["fact_uses"]


def exhibit_anchors(env: BuildEnvironment) -> dict[str, dict[str, str]]:
    """Return {page: {figure or table: its anchor}}."""
    return known(env)["exhibits"]


def facts_of_cells(env: BuildEnvironment) -> dict[str, Fact]:
    """Return {name: fact} of what the cells of all pages publish, once all are read."""
    return known(env)["facts"]


def source_places(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Return {source: places that cite it or rest on it}, once all pages are read."""
    return known(env)["places"]


def edition_of(env: BuildEnvironment) -> Edition:
    """Return the edition that is being built."""
    return Edition(Path(env.srcdir), env.config.language, env.config.thesis_coding)


def citations(env: BuildEnvironment) -> dict[str, list]:
    """Return {page: its citations, in order} (`thesis.book.citations.Citation`)."""
    return known(env)["citations"]


def notebook_settings(env: BuildEnvironment) -> NbParserConfig:
    """Return the settings of MyST-NB."""
    return cast(SphinxEnvType, env).mystnb_config


def setup(app: Sphinx) -> None:
    """Register the domain."""
    app.add_domain(ThesisDomain)
