"""Recommendations: each addressed, tied to an obstacle, measured from a baseline of the base."""

import pytest

from thesis.analysis import recommendations
from thesis.publish.exhibits import Linked
from thesis.tables import recommendations as tables


@pytest.fixture
def table(base):
    return recommendations.monitoring(base).set_index("recommendation_id")


def test_one_row_each(base, table):
    assert list(table.index) == [f"R{n:02}" for n in range(1, len(base.recommendations) + 1)]


def test_every_addressee_has_one(base, table):
    assert list(table["addressee"].unique()) == ["iom", "donors", "government", "civil_society"]
    assert set(table["part_id"]) - {""} <= set(base.parts["part_id"])


def test_obstacles_are_obstacles(base, table):
    codes = base.codebook.loc[base.codebook["parent"] == "obstacle", "code"]
    assert set(table["obstacle"]) <= set(codes)
    assert (table["obstacle_label_id"] != "").all() and (table["name_id"] != "").all()


def test_baselines_by_hand(table):
    """O00413, O00769, O00070, O00453, O00033, O00335, O00906, O00102 and O02211 in the file."""
    values = table["value"].dropna().to_dict()
    assert values == {"R02": 30, "R06": 2, "R07": 32, "R08": 279e9, "R09": 968_055_000, "R10": 2,
                      "R11": 60, "R12": 10, "R14": 7}
    assert table.loc["R09", "rows"] == ("R09", "O00033")
    assert table.loc["R09", "sources"] == ("tirtoid2025lpsk",)


def test_what_was_not_found_is_a_baseline_too(base, table):
    absent = table[table["baseline_absence"] != ""]
    assert list(absent.index) == ["R01", "R03", "R04", "R05"]
    assert (absent["looked_for_id"] != "").all()
    assert set(table.index) - set(recommendations.with_baseline(base)["recommendation_id"]) == {
        "R13"}
    assert table.loc["R13", "rows"] == ("R13",) and table.loc["R13", "sources"] == ()


def test_no_baseline_is_lost_to_an_excluded_source(table):
    assert table.loc[table["baseline_id"] != "", "value"].notna().all()


def test_a_baseline_is_a_figure_of_the_indicator(base, table):
    indicator = base.observations.set_index("observation_id")["indicator"]
    given = table[table["baseline_id"] != ""]
    assert list(given["indicator"]) == list(indicator[given["baseline_id"]])


def test_monitoring(base, language):
    exhibit = tables.monitoring(base, language)
    record = exhibit.record()
    assert len(record["header"]) == 5 and len(record["rows"]) == len(base.recommendations)
    assert sum(isinstance(row[-1], Linked) for row in exhibit.rows) == 9
    assert "O00033" in record["rows_used"] and "R10" in record["rows_used"]


def test_baseline_reads_in_each_language(base):
    cells = {language: tables.monitoring(base, language).rows for language in ("id", "en")}
    assert cells["id"][5][-1].text.startswith("2 orang (terbit 2024). ")
    assert cells["en"][6][-1].text.startswith("32 (as of 17 Mar 2023). ")
    assert cells["id"][8][-1].text.startswith("Rp968.055.000 (2024). ")
    assert cells["id"][0][-1].startswith("tidak ditemukan: angka tahunan korban")
    assert cells["en"][12][-1].startswith("no baseline. ")
