"""With whom IOM acted: partners, donors, the network; figures and tables on them."""

import networkx as nx
import pytest

from thesis.analysis import activities, actors
from thesis.figures import actors as figures
from thesis.figures.network_layout import label_places, positions
from thesis.tables import actors as tables


def test_iom_is_no_partner_of_its_own(base):
    assert "iom" not in set(actors.links(base)["actor_id"])


def test_partners(base):
    partners = actors.partners(base).set_index("actor_id")
    assert partners.loc["polri", "rows"] == ("A045", "A076")
    assert partners.loc["polri", "roles"] == ("organiser", "partner")
    assert partners.loc["kemlu", "activities"] == partners["activities"].max() == 21
    assert "journalists" not in partners.index  # they only took part


def test_donors(base):
    donors = actors.donors(base).set_index("actor_id")
    assert donors["rows"].to_dict() == {
        "mmptf": ("A050", "A052", "A055", "A072"), "cgf": ("A049", "A074"), "eu": ("A061", "A066"),
        "us_inl": ("A045",)}
    assert len(actors.without_donor(base)) == 51 - 9
    paid = set(actors.with_donor(base)["activity_id"])
    assert paid == {key for keys in donors["rows"] for key in keys}


def test_parts_of_the_network_are_told_apart(base):
    parts = [list(part["actor_id"]) for part in actors.components(base)]
    assert [len(part) for part in parts] == [46, 6, 3, 1, 1]
    assert set(parts[2]) == {"imigrasi", "kanwil_kemenkumham_bali", "pemkot_denpasar"}


def test_the_state_as_partner_and_iom_as_organiser(base):
    table = actors.with_state(base)
    assert "A045" in set(table["activity_id"])  # with Polri in Batam
    assert set(table["kind"]) <= set(actors.STATE) and not set(table["role"]) & {"donor"}
    assert "A045" in set(actors.led_by_iom(base)["activity_id"])
    assert "A077" not in set(actors.led_by_iom(base)["activity_id"])


def test_all_activities_have_more_donors(base):
    donors = set(actors.donors(base, base.activities)["actor_id"])
    assert donors == {"mmptf", "cgf", "eu", "us_inl", "us_tip_office", "australia_home_affairs",
                      "uk"}


def test_shares_of_kinds(base):
    shares = actors.shares(base)
    assert shares["actor_share"].sum() == pytest.approx(100)
    assert shares["actors"].sum() == len(actors.partners(base)) == 54
    assert shares.set_index("kind").loc["media", "rows"] == ("A048", "A057", "A058")


def test_network_joins_those_that_share_an_activity(base):
    graph = actors.network(base)
    assert "iom" not in graph
    assert set(graph["polri"]) == {"lpsk", "ppatk", "us_inl", "dfw", "sbmi"}  # A045, A076
    assert graph.edges["undp", "un_women"]["weight"] == 6
    assert graph.degree("aji") == 0


def test_centrality(base):
    table = actors.centrality(base)
    assert table["actor_id"].tolist()[:2] == ["kemlu", "ilo"]
    assert table["betweenness"].between(0, 1).all()
    assert len(table) == len(actors.network(base))


def test_network_of_one_year(base):
    period = activities.in_period(base)
    year = actors.network(base, period[activities.year_of(period) == "2023"])
    assert set(year) < set(actors.network(base))


def test_layout_repeats_and_labels_keep_apart():
    graph = nx.star_graph(["a", "b", "c", "d"])
    graph.add_edge("x", "y")
    places = positions(graph)
    assert places == positions(graph)
    assert all(0 <= x <= 1 and 0 <= y <= 1 for x, y in places.values())
    labels = label_places({"a": "first", "b": "second"}, {"a": (0.5, 0.5), "b": (0.501, 0.5)},
                          {"a": 0.01, "b": 0.01})
    assert labels["a"] != labels["b"]


def test_the_network_has_words_and_sources(base, language):
    record = figures.network(base, language).record()
    assert record["alt"] and record["rows_used"] and record["sources"]


@pytest.mark.parametrize("make", [tables.donors, tables.shares, tables.central])
def test_tables_have_rows_and_sources(base, language, make):
    record = make(base, language).record()
    assert record["rows"] and record["rows_used"] and record["sources"]
