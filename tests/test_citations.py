"""Citations of works and of notes: how they read, what they lead to."""

import re

import pytest
from markupsafe import escape

from thesis.author.cite import as_text, nearest_notes
from thesis.base.load import load, source_of_note
from thesis.book.citation_text import Work, narrative, parenthetical, read_work
from thesis.book.citeproc import references
from thesis.manuscript.text import cited_notes, cited_sources, cited_works
from thesis.manuscript.trace import note_text, trace_note
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

ID, EN = Edition(ROOT), Edition(ROOT, "en")

NOWHERE = {"uri": "#", "card": ""}


def shown(words, works, edition=ID):
    text = words(works, edition, lambda work: NOWHERE)
    return re.sub("<[^>]+>", "", text)


def cited_by(author, number):
    """Return the keys of some works that the text cites under the same name."""
    cited = cited_works(ROOT)
    return sorted((key for key, work in references(ID).items()
                   if work.names == author and key in cited),
                  key=lambda key: references(ID)[key].place)[:number]


def test_years_of_one_author_stand_together_and_authors_in_the_order_of_the_list():
    one, two = cited_by("IOM", 2)
    other = "barnett1999politics"
    years = [references(ID)[key].year for key in (one, two)]
    text = shown(parenthetical, [Work(two), Work(other), Work(one)])
    assert text == f"(Barnett &amp; Finnemore, 1999; IOM, {years[0]}, {years[1]})"


def test_words_before_and_after_a_work_stay_with_it():
    key = cited_by("IOM", 1)[0]
    year = references(ID)[key].year
    assert shown(parenthetical, [Work(key, "lihat", "hlm. 4"), Work("barnett1999politics")]) == (
        f"(lihat IOM, {year}, hlm. 4; Barnett &amp; Finnemore, 1999)")


def test_what_is_no_work_stays_to_be_reported():
    assert read_work("{lihat}key{hlm. 4}") == Work("key", "lihat", "hlm. 4")
    assert read_work("two words") == Work("two words")


@pytest.mark.parametrize(("edition", "word"), [(ID, "dan"), (EN, "and")])
def test_in_a_sentence_authors_are_joined_in_its_language(edition, word):
    key = cited_by("IOM", 1)[0]
    year = references(edition)[key].year
    text = shown(narrative, [Work("barnett1999politics"), Work(key)], edition)
    assert text == f"Barnett {word} Finnemore (1999) {word} IOM ({year})"


def test_the_full_reference_of_a_work_is_its_title_and_marked_up_safely():
    html = parenthetical([Work("barnett1999politics")], ID, lambda work: NOWHERE)
    assert f'title="{escape(references(ID)["barnett1999politics"].text)}"' in html


def test_a_note_counts_as_a_citation_of_its_source():
    text = "Begitu {note:p}`E0023,E0024` dan {cite:t}`barnett1999politics`.\n\n`{note:p}`.\n"
    assert list(cited_notes(text)) == [(1, "E0023"), (1, "E0024")]
    assert {key for _, key in cited_sources(text, source_of_note(ROOT))} == {
        "barnett1999politics", "iomndcounter"}


def test_notes_are_proposed_by_rare_words_and_numbers():
    row = load(ROOT).observations.set_index("observation_id").loc["O00589"]
    found = nearest_notes("IOM mempunyai {fact}`175 <O00589>` negara anggota dan hadir di 171",
                          ROOT)
    assert row["evidence_id"] in [note["evidence_id"] for note in found[:3]]
    assert f"{{note:p}}`{row['evidence_id']}`" in as_text(found)
    assert nearest_notes("", ROOT) == []


def test_what_rests_on_a_note_is_traced_over_rows_to_facts():
    node = {"primary_source": ["source:s"]}
    page = (ROOT / "chapters" / "04-iom-efforts.md").read_text(encoding="utf-8")
    note = next(note for _, note in cited_notes(page))
    graph = {f"row:{note}": node, "row:O1": node | {"derived_from": [f"row:{note}"]},
             "fact:a": node | {"derived_from": ["row:O1"]},
             "fact:b": node | {"derived_from": ["row:O2"]},
             "source:s": {"@id": "source:s", "class": "book", "title": "T", "url": "u"}}
    graph = {name: {"@id": name} | value for name, value in graph.items()}
    found = trace_note(note, graph, ROOT)
    assert found["resting"] == ["row:O1", "fact:a"]
    assert any(line.startswith("chapters/04-iom-efforts.md:") for line in found["lines"])
    assert "carries: fact:a" in note_text(found)
