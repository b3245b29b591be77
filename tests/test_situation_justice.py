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


def test_more_convicted_than_prosecuted_in_2017(base):
    table = justice.returns_to_unodc(base)
    in_2017 = table[table["year"] == 2017].set_index("indicator")["value"]
    assert in_2017["persons_convicted"] == 330  # O01013
    assert in_2017["persons_prosecuted"] == 25  # O01022


def test_restitution_stands_in_order_of_the_steps(base):
    table = justice.restitution(base)
    in_2023 = table[table["year"] == 2023]
    assert list(dict.fromkeys(in_2023["indicator"])) == list(justice.STEPS)
    due = in_2023[in_2023["indicator"] == "restitution_due"]
    assert due["value"].tolist() == [2_550_477_682, 2_560_477_682]  # O00030, O00034
    assert 498_166_666 not in set(table["value"])  # O03900 has no year


def test_protection(base):
    table = justice.protection(base)
    requests = table[table["indicator"] == "lpsk_protection_requests"]
    assert requests.loc[requests["year"] == 2023, "value"].tolist() == [1297]  # O00176
    assert requests.loc[requests["year"] == 2024, "value"].tolist() == [576, 594]  # O00195, O00271


@pytest.mark.parametrize("draw", [
    figures.restitution, tables.prosecutions, tables.returns_to_unodc, tables.restitution,
    tables.protection])
def test_exhibits_render(base, language, draw):
    record = draw(base, language).record()
    assert record["rows_used"]
    assert record["sources"]
    assert record.get("alt", "table").strip()
