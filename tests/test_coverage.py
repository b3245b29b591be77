"""What the corpus covers, counted again in the files, and the gaps by name."""

import pytest

from thesis.analysis import coverage
from thesis.tables import coverage as tables


@pytest.fixture(scope="module")
def provinces(base):
    return coverage.by_province(base).set_index("province")


@pytest.mark.parametrize(("text", "found"), [
    ("Polda NTT dan Kepri", {"Nusa Tenggara Timur", "Kepulauan Riau"}),
    ("Kepulauan Riau, bukan Riau", {"Kepulauan Riau", "Riau"}),
    ("di Papua Barat Daya", {"Papua Barat Daya"}), ("Papua Nugini", set()),
    ("Proses Bali dan Bali Process", set()), ("di Bali dan Jakarta", {"Bali", "DKI Jakarta"}),
    ("Baligate", set()), ("Jatim", {"Jawa Timur"})])
def test_provinces_in_a_text(base, text, found):
    assert coverage.provinces_named(text, *coverage.spellings(base)) == found



def test_figures_of_a_province_bring_their_notes(base, provinces):
    figures_of = base.observations[(base.observations["area_type"] == "province")
                                   & (base.observations["area"] == "Nusa Tenggara Timur")]
    row = provinces.loc["Nusa Tenggara Timur"]
    assert row["figures"] == len(figures_of) and set(figures_of["evidence_id"]) <= set(row["rows"])
    assert (provinces["press_publishers"] <= provinces["publishers"]).all()
    assert list(provinces.index) == list(base.provinces["province"])


def test_four_provinces_of_papua_have_no_note(provinces):
    """Neither a figure of them nor their name is in any note."""
    empty = provinces.index[provinces["notes"] == 0]
    assert set(empty) == {"Papua Barat Daya", "Papua Tengah", "Papua Pegunungan", "Papua Selatan"}


def test_months_against_the_notes(base):
    """January 2023 has eight notes on IOM, February 2023 none."""
    months = coverage.by_month(base).set_index("month")
    dated = base.evidence["date_of_fact"].str[:7]
    assert months["notes"].sum() == dated.isin(coverage.MONTHS).sum()
    assert months.loc["2023-02", "iom_notes"] == 0 < months.loc["2023-01", "iom_notes"]
    assert (months["published"] == months["published_id"] + months["published_en"]).all()


def test_languages_add_up(base):
    table = coverage.by_language(base)
    assert table[["id", "en"]].to_numpy().sum() == len(base.sources)
    assert table[["notes_id", "notes_en"]].to_numpy().sum() == len(base.evidence)


def test_gaps_are_named(base):
    gaps = coverage.gaps(base).set_index("gap")
    assert list(gaps.index) == list(coverage.GAPS)
    assert (gaps["count"] == gaps["items"].map(len)).all()
    assert gaps.loc["months_without_iom", "items"] == ("2023-02",)
    assert set(gaps.loc["months_without_iom", "items"]) <= set(
        gaps.loc["months_without_independent_iom", "items"])
    assert "Kalimantan Utara" in gaps.loc["provinces_press_only", "items"]


@pytest.mark.parametrize("make", [tables.gaps, tables.by_month, tables.by_province,
                                  tables.by_language])
def test_exhibits(base, language, make):
    assert make(base, language).record()["rows"]
