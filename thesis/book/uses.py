"""Where the text uses what: facts, citations, figures and tables, by page and anchor."""

from collections.abc import Iterator

from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment

from thesis.book.domain import Place, citations, exhibit_anchors, fact_uses, known
from thesis.book.glue import find_fact, page_exhibits

BROAD = 100


def places_of_sources(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Return {source: places that cite it or rest on it}, in reading order.

    Places that rest on more than `BROAD` sources, such as their number, come last.
    """
    near: dict[str, dict[Place, None]] = {}
    broad: dict[str, dict[Place, None]] = {}
    for page in reading_order(env):
        for sources, anchor in _on_page(env, page):
            found = broad if len(sources) > BROAD else near
            for source in sources:
                found.setdefault(source, {})[page, anchor] = None
    return {source: list(near.get(source, {}) | broad.get(source, {})) for source in near | broad}


def places_of_notes(env: BuildEnvironment) -> dict[str, list[Place]]:
    """Return {note: places that cite it}, in reading order."""
    found: dict[str, list[Place]] = {}
    for page in reading_order(env):
        for citation in citations(env).get(page, ()):
            for note in dict.fromkeys(note for work in citation.works for note in work.notes):
                found.setdefault(note, []).append((page, citation.anchor))
    return found


def _on_page(env: BuildEnvironment, page: str) -> Iterator[tuple[tuple[str, ...], str]]:
    """Yield (sources, anchor) of every citation, fact and exhibit of a page."""
    for citation in citations(env).get(page, ()):
        yield tuple(work.key for work in citation.works), citation.anchor
    for name, anchors in fact_uses(env).get(page, {}).items():
        if fact := find_fact(env, name):
            yield fact.sources, anchors[0]
    exhibits = page_exhibits(env, page)
    for name, anchor in exhibit_anchors(env).get(page, {}).items():
        if name in exhibits:
            yield tuple(exhibits[name]["sources"]), anchor


def reading_order(env: BuildEnvironment) -> list[str]:
    """Return the pages in the order of the table of contents."""
    order, stack = [], [env.config.root_doc]
    while stack:
        page = stack.pop()
        order.append(page)
        stack.extend(reversed(env.toctree_includes.get(page, [])))
    return order


def collect_places(app: Sphinx, env: BuildEnvironment) -> None:
    """Keep the places of all sources."""
    known(env)["places"] = places_of_sources(env)


def setup(app: Sphinx) -> None:
    """Collect all uses when all pages are read."""
    app.connect("env-updated", collect_places, priority=200)
