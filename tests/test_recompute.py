"""Every published fact, computed once more from data/, is the one that the book shows."""

import re
from urllib.parse import quote

import pytest

from thesis.manuscript.text import page_files
from thesis.manuscript.trace import load_graph
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT
from thesis.publish import cells
from thesis.publish.facts import Fact

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?:^:[^\n]*\n)*(.*?)^```", re.MULTILINE | re.DOTALL)
pytestmark = pytest.mark.built
PAGES = [path for path in page_files(ROOT) if CELL.search(path.read_text(encoding="utf-8"))]


@pytest.fixture(scope="module")
def graph():
    return load_graph(Edition(ROOT))


@pytest.mark.parametrize("path", PAGES, ids=lambda path: path.stem)
def test_running_the_cells_again_gives_the_facts_of_the_book(path, graph, monkeypatch):
    published = {}
    monkeypatch.setattr(cells, "publish", lambda **things: published.update(cells.named(things)))
    code = "\n".join(CELL.findall(path.read_text(encoding="utf-8")))
    exec(compile(code, str(path), "exec"), {"__name__": "__main__"})
    facts = [fact for fact in published.values() if isinstance(fact, Fact)]
    tables = {name.partition("%5B")[0] for name in graph if name.startswith("fact:")}
    assert {f"fact:{fact.name.partition('[')[0]}" for fact in facts} <= tables
    for fact in facts:
        node = graph.get(f"fact:{quote(fact.name)}")
        if node is None:
            continue  # a cell of a table that the text does not use
        shown = tuple(node["value"]) if fact.unit == "list" else node["value"]
        assert shown == pytest.approx(fact.value) if isinstance(fact.value, float) \
            else shown == fact.value, fact.name
        assert set(node["derived_from"]) == {f"row:{row}" for row in fact.rows
                                             if row not in fact.sources}, fact.name
        assert node["primary_source"] == [f"source:{key}" for key in fact.sources], fact.name


def test_every_fact_of_the_book_is_published_by_a_page_or_an_observation(graph):
    published = set(re.findall(r"O\d{5}", " ".join(graph)))
    for name, node in graph.items():
        if name.startswith("fact:"):
            assert "generated_by" in node or name.removeprefix("fact:") in published, name
