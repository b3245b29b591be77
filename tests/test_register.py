"""The register of evidence and its index say the same of a source."""

import re

import pytest

from thesis.analysis import findings
from thesis.base.load import load_collected, source_of_note
from thesis.book.fact_entry import fact_entry
from thesis.book.register_entries import figure_entry, rows_of, source_entry
from thesis.book.register_index import index
from thesis.book.register_pages import register_query
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT
from thesis.publish.facts import Fact
from thesis.words.locators import locator_text, words_of


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_index_names_a_source_and_its_notes_as_the_register_does(language):
    for record in index(Edition(ROOT, language))[::40]:
        entry = source_entry(record["key"], Edition(ROOT, language))
        assert record["name"] == entry["citation"]
        assert [note[:2] for note in record["notes"]] == [
            [note["id"], note["text"]] for note in entry["notes"]]


def test_the_index_counts_the_notes_and_sources_of_each_finding_as_the_text_does(base):
    counted = {}
    for record in index(Edition(ROOT)):
        for note, _, _, sides in record["notes"]:
            for finding, side in sides:
                notes, sources = counted.setdefault((finding, side), (set(), set()))
                notes.add(note)
                sources.add(record["key"])
    expected = findings.summary(base)
    assert {key: tuple(map(len, found)) for key, found in counted.items()} == {
        (row["finding_id"], row["stance"]): (row["notes"], row["sources_count"])
        for row in expected.to_dict("records")}


def test_rows_lead_to_their_notes_or_to_those_of_their_sources():
    assert register_query(("E0001", "E0003", "E0002", "O00896"), ("x",), ROOT) == "notes=1-3,860"
    of_source = [note for note, key in source_of_note(ROOT).items() if key == "iomndcounter"]
    assert (register_query((), ("iomndcounter",), ROOT) == register_query(of_source, (), ROOT)
            != register_query(("A001",), ("iomndcounter",), ROOT) != "notes=")


def test_rows_are_found_by_key_in_their_order():
    table = load_collected(ROOT).observations
    note = table["evidence_id"].value_counts().index[0]
    expected = table[table["evidence_id"] == note].to_dict("records")
    assert len(expected) > 1
    assert str(rows_of("observations", "evidence_id", note, ROOT)) == str(expected)
    assert rows_of("observations", "evidence_id", "E9999999", ROOT) == []


@pytest.mark.parametrize(("figure", "language", "said"), [
    ("O01900", "id", "tempat: Benjina, Ambon; nelayan korban yang diselamatkan"),
    ("O01900", "en", "place: Benjina, Ambon; trafficked fishers rescued"),
    ("O00615", "id", "koreksi penanda ketepatan: tepat menjadi sekurang-kurangnya, Kata"),
    ("O00165", "id", "koreksi indikator: Staf IOM menjadi Pengungsi dan migran dibantu IOM, 925"),
    ("O03716", "id", "dalam sumber: Bareskrim Polri"),
    ("O01886", "en", "as cited by Cyrus")])
def test_a_figure_is_told_in_words_not_in_the_keys_of_the_base(figure, language, said):
    (row,) = rows_of("observations", "observation_id", figure, ROOT)
    details = "; ".join(figure_entry(row, Edition(ROOT, language))["details"])
    text = re.sub("<[^>]*>", "", details)
    assert said in text and "=" not in text and "exact" not in text.split()


def test_what_is_counted_is_left_out_where_the_indicator_counts_nothing_else():
    rows = {row["indicator"]: row for row in load_collected(ROOT).observations.to_dict("records")
            if row["detail"].startswith("what=")}
    row = rows["iom_budget"] | {"detail": "what=iom_expenditure"}
    assert "pengeluaran IOM" in figure_entry(row, Edition(ROOT))["details"]
    row |= {"indicator": "police_cases", "method_note": "returns to UNODC; likely cumulative"}
    assert figure_entry(row, Edition(ROOT))["details"][-2:] == [
        "isian kepada UNODC", "tampaknya kumulatif"]
    assert "pengeluaran IOM" not in figure_entry(row, Edition(ROOT))["details"]


def test_the_rows_of_a_fact_are_neither_its_sources_nor_an_absence():
    source = source_of_note(ROOT)["E0001"]
    fact = Fact(2, "count", "count", name="mixed", rows=("Q0001", source), sources=(source,))
    entry = fact_entry(fact, Edition(ROOT), lambda page, anchor: page)
    assert [row["id"] for row in entry["rows"]["first"]] == ["Q0001"]


@pytest.mark.parametrize(("locator", "said"), [
    ("section Monitoring of trafficking, para. 2", "bagian Monitoring of trafficking, par. 2"),
    ("tier summary (English copy)", "ringkasan peringkat (salinan berbahasa Inggris)"),
    ("abstract (as seen on https://x.org/a)", "abstrak (dibaca melalui https://x.org/a)"),
    ("section on modus", "bagian tentang modus")])
def test_a_place_in_a_source_is_told_in_indonesian(locator, said):
    assert locator_text(locator, "id") == said
    assert words_of("no such place (Reuters copy)") is None


def test_a_place_in_a_source_is_told_in_english():
    assert locator_text("Bab XIX, Pasal 446", "en") == "chapter XIX, Article 446"
    assert locator_text("section: statistik", "en") == "section on statistics"
