"""What the cells published is what the book shows, and all of it."""

from urllib.parse import quote

import pytest

from thesis.author.recompute import Results, results
from thesis.manuscript.text import OBSERVATION
from thesis.manuscript.trace import load_graph
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT
from thesis.project.progress import Progress
from thesis.publish.facts import Fact

pytestmark = [pytest.mark.built, pytest.mark.process]


@pytest.fixture(scope="module")
def graph() -> dict[str, dict]:
    return load_graph(Edition(ROOT))


@pytest.fixture(scope="module")
def computed() -> Results:
    """What the pages say; runs the notebooks that have changed since the book was built."""
    return results(Edition(ROOT), Progress())


def test_the_cells_give_the_facts_of_the_book(graph, computed):
    assert computed.failures == []
    tables = {name.partition("%5B")[0] for name in graph if name.startswith("fact:")}
    assert {f"fact:{name.partition('[')[0]}" for name in computed.facts} <= tables
    shown = {name: node for name in computed.facts  # a table may have cells that no text uses
             if (node := graph.get(f"fact:{quote(name)}"))}
    assert len(shown) > 400
    assert [name for name, node in shown.items() if not agrees(node, computed.facts[name])] == []


def agrees(node: dict, fact: Fact) -> bool:
    value = tuple(node["value"]) if fact.unit == "list" else node["value"]
    return ((value == pytest.approx(fact.value) if isinstance(fact.value, float)
             else value == fact.value)
            and set(node["derived_from"]) == {f"row:{row}" for row in fact.rows
                                              if row not in fact.sources}
            and node["primary_source"] == [f"source:{key}" for key in fact.sources])


def test_every_fact_of_the_book_is_computed_from_cells_or_an_observation(graph, computed):
    known = {f"fact:{quote(name)}" for name in computed.facts}
    for name, node in graph.items():
        if name.startswith("fact:") and node["computation"] != "absence":
            assert name in known, name
            assert "generated_by" in node or OBSERVATION.fullmatch(name.removeprefix("fact:")), name
