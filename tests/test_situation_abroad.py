"""Migration, online scam and the world's view against values read in data/observations.csv."""

from datetime import date

import pytest

from thesis.analysis import situation_migration as migration
from thesis.analysis import situation_scam as scam
from thesis.analysis import situation_world as world
from thesis.figures import situation_migration as migration_figures
from thesis.figures import situation_scam as scam_figures
from thesis.figures import situation_world as world_figures


def rows(table, **same):
    for column, value in same.items():
        table = table[table[column] == value]
    return table


def test_destinations_of_2023(base):
    table = migration.placements_by_destination(base)
    assert set(table["year"]) == {2023}
    assert table["destination"].head(3).tolist() == ["TWN", "MYS", "HKG"]
    assert table["value"].head(3).tolist() == [83216, 72260, 65916]  # O00659-O00661
    assert table["share"].iloc[0] == pytest.approx(83216 / 274965 * 100)
    assert rows(table, destination="KHM")["value"].tolist() == [49]  # O00669


def test_running_totals_of_scam_cases(base):
    table = scam.scam_totals(base)
    assert rows(table, period_end="2024-11")["value"].tolist() == [5100, 5111, 5118]
    assert 1185 not in set(table["value"])  # 2022 alone (O01170) is no running total
    (row,) = rows(table, value=3703, period_end="2024-03").to_dict("records")
    assert row["reported_by"] == ("Kemenko PMK", "Kemlu")  # O02361, O00134
    assert (row["earliest"], row["latest"]) == (date(2024, 3, 1), date(2024, 3, 31))


def test_a_count_to_a_past_year_ended_with_it_and_one_to_the_current_year_spans_it(base):
    table = scam.scam_totals(base)
    (past,) = rows(table, value=2434).to_dict("records")  # O02398, to 2023, published 2024
    assert past["earliest"] == past["latest"] == date(2023, 12, 31)
    (current,) = rows(table, value=6800).to_dict("records")  # O02673, to 2025, published 2025
    assert current["earliest"] == date(2025, 1, 1)
    assert current["latest"] == date(2025, 12, 31)


def test_tiers_of_indonesia(base):
    tiers = rows(world.tiers(base), area="IDN").set_index("year")["value"]
    assert len(tiers) == 25
    assert sorted(tiers[tiers == 3].index) == [2001, 2002]
    assert sorted(tiers[tiers == 2.5].index) == [2006, 2022]
    assert not world.tiers(base).duplicated(["area", "year"]).any()


def test_detected_victims(base):
    own = world.detected_in_indonesia(base)
    assert own.set_index("year")["value"][2017] == 1469  # O00903
    assert world.gaps(own["year"]) == [2011, 2016]
    all_ = world.detected_in_world(base)
    assert all_["year"].tolist() == [2018, 2018, 2019, 2020, 2022]
    assert 202478 not in set(all_["value"])  # O00502 covers 2020-2023


@pytest.mark.parametrize("draw", [
    migration_figures.placements_by_destination, scam_figures.scam_totals, world_figures.tiers,
    world_figures.detected_victims])
def test_exhibits_render(base, language, draw):
    record = draw(base, language).record()
    assert record["rows_used"]
    assert record["sources"]
    assert record.get("alt", "table").strip()
