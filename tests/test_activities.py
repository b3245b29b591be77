"""What IOM did: activities, their documentation, the caseload; figures and tables on them."""

from functools import partial

import pandas as pd
import pytest
from built import page_of

from thesis.analysis import activities, caseload, documentation
from thesis.publish.exhibits import Linked
from thesis.tables import activities as tables
from thesis.tables import caseload as caseload_tables

CORE = {"A034", "A044", "A045", "A047", "A049", "A054", "A060", "A061", "A067", "A071", "A073",
        "A074", "A076", "A084", "A085", "A086", "A089", "A093"}
PRESS_ONLY = {"A034", "A044", "A047", "A048", "A054", "A057", "A058", "A067", "A071", "A077",
              "A088", "A090", "A091"}


def ids(frame: pd.DataFrame) -> set[str]:
    return set(frame["activity_id"])


def one(frame: pd.DataFrame, **wanted) -> pd.Series:
    """Return the only row with the wanted values."""
    for column, value in wanted.items():
        frame = frame[frame[column] == value]
    (row,) = frame.to_dict("records")
    return pd.Series(row)


def test_the_umbrella_programme_is_no_event(base):
    assert len(base.activities[base.activities["in_period"] == "yes"]) == 52
    assert len(activities.in_period(base)) == 51
    assert "A036" not in ids(activities.in_period(base))
    assert ids(activities.umbrella(base)) == {"A036"}


def test_core_activities(base):
    assert ids(activities.core(base)) == CORE


def test_years_are_those_of_the_beginning(base):
    period = activities.in_period(base)
    begun = activities.year_of(period)
    assert begun.value_counts()[["2023", "2024"]].tolist() == [27, 23]  # A044 to A070, to A093
    assert ids(period[begun == activities.EARLIER]) == {"A034"}  # at work in August 2023


def test_one_training_of_law_enforcers(base):
    assert ids(activities.of_programme(base, "law_enforcement_training")) == {"A045"}
    with pytest.raises(ValueError, match="none of"):
        activities.of_programme(base, "training")


def test_direct_assistance(base):
    assert ids(activities.of_programme(base, "direct_assistance")) == {
        "A044", "A047", "A075", "A076"}


def test_partial_dates_become_first_and_last_days(base):
    dates = activities.dated(base.activities).set_index("activity_id")
    assert dates.loc["A044", ["first", "last"]].tolist() == [
        pd.Timestamp("2023-01-01"), pd.Timestamp("2023-12-31")]  # only the year 2023
    assert dates.loc["A047", "last"] == pd.Timestamp("2023-05-31")  # only the month
    assert dates.loc["A076", ["first", "last"]].tolist() == [
        pd.Timestamp("2024-04-01"), pd.Timestamp("2024-08-22")]
    assert pd.isna(dates.loc["A099", "first"])


def test_participants(base):
    found = activities.participants(base)
    assert len(found) == 22
    assert one(found, activity_id="A084")["qualifier"] == "more_than"  # O00105
    assert one(found, activity_id="A080")["qualifier"] == ""  # 110 + 52, O01163 and O01164


def test_documentation(base):
    assert len(documentation.only_own_word(base)) == 25
    assert ids(documentation.only_press(base)) == PRESS_ONLY
    assert ids(documentation.confirmed(base)) == {
        "A045", "A060", "A061", "A068", "A069", "A074", "A082"}
    assert documentation.by_programme(base)["count"].sum() == 51


def test_labels_come_from_the_codebook(base, language):
    assert set(activities.PROGRAMMES) < set(activities.programme_labels(base, language))


def test_caseload_counts_stand_side_by_side(base):
    counts = caseload.counts(base)
    assert len(counts) == 15
    assert one(counts, value=3701)["rows"] == ("C004", "C010")  # one study, two catalogues
    assert set(counts.loc[counts["value"] == 9438, "rows"]) == {("C044",), ("C048",)}
    assert one(counts, value=9000, period_end="")["qualifier"] == "more_than"  # O00006


def test_every_count_of_the_ready_series_is_there(base):
    rows = base.series[base.series["series_id"] == "iom_caseload_idn"]
    assert len(rows) == 1
    values = set(caseload.counts(base)["value"])
    assert {3127, 3701, 6432, 6651, 7193, 7483, 8500, 8515, 9000, 9352, 9438} == values


def test_events_link_their_sources(base, language):
    table = tables.events(base, language, "law_enforcement_training")
    (row,) = table.rows
    assert row[0] == "A045" and row[5] == "±\u00a030"
    assert row[6] == Linked("", ("iom2023iom", "tribunbatam2023kolaborasi", "iom2023kolaborasi"))
    assert row[1].endswith("2023") and row[1].startswith("23–26 ")
    assert "INL (donor)" in row[4]


@pytest.mark.built
def test_the_page_cites_each_source_of_an_activity_also_in_print(base):
    page = page_of("chapters/04-iom-efforts")
    cells = next(row.select("td, th") for row in page.select("table tr") if "A061" in row.text)
    links = cells[-1].select("a.to-source")
    sources = base.activities.set_index("activity_id").at["A061", "sources"].split()
    assert len(links) == len(sources) and all("(" in link.text for link in links)
    assert not cells[-1].select(".web-only")


TABLES = [*(partial(tables.events, programme=programme) for programme in activities.PROGRAMMES),
          caseload_tables.counts]


@pytest.mark.parametrize("make", TABLES)
def test_tables_have_rows_and_sources(base, language, make):
    record = make(base, language).record()
    assert record["rows"] and record["rows_used"] and record["sources"]
