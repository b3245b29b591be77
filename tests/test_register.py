"""The register of evidence and its index say the same of a source."""

import pytest

from thesis.analysis import findings
from thesis.base.load import load_collected, source_of_note
from thesis.book.register_entries import rows_of, source_entry
from thesis.book.register_index import index
from thesis.book.register_pages import register_query
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT


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
