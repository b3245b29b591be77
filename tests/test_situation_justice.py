"""The justice chain against values read in data/observations.csv."""

import pytest

from thesis.analysis import situation_justice as justice
from thesis.tables import situation_justice as tables


def test_prosecutions_keep_sums_of_years_apart(base):
    table = justice.prosecutions(base)
    single = table[table["start"] == table["end"]]
    assert single.loc[single["start"] == 2016, "value"].tolist() == [147, 214]  # O01470, O00156
    several = table[table["start"] != table["end"]]
    assert several["value"].tolist() == [413, 496, 497]  # O01468, O03234, O03243
    assert table.loc[table["value"] == 183, "until"].tolist() == ["2023-08"]  # O03237


def test_restitution_pairs_what_was_due_with_what_was_paid(base):
    table = justice.restitution(base)
    pairs = table[["year", "due", "paid"]].values.tolist()
    assert pairs == [[2023, 2_550_477_682, 22_463_000], [2023, 2_560_477_682, 22_463_000],
                     [2024, 7_377_845_925, 968_055_000]]
    assert table["rows"].iloc[1] == ("O00034", "O00035")  # O00217 is paid without due: left out
    assert "O00033" in table["rows"].iloc[2]


@pytest.mark.parametrize("draw", [tables.restitution, tables.prosecutions])
def test_exhibits_render(base, language, draw):
    record = draw(base, language).record()
    assert record["rows_used"]
    assert record["sources"]
    assert record.get("alt", "table").strip()
