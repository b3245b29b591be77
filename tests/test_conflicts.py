"""Contradictions between sources against values read in data/observations.csv."""

import pandas as pd
import pytest

from thesis.analysis import conflicts as analysis
from thesis.analysis import value_preference
from thesis.base.load import Base
from thesis.manuscript.text import page_files, roles
from thesis.project.paths import CODE as ROOT
from thesis.tables import conflicts as tables


@pytest.fixture(scope="module")
def found(base):
    return analysis.conflicts(base)


def one(table, **same):
    for column, value in same.items():
        table = table[table[column] == value]
    (row,) = table.to_dict("records")
    return row


def test_police_victims_of_2023(found):
    row = one(found, indicator="police_victims_recorded", start="2023", end="2023", area="IDN")
    assert row["values"] == (3104, 3208, 3363, 3366)
    assert (row["lowest"], row["highest"]) == (3104, 3366)
    assert row["spread"] == pytest.approx(262 / 3104 * 100)
    value, reporters, sources = row["statements"][-1]
    assert (value, reporters, len(sources)) == (3366, ("Kemenko PMK (data Polri)",), 6)
    assert "O01318" in row["rows"]  # written as 2023-01-01 to 2023-12-31
    assert not row["explained"]


def test_a_year_end_release_is_not_a_part_of_the_year(found):
    row = one(found, indicator="police_cases", start="2023", end="2023", area="IDN")
    assert row["values"] == (982, 1061, 1062)
    assert {"O00280", "O03063"} <= set(row["rows"])  # O03063 is as of 27 December 2023


def test_cumulative_counts_of_different_days_do_not_contradict_each_other(found):
    reports = found[(found["indicator"] == "police_reports") & (found["area"] == "IDN")]
    assert reports["values"].tolist() == [(242, 244), (472, 494)]


def test_rounding_and_bounds_explain_a_difference(found):
    paid = one(found, indicator="restitution_paid")
    assert paid["values"] == (22_400_000, 22_463_000)
    assert paid["explained"]
    world = one(found, indicator="detected_victims", area="World")  # 50,000 is "about"
    assert world["explained"]
    central_java = one(found, area="Jawa Tengah", indicator="police_victims_rescued")
    assert central_java["values"] == (150, 152)
    assert not central_java["explained"]


def test_budgets_of_two_offices_do_not_contradict_each_other(found):
    budgets = found[found["indicator"] == "office_budget"]
    assert budgets["values"].tolist() == [(85e9, 88e9)]  # O00449, O00452; O00456 is another office


@pytest.mark.parametrize(("value", "precise", "same"), [
    (7_490_000_000, 7_488_725_925, True), (2_550_477_682, 2_560_477_682, False),
    (22_400_000, 22_463_000, True), (50_000, 48_478, True), (3, 2.86, True), (0, 5, False)])
def test_is_rounding(value, precise, same):
    assert analysis.is_rounding(value, precise) is same


def test_contradict():
    assert analysis.contradict([1061, 1062])
    assert not analysis.contradict([1061, 1061])
    assert not analysis.contradict([22_400_000, 22_463_000])


def test_conflicts_of_a_fixture(base):
    columns = base.observations.columns
    row = dict.fromkeys(columns, "") | {
        "indicator": "police_cases", "unit": "cases", "qualifier": "exact", "period_start": "2022",
        "period_end": "2022", "area_type": "country", "area": "IDN"}
    rows = [row | {"observation_id": f"O{n}", "value": value, "as_of": as_of, "source": "s"}
            for n, (value, as_of) in enumerate([(0.0, ""), (5.0, "2023-05"), (3.0, "2022-06")])]
    table = analysis.conflicts(Base({"observations": pd.DataFrame(rows, columns=columns)}))
    (only,) = table.to_dict("records")
    assert only["values"] == (0.0, 5.0)  # 3 was counted in the middle of the year
    assert pd.isna(only["spread"])


def test_a_value_is_confirmed_by_another_source_of_the_same_thing(base):
    found = analysis.confirmed(base.observations)
    same = found.groupby(["indicator", "value", "area", "detail"])["source"]
    assert 0 < len(found) < len(base.observations) and (same.nunique() > 1).all()
    assert analysis.confirmed(found.drop_duplicates(["indicator", "value"])).empty


def test_table_renders(base, language):
    record = tables.everything(base, language).record()
    assert record["rows_used"]
    assert all(row[2]["sources"] for row in record["rows"])
    assert not [row for row in record["rows"] if "what=" in row[0]["text"]]


OFFICE = {"reported_by": "LPSK", "issuer": "Lembaga Perlindungan Saksi dan Korban",
          "issuer_kind": "government"}


@pytest.mark.parametrize(("row", "nearness"), [
    ({}, "own_page"), ({"issuer": "DPR RI"}, "official"),
    ({"issuer": "Walk Free", "issuer_kind": "ngo"}, "other_body"),
    ({"issuer": "Tempo", "issuer_kind": "press"}, "names_office"),
    ({"issuer": "Tempo", "issuer_kind": "press", "reported_by": ""}, "rest")])
def test_how_near_a_publisher_is_to_the_office(row, nearness):
    assert value_preference.NEARNESS[value_preference.distance(OFFICE | row)] == nearness


@pytest.fixture(scope="module")
def picked(base):
    return value_preference.preferred(base)


def test_the_office_is_preferred_then_the_latest_then_the_most_given(picked):
    """LPSK's own page; Kemlu's count of a year in the latest report; the police by most."""
    own = one(picked, indicator="lpsk_protection_requests", start="2024")
    assert (own["picked"], own["nearness"]) == (576, "own_page")
    assert one(picked, indicator="police_cases", start="2023", area="IDN")["picked"] == 1062
    assert all(row["picked"] in row["values"] for row in picked.to_dict("records"))


def test_the_text_shows_what_the_rule_picks(base, picked):
    """Where it uses one of several values, the one that the rule prefers stands there, too."""
    shown = {name for path in page_files(ROOT)
             for _, role, name in roles(path.read_text(encoding="utf-8")) if role == "fact"}
    values = base.observations.set_index("observation_id")["value"]
    for row in picked[~picked["explained"]].to_dict("records"):
        used = {values[key] for key in row["rows"] if key in shown}
        assert not used or row["picked"] in used, (row["indicator"], row["start"], row["area"])
