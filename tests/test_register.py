"""The register of evidence and its index say the same of a source."""

import pytest

from thesis.base.load import load_collected
from thesis.book.register_entries import rows_of, source_entry
from thesis.book.register_index import index
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT


@pytest.mark.parametrize("language", ["id", "en"])
def test_the_index_names_a_source_and_its_notes_as_the_register_does(language):
    for record in index(Edition(ROOT, language))[::40]:
        entry = source_entry(record["key"], Edition(ROOT, language))
        assert record["name"] == entry["citation"]
        assert record["notes"] == [[note["id"], note["text"]] for note in entry["notes"]]


def test_rows_are_found_by_key_in_their_order():
    table = load_collected(ROOT).observations
    note = table["evidence_id"].value_counts().index[0]
    expected = table[table["evidence_id"] == note].to_dict("records")
    assert len(expected) > 1
    assert str(rows_of("observations", "evidence_id", note, ROOT)) == str(expected)
    assert rows_of("observations", "evidence_id", "E9999999", ROOT) == []
