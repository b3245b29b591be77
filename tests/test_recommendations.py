"""Recommendations: every one tied to an obstacle and an actor; baselines are those of the base."""

import pytest

from thesis.analysis import recommendations
from thesis.publish.exhibits import Linked
from thesis.tables import recommendations as tables


@pytest.fixture
def table(base):
    return recommendations.monitoring(base).set_index("recommendation_id")


def test_one_row_each(base, table):
    assert list(table.index) == [f"R{n:02}" for n in range(1, 11)]
    assert len(table) == len(base.recommendations)


def test_obstacles_are_obstacles(base, table):
    codes = base.codebook.loc[base.codebook["parent"] == "obstacle", "code"]
    assert set(table["obstacle"]) <= set(codes)
    assert (table["obstacle_label_id"] != "").all() and (table["name_id"] != "").all()


def test_baselines_by_hand(table):
    """O00769, O00070, O00453, O00413, O00033, O00335, O00906, O01961 and O01365 in the file."""
    values = table["value"].dropna().to_dict()
    assert values == {"R01": 2, "R02": 32, "R03": 279e9, "R04": 30, "R05": 968_055_000, "R06": 2,
                      "R07": 60, "R08": 1761, "R09": 465}
    assert table.loc["R05", "rows"] == ("R05", "O00033")
    assert table.loc["R05", "sources"] == ("tirtoid2025lpsk",)


def test_a_recommendation_without_baseline_rests_on_itself(base, table):
    assert table.loc["R10", "baseline_id"] == "" and table["value"].isna().sum() == 1
    assert table.loc["R10", "rows"] == ("R10",) and table.loc["R10", "sources"] == ()
    assert set(recommendations.with_baseline(base)["recommendation_id"]) == set(table.index) - {
        "R10"}


def test_no_baseline_is_lost_to_an_excluded_source(table):
    assert table.loc[table["baseline_id"] != "", "value"].notna().all()


def test_a_baseline_is_a_figure_of_the_indicator(base, table):
    indicator = base.observations.set_index("observation_id")["indicator"]
    given = table[table["baseline_id"] != ""]
    assert list(given["indicator"]) == list(indicator[given["baseline_id"]])


def test_evaluation_is_called_for_far_less_than_synergy(base):
    """Five notes carry rec_evaluation in both passes of codings.csv and are evidence."""
    calls = recommendations.calls(base).set_index("code")
    assert calls.loc["rec_evaluation", "rows"] == ("E0212", "E0489", "E0548", "E0594", "E1684")
    assert calls.loc["rec_synergy", "notes"] > 10 * calls.loc["rec_evaluation", "notes"]


def test_monitoring(base, language):
    exhibit = tables.monitoring(base, language)
    record = exhibit.record()
    assert len(record["header"]) == 5 and len(record["rows"]) == len(base.recommendations)
    linked = [isinstance(row[-1], Linked) for row in exhibit.rows]
    assert linked == [True] * 9 + [False]
    assert "O00033" in record["rows_used"] and "R10" in record["rows_used"]


def test_baseline_reads_in_each_language(base):
    cells = {language: tables.monitoring(base, language).rows for language in ("id", "en")}
    assert cells["id"][0][-1].text.startswith("2 orang (terbit 2024). ")
    assert cells["en"][1][-1].text.startswith("32 (as of 17 Mar 2023). ")
    assert cells["id"][4][-1].text.startswith("Rp968.055.000 (2024). ")
    assert cells["en"][9][-1].startswith("none yet. ")
