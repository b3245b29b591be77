"""The corpus: classes, years, months, publishers, searches; prior studies; codebook."""

import csv

import pytest

from thesis.analysis import corpus, studies
from thesis.base.dates import PERIOD
from thesis.base.load import load_collected
from thesis.base.sources import CLASSES
from thesis.project.paths import CODE as ROOT
from thesis.publish.audit import confirm
from thesis.tables import codebook as codebook_tables
from thesis.tables import corpus as tables
from thesis.tables import searches as search_tables
from thesis.tables import studies as study_tables


@pytest.fixture(scope="module")
def register():
    return load_collected(ROOT)


def rows_of(name):
    with (ROOT / "data" / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_classes_add_up_to_the_register(base, register):
    table = corpus.by_class(register).set_index("source_class")
    assert list(table.index) == list(CLASSES)
    assert table["registered"].sum() == len(register.sources)
    assert table["excluded"].sum() == len(rows_of("excluded_sources.csv"))
    assert (table["registered"] - table["excluded"] == table["analysed"]).all()
    assert table["analysed"].sum() == len(base.sources)
    assert table["notes"].sum() == len(base.evidence)
    assert table["share"].sum() == pytest.approx(100)


def test_months_of_the_period(base):
    table = corpus.by_month(base)
    assert table["count"].sum() == base.sources["year"].isin(PERIOD).sum()
    june = table[(table["month"] == "2023-06") & (table["language"] == "id")].iloc[0]
    dates = base.sources.set_index("source").loc[list(june["sources"])]
    assert june["count"] == len(dates) and dates["date"].str.startswith("2023-06").all()
    assert table.loc[table["count"].idxmax(), "month"] == "2023-06"


def test_publishers_are_cumulated(base):
    table = corpus.by_issuer(base)
    assert table["count"].is_monotonic_decreasing
    assert table["cumulative"].iloc[-1] == pytest.approx(100)
    assert table["count"].sum() == len(base.sources)
    assert list(corpus.by_issuer(base, 3)["issuer"]) == list(table["issuer"][:3])


def test_reasons_of_exclusion_have_kinds(register):
    table = corpus.excluded_by_kind(register)
    counts = table.groupby("kind")["count"].sum()
    assert counts.drop("").to_dict() == {
        "press_copies": 36, "fragments": 13, "encyclopaedias": 12, "unedited": 12}
    assert counts.sum() == len(register.excluded_sources)


def test_queries_for_training_name_iom_officers_training_and_the_year(base):
    found = corpus.queries_for_training(base, "2024")
    assert {"Q0211", "Q0225", "Q0256"} <= set(found["search_id"]) and len(found) == 18
    assert "Q0129" not in set(found["search_id"])  # a campaign, not training
    assert found["query"].str.contains("2024").all()


def test_searches_are_summed_as_in_the_file(base):
    protocol = rows_of("searches.csv")
    for column in ("topic", "collection"):
        table = corpus.searches_by(base, column)
        assert table["queries"].sum() == len(protocol)
        assert table["hits"].sum() == sum(int(row["hits"]) for row in protocol)
        assert table["fruitless"].sum() == sum(row["relevant"] == "0" for row in protocol)


@pytest.mark.parametrize(("text", "years"), [
    ("2011-2015", (2011, 2015)), ("to 2008", (None, 2008)), ("until 2020", (None, 2020)),
    ("since 2000", (2000, None)), ("after Regulation 1/2022", (2022, None)),
    ("literature to 2022", (None, 2022)), ("literature 2010-2024", (2010, 2024)),
    ("2015", (2015, 2015)),
    ("to 2016 and after", (None, None)), ("after COVID-19", (None, None)), ("", (None, None))])
def test_period_of_a_study(text, years):
    assert studies.covered(text) == years


@pytest.mark.parametrize(("text", "kind"), [
    ("normative legal study", "legal"), ("library study and interviews", "fieldwork"),
    ("qualitative, secondary data; reduction, display, conclusion", "documents"),
    ("analysis of IOM's Counter Trafficking Module, 3,701 persons", "figures"),
    ("case study of seaports", "case"), ("", "not_stated")])
def test_method_of_a_study(text, kind):
    assert studies.method_kind(text) == kind


def test_selected_studies(base):
    table, nearest = studies.selected(base), studies.nearest(base)
    assert len(table) >= 25 and len(nearest) == 8
    assert ((table["quality"] == "good") | (table["nearest"] == "yes")).all()
    assert table["source"].tolist()[:8] == nearest["source"].tolist()
    others = table.iloc[8:]["on_iom"].tolist()
    assert others == sorted(others, reverse=True) and (nearest["on_iom"] == "yes").all()


def test_prior_studies_name_their_authors(base):
    studied = set(base.prior_studies["source"])
    unnamed = base.prior_studies["authors_short"].str.contains("not shown")
    assert not unnamed.any()
    same = base.works[base.works["relation"] != "distinct"]
    assert not (same["source"].isin(studied) & same["work"].isin(studied)).any()


def test_every_code_is_in_the_codebook_table_once(base, language):
    record = codebook_tables.codebook(base, language).record()
    codes = [row[0]["text"] for row in record["rows"]]
    assert sorted(codes) == sorted(base.codebook["code"])
    assert [len(row) for row in record["rows"]] == [3] * len(codes)
    limits = {"id": "Tidak termasuk: migrasi kerja", "en": "Excludes: "}[language]
    assert limits in record["rows"][codes.index("country_source")][2]["text"]
    assert codes.index("obstacle") < codes.index("obst_donor") < codes.index("recommendation")


@pytest.mark.parametrize("make", [
    search_tables.by_topic, search_tables.all_queries, search_tables.of_absences,
    codebook_tables.codebook, codebook_tables.findings, study_tables.prior_studies,
    study_tables.nearest])
def test_tables(base, language, make):
    assert make(base, language).record()["rows"]


def test_classes_of_the_register(register, language):
    assert tables.by_class(register, language).record()["rows"]


def test_a_check_that_fails_says_what(capsys):
    confirm(True, "dua sama dengan dua")
    assert capsys.readouterr().out == "ok: dua sama dengan dua\n"
    with pytest.raises(AssertionError, match="tidak sama"):
        confirm(False, "tidak sama")
