"""The justice chain against values read in data/observations.csv."""

import pytest

from thesis.analysis import situation_justice as justice
from thesis.figures import situation_justice as figures
from thesis.tables import situation_justice as tables


def test_prosecutions_keep_sums_of_years_apart(base):
    table = justice.prosecutions(base)
    single = table[table["start"] == table["end"]]
    assert single.loc[single["start"] == 2016, "value"].tolist() == [147, 214]  # O01470, O00156
    several = table[table["start"] != table["end"]]
    assert several["value"].tolist() == [413, 496, 497]  # O01468, O03234, O03243
    assert table.loc[table["value"] == 183, "until"].tolist() == ["2023-08"]  # O03237


def test_restitution_stands_in_order_of_the_steps(base):
    table = justice.restitution(base)
    in_2023 = table[table["year"] == 2023]
    assert list(dict.fromkeys(in_2023["indicator"])) == list(justice.STEPS)
    due = in_2023[in_2023["indicator"] == "restitution_due"]
    assert due["value"].tolist() == [2_550_477_682, 2_560_477_682]  # O00030, O00034
    assert 498_166_666 not in set(table["value"])  # O03900 has no year


@pytest.mark.parametrize("draw", [figures.restitution, tables.prosecutions])
def test_exhibits_render(base, language, draw):
    record = draw(base, language).record()
    assert record["rows_used"]
    assert record["sources"]
    assert record.get("alt", "table").strip()
