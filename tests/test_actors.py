"""With whom IOM acted: partners, donors, the network; figures and tables on them."""

import networkx as nx
import pytest

from thesis.analysis import activities, actors
from thesis.figures import actors as figures
from thesis.figures.network_layout import MARGIN, label_places, middles, positions
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


def test_members(base):
    table = actors.members(base)
    assert table["actor_id"].tolist()[:2] == ["kemlu", "ilo"]
    assert len(table) == len(actors.network(base))


def test_police_and_ministries_share_no_core_activity(base):
    parts = [set(part["actor_id"]) for part in actors.components(base, activities.core(base))]
    assert [len(part) for part in parts] == [14, 6, 3, 3, 2, 2, 2, 1]
    assert parts[1] == {"polri", "lpsk", "ppatk", "dfw", "sbmi", "us_inl"}
    assert "kemlu" in parts[0]


def test_network_of_one_year(base):
    period = activities.in_period(base)
    year = actors.network(base, period[activities.year_of(period) == "2023"])
    assert set(year) < set(actors.network(base))


def test_layout_repeats_and_labels_keep_apart():
    graph = nx.star_graph(["a", "b", "c", "d"])
    graph.add_edge("x", "y")
    places = positions(graph)
    assert places == positions(graph)
    assert all(-MARGIN <= x <= 1 + MARGIN and 0 <= y <= 1 for x, y in places.values())
    near = {"a": (0.5, 0.5), "b": (0.501, 0.5)}
    labels = label_places({"a": "first", "b": "second"}, near, {"a": 0.01, "b": 0.01}, near)
    assert labels["a"] != labels["b"]


def test_a_label_looks_away_from_the_neighbours():
    graph = nx.Graph([("a", "b")])
    places = {"a": (0.5, 0.5), "b": (0.5, 0.9)}
    labels = label_places({"a": "A"}, places, {"a": 0.01, "b": 0.01}, middles(graph, places))
    assert labels["a"][1] < 0.5


def test_each_organisation_of_the_network_has_its_name(base, language):
    exhibit = figures.network(base, language)
    shown = {text.get_text().replace("\n", " ") for text in exhibit.figure.axes[0].texts}
    assert shown == {figures.name(row, language) for row in exhibit.data.itertuples()}
    record = exhibit.record()
    assert record["alt"] and record["rows_used"] and record["sources"]


def test_kinds_of_partners_have_rows_and_sources(base, language):
    record = tables.shares(base, language).record()
    assert record["rows"] and record["rows_used"] and record["sources"]
