"""What the text says was not found: a filter that no row matches, or the check stops."""

import shutil
from types import SimpleNamespace

import pytest
from built import page_of
from check_data import rows, write

from thesis.analysis.absences import BASE_TABLES, NoFilter, matching, view
from thesis.book.fact_entry import fact_entry
from thesis.book.glue import find_fact
from thesis.check import check_base
from thesis.manuscript.text import facts
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT
from thesis.publish.facts import text
from thesis.tables.searches import of_absences

COLUMNS = ("absence", "table", "filter", "queries", "looked_for_id", "looked_for_en")
NONE = 'year == "2024" and province == "Bali"'  # activities of the small base: A045, A061, A068
PAGE = "# Judul\n\nDi Bali {absence}`tidak ditemukan <in_bali>` kegiatan.[^a]\n\n[^a]: Kaki.\n"


@pytest.fixture
def project(small_base, tmp_path):
    root = shutil.copytree(small_base, tmp_path / "base")
    (root / "chapters").mkdir()
    (root / "chapters" / "04-iom.md").write_text(PAGE, "utf-8")
    return root


def describe(root, **cells):
    """Let the table of absences hold one row."""
    row = dict(zip(COLUMNS, ("in_bali", "activities", NONE, "Q0001", "kegiatan", "activities")))
    write(root, "absences", list(COLUMNS), [row | cells])


def said(root):
    return [str(problem) for problem in check_base(root)]


def test_an_absence_is_sound_as_long_as_no_row_matches(project):
    describe(project)
    assert said(project) == []


def test_a_row_that_matches_is_named_at_the_sentence(project):
    describe(project, filter='programme == "law_enforcement_training"')
    (problem,) = said(project)
    found = [row for row in rows(project, "activities")
             if row["programme"] == "law_enforcement_training"]
    assert found and problem.startswith(
        "chapters/04-iom.md:3:in_bali: the text says that nothing is found, but activities has "
        f"{found[0]['activity_id']} {found[0]['title_id'][:20]}")
    assert "(data/absences.csv:2)" in problem and "let the sentence say" in problem


@pytest.mark.parametrize(("cells", "start"), [
    ({"absence": "in_bal"}, "chapters/04-iom.md:3:in_bali: the absence 'in_bali' is not described"),
    ({"filter": "provinsi == 'Bali'"}, "data/absences.csv:2:filter: \"provinsi == 'Bali'\" is no "
                                       "filter: name 'provinsi' is not defined"),
    ({"filter": "year =="}, "data/absences.csv:2:filter: 'year ==' is no filter: "),
    ({"filter": "year"}, "data/absences.csv:2:filter: 'year' is no filter: it does not say"),
    ({"filter": "programme == 'law_enforcment_training'"},
     "data/absences.csv:2:filter: no programme is 'law_enforcment_training', so that no row can "
     "match; expected a value of programme; fix: write law_enforcement_training"),
    ({"filter": "actors.str.contains('iom|bareskrm') and year == '2031'"},
     "data/absences.csv:2:filter: no actors is 'bareskrm'"),
    ({"queries": "Q0001 Q9999"}, "data/absences.csv:2:queries: 'Q9999' is not in"),
    ({"table": "sources"}, "data/absences.csv:2:table: 'sources' is not in the list"),
])
def test_a_fault_is_named_where_it_stands(project, cells, start):
    describe(project, **cells)
    assert [problem for problem in said(project) if problem.startswith(start)]


def test_a_row_that_no_page_uses_is_named(project):
    describe(project)
    (project / "chapters" / "04-iom.md").write_text("# Judul\n", "utf-8")
    assert said(project)[0].startswith("data/absences.csv:2:absence: no page says 'in_bali'")


def test_views_have_a_row_for_each_row_and_what_counts_of_it(base):
    for name, table in BASE_TABLES.items():
        assert len(view(base, name)) == len(base.tables[table])
    # A045: training of police in Batam; E0860 is of unodc2025unodc, and O00896 is of 2008
    assert "iom" in view(base, "activities").set_index("activity_id").loc["A045", "organisers"]
    notes = view(base, "notes").set_index("evidence_id")
    assert set(notes["kind"]) > {"output", "outcome"} and "" not in set(notes["publisher"])
    assert view(base, "observations").set_index("observation_id").loc["O00896", "year"] == "2008"
    text = notes.loc["E0860", "text"]
    assert text == text.lower() and len(matching(base, "notes", 'evidence_id == "E0860"')) == 1


@pytest.mark.parametrize("expression", ["", "1", "@base", "__import__('os')", "year = 2",
                                        "text.str.contains('(')", "text.str.len()"])
def test_what_is_no_filter_is_refused(base, expression):
    with pytest.raises(NoFilter):
        matching(base, "notes", expression)


def test_a_card_says_what_was_looked_for_where_and_how(base, language):
    row = base.absences.iloc[0]
    fact = find_fact(SimpleNamespace(srcdir=ROOT), row["absence"])
    entry = fact_entry(fact, Edition(ROOT, language), lambda page, anchor: f"{page}#{anchor}")
    table = len(base.tables[BASE_TABLES[row["table"]]])
    assert entry["value"] == {"id": "tidak ditemukan", "en": "not found"}[language]
    assert entry["what"] == row[f"looked_for_{language}"] and not entry["sources"]["first"]
    said = entry["how"].unescape() if hasattr(entry["how"], "unescape") else entry["how"]
    assert row["filter"] in said and f"{table:,}".replace(",", ".,"[language == "en"]) in said
    assert all(f'#tab-queries-all">{query}' in said for query in row["queries"].split())
    assert text(fact, language) == entry["value"]


def test_an_absence_is_one_of_the_facts_of_a_page():
    assert list(facts(PAGE)) == [(3, "in_bali")]


@pytest.mark.built
def test_the_words_of_an_absence_lead_to_its_entry_and_card():
    page = page_of("chapters/appendix-searches")
    link = page.select_one('a.fact[href*="independent-evaluation-of-iom"]')
    assert link.get_text() == "tidak ditemukan"
    anchor = link["href"].partition("#")[2]
    assert page_of("chapters/appendix-facts").find(id=anchor)
    assert "cocok dengan penyaring" in page.find(id=f"card-{anchor}").get_text()


def test_the_queries_that_absences_name_stand_in_a_table_word_for_word(base, language):
    rows = [[cell["text"] for cell in row] for row in of_absences(base, language).record()["rows"]]
    named = {query for queries in base.absences["queries"] for query in queries.split()}
    words = dict(zip(base.searches["search_id"], base.searches["query"], strict=True))
    assert {row[0]: row[1] for row in rows} == {query: words[query] for query in named}
