"""`thesis check` finds each kind of error, alone, at the right file, line and column.

Errors are planted in a small base of real rows (see check_data.py), which by itself is sound.
"""

import json
import shutil

import pytest
from check_data import append, line_of, plant, rows, substitute

from thesis.check import Problem, check_base
from thesis.check.report import as_json, as_text
from thesis.project.paths import CODE as ROOT

BIB = "references.bib"
TEROPONG = "@misc{teropongmedia2023jokowi,"


@pytest.fixture
def base(small_base, tmp_path):
    return shutil.copytree(small_base, tmp_path / "base")


def test_the_real_base_is_sound():
    assert [str(problem) for problem in check_base(ROOT)] == []


def test_the_small_base_is_sound(base):
    assert check_base(base) == []


# Each case: table, first cell of the row, column, planted value, what the message says.
# The rows as they are: O03292 is 257 persons of note E2294 (katongntt2024warga), as of 2024-08-01,
# beside 12 + 67 + 7 + 177 by sex and age; O00896 is 607 persons, 2008, of note E0860; A061 has 50
# participants, 23 women and 27 men, on 2023-07-26; C058 is a rank; satgas_2024 has 9 rows, 3 notes.
CELLS = {
    "no number": ("observations", "O00896", "value", "many", "'many' is not a number"),
    "no whole number": ("activities", "A061", "women", "a few", "'a few' is not a whole number"),
    "not in the list": ("activities", "A045", "programme", "law_enforcment_training",
                        "is not in the list"),
    "wrong form": ("observations", "O00896", "detail", "what:total",
                   "does not have the right form"),
    "wrong form of a date": ("activities", "A061", "start", "26/07/2023", "right form"),
    "required": ("evidence", "E0001", "locator", "", "the value is missing"),
    "repeated key": ("searches", "Q0002", "search_id", "Q0001",
                     "'Q0001' stands here a second time"),
    "out of bounds": ("activities", "A061", "beneficiaries", "-3", "is out of bounds"),
    "unknown indicator": ("observations", "O00896", "indicator", "detected_victim",
                          "'detected_victim' is not in data/indicators.csv"),
    "unknown parent": ("codebook", "country_source", "parent", "country_rule",
                       "'country_rule' is not in data/codebook.csv"),
    "unknown province": ("activities", "A045", "province", "Kep. Riau",
                         "'Kep. Riau' is not in data/provinces.csv"),
    "unknown province of a figure": ("observations", "O03293", "area", "NTT",
                                     "'NTT' is not in data/provinces.csv"),
    "unknown source": ("evidence", "E0001", "source", "teropongmedia2023jokow",
                       "is not in references.bib"),
    "unknown source in a list": ("activities", "A045", "sources", "iom2023iom nosuchsource",
                                 "'nosuchsource' is not in references.bib"),
    "unknown note in a list": ("activities", "A061", "evidence_ids", "E0514 E9999",
                               "'E9999' is not in data/evidence.csv"),
    "unknown country in a list": ("activities", "A045", "country", "IDN XXX",
                                  "'XXX' is not in data/countries.csv"),
    "unknown indicator in a list": ("series", "satgas_2024", "indicators",
                                    "police_cases police_suspects police_victims_rescued xyz",
                                    "'xyz' is not in data/indicators.csv"),
    "end before start": ("activities", "A061", "end", "2023-06-30",
                         "2023-06-30 is before start 2023-07-26"),
    "counted before the period": ("observations", "O00896", "as_of", "2007-12",
                                  "2007-12 is before period_start 2008"),
    "after the collection": ("evidence", "E0001", "date_of_fact", "2027",
                             "is after the collection"),
    "no day of the calendar": ("evidence", "E0001", "date_of_fact", "2023-02-30",
                               "is not a date of the calendar"),
    "source of another note": ("observations", "O00896", "source", "teropongmedia2023jokowi",
                               "is not the source of note E0860"),
    "participants below the parts": ("activities", "A061", "participants", "49",
                                     "women and men add up to 50, more than 49"),
    "part above the total": ("observations", "O03293", "value", "-1",
                             "-1 is no possible value in reports"),
    "half a person": ("observations", "O00896", "value", "607.5", "no possible value in persons"),
    "unit of another indicator": ("observations", "O03293", "unit", "cases",
                                  "cases is not the unit of police_reports"),
    "one language only": ("codebook", "country_source", "definition_id", "",
                          "the text stands in one language only"),
    "series counts wrongly": ("series", "satgas_2024", "observations", "8",
                              "the filter finds 9, not 8"),
    "series counts notes wrongly": ("series", "satgas_2024", "notes", "4",
                                    "the filter finds 3, not 4"),
    "filter of an unknown column": ("series", "satgas_2024", "filter", "region=IDN",
                                    "'region' is no column of observations.csv"),
    "filter without operator": ("series", "satgas_2024", "filter", "area is IDN",
                                "has no operator"),
}


@pytest.mark.parametrize("case", CELLS)
def test_a_wrong_cell_is_found(base, case):
    name, key, column, value, message = CELLS[case]
    place = plant(base, name, key, column, value)
    problems = [p for p in check_base(base) if p.rule != "accepted-nothing"]
    assert [(p.file, p.row, p.column) for p in problems] == [place]
    assert message in problems[0].message


def test_a_wrong_value_is_reported_in_every_row_that_has_it(base):
    places = [plant(base, "searches", key, "hits", "eight") for key in ("Q0002", "Q0004")]
    assert [(p.file, p.row, p.column) for p in check_base(base)] == places


def test_a_key_of_several_columns_may_repeat_one_but_not_all(base):
    row = rows(base, "activity_actors")[0]
    others = {other["role"] for other in rows(base, "activity_actors")} - {row["role"]}
    assert others, "the small base has one role only"
    place = append(base, "activity_actors", **row)
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == place
    assert problem.key == f"{row['activity_id']} + {row['actor_id']} + {row['role']}"


def test_a_row_without_values_is_reported_as_that(base):
    empty = dict.fromkeys(rows(base, "searches")[0], "")
    place = append(base, "searches", **empty)
    problems = [p for p in check_base(base) if p.rule == "blank-row"]
    assert [(p.file, p.row) for p in problems] == [place]
    assert not [p for p in check_base(base) if p.rule == "required"]


def test_a_month_that_holds_the_first_day_may_be_the_end(base):
    plant(base, "activities", "A061", "end", "2023-07")
    assert check_base(base) == []


def test_parts_above_their_total_are_found(base):
    # a total of 10 beside 11 men; E2294 with 12 + 67 + 7 + 177 = 263 > 257 stays accepted
    file, line = append(base, "observations", observation_id="O99991", evidence_id="E0005",
                        source="diswayndwni", indicator="police_victims_recorded", value="10",
                        unit="persons", detail="", sex="", age="", modus="", nationality="",
                        stated_in="source")
    append(base, "observations", observation_id="O99992", evidence_id="E0005", source="diswayndwni",
           indicator="police_victims_recorded", value="11", unit="persons", detail="", sex="male",
           age="", modus="", nationality="", stated_in="source")
    (problem,) = check_base(base)
    assert (problem.file, problem.row, problem.column) == (file, line, "value")
    assert "the parts by sex add up to 11, more than the total 10" in problem.message


@pytest.mark.parametrize(("unit", "value", "found"), [
    ("percent", "120", True), ("percent", "-1", True), ("percent", "100", False),
    ("tier", "2.5", False), ("tier", "4", True),
])
def test_values_keep_to_the_range_of_their_unit(base, unit, value, found):
    indicator = {"percent": "victims_share", "tier": "tip_tier"}[unit]
    place = append(base, "observations", observation_id="O99991", indicator=indicator, unit=unit,
                   value=value, stated_in="source")
    assert [(p.file, p.row, p.column) for p in check_base(base)] == [(*place, "value")] * found


def test_a_change_may_exceed_a_hundred_percent_and_fall(base):
    append(base, "labels", column="detail", value="what=suspects_change",
           label_id="perubahan jumlah tersangka", label_en="change in the number of suspects")
    for number, value in (("O99991", "-27"), ("O99992", "691")):
        append(base, "observations", observation_id=number, value=value, unit="percent",
               indicator="reported_change_percent", detail="what=suspects_change",
               stated_in="source")
    assert check_base(base) == []


def test_the_same_figure_twice_in_a_note_is_found(base):
    # like O03293 (44 reports), but for the reporter, which does not make it another figure
    row = next(r for r in rows(base, "observations") if r["observation_id"] == "O03293")
    row |= {"observation_id": "O99991", "reported_by": "Polri"}
    place = append(base, "observations", **row)
    (problem,) = check_base(base)
    assert (problem.file, problem.row, problem.column) == (*place, "value")
    assert "O99991 repeats O03293" in problem.message


def test_an_indonesian_text_left_in_english_is_found(base):
    row = next(r for r in rows(base, "evidence") if r["evidence_id"] == "E0001")
    place = plant(base, "evidence", "E0001", "note_id", row["note_en"])
    (problem,) = check_base(base)
    assert (problem.file, problem.row, problem.column) == place


def test_an_accepted_oddity_that_is_gone_is_found(base):
    # 177 men (O03298) lowered to 171: 12 + 67 + 7 + 171 = 257, as the total says
    plant(base, "observations", "O03298", "value", "171")
    line = line_of(base, "data/accepted_oddities.csv", "O03292:sex+age")
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == ("data/accepted_oddities.csv", line)
    assert "nothing is found any more" in problem.message


def test_lines_are_counted_as_an_editor_shows_them(base):
    # E0001 becomes a note of four lines: the rows below it move three lines down
    note = next(r for r in rows(base, "evidence") if r["evidence_id"] == "E0001")["note_en"]
    plant(base, "evidence", "E0001", "note_en", note.replace(" ", "\n", 3))
    file, line, column = plant(base, "evidence", "E0005", "locator", "")
    assert line == line_of(base, file, "E0005,diswayndwni") == 6
    assert [(p.file, p.row, p.column) for p in check_base(base)] == [(file, line, column)]


ENTRY = {  # what is replaced in the entry teropongmedia2023jokowi, by what, column, message
    "no year": ("  year = {2023},\n  month = aug,\n  howpublished = {Teropong", "  month = aug,\n"
                "  howpublished = {Teropong", "year", "the field year is missing"),
    "a month in Indonesian": ("month = aug,\n  howpublished = {Teropong Media}",
                              "month = {Agustus},\n  day = {3},\n  howpublished = {Teropong Media}",
                              "month", "'Agustus' is no month"),
    "a degree": ("  author = {{Teropong Media}}", "  author = {Siti Aminah, M.Hum.}", "author",
                 "'Siti Aminah, M.Hum.' is read with a degree in it"),
    "unknown issuer": ("issuer = {Teropong Media}", "issuer = {Teropong}", "issuer",
                       "'Teropong' is not in data/publishers.csv"),
    "no issuer": ("  issuer = {Teropong Media},\n", "", "issuer", "the field issuer is missing"),
    "no title": ("  title = {{Jokowi Tunjuk Mahfud MD sebagai Ketua Gugus Tugas TPPO}},\n", "",
                 "title", "the field title is missing"),
    "no link": ("url = {https://teropong", "url = {ftp://teropong", "url", "is no web address"),
    "no url": ("  url = {https://teropongmedia.id/jokowi-tunjuk-mahfud-md-sebagai-ketua-gugus-tugas-"
               "tppo},\n", "", "url", "the field url is missing"),
}


@pytest.mark.parametrize("case", ENTRY)
def test_a_wrong_field_of_a_source_is_found(base, case):
    old, new, column, message = ENTRY[case]
    at = substitute(base, BIB, old, new)
    line = line_of(base, BIB, TEROPONG) if "missing" in message else at
    (problem,) = check_base(base)
    assert (problem.file, problem.row, problem.column) == (BIB, line, column)
    assert message in problem.message


@pytest.mark.parametrize(("keywords", "message"), [
    ("news_reprot", "'news_reprot' is no class of sources"),
    ("", "the field keywords is missing"),
    ("news_report, excluded", "excluded here, but not in data/excluded_sources.csv"),
])
def test_wrong_keywords_of_a_source_are_found(base, keywords, message):
    text = (base / BIB).read_text("utf-8")
    start = text.index("keywords", text.index(TEROPONG))
    line = text.count("\n", 0, start) + 1
    changed = text[start:].replace("{news_report}", f"{{{keywords}}}", 1)
    (base / BIB).write_text(text[:start] + changed, encoding="utf-8")
    (problem,) = check_base(base)
    assert (problem.file, problem.row, problem.column) == (BIB, line, "keywords")
    assert message in problem.message


def test_an_exclusion_without_keyword_is_found(base):
    substitute(base, BIB, "keywords = {news_report, excluded}", "keywords = {news_report}")
    (problem,) = check_base(base)
    assert (problem.file, problem.row, problem.column) == ("data/excluded_sources.csv", 2, "source")


def test_a_repeated_key_of_a_source_is_found(base):
    text = (base / BIB).read_text("utf-8")
    entry = text[text.index(TEROPONG): text.index("\n}", text.index(TEROPONG)) + 2]
    (base / BIB).write_text(f"{text}\n{entry}\n", encoding="utf-8")
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == (BIB, text.count("\n") + 2)
    assert f"stands already in line {line_of(base, BIB, TEROPONG)}" in problem.message


def test_an_unreadable_source_is_found(base):
    line = line_of(base, BIB, TEROPONG)
    title = "Jokowi Tunjuk Mahfud MD sebagai Ketua Gugus Tugas TPPO"
    substitute(base, BIB, f"{title}}}}}", f"{title}}}")
    problems = check_base(base)
    assert (problems[-1].file, problems[-1].row) == (BIB, line)
    assert "cannot be read" in problems[-1].message
    # the notes that rest on it lose their source, and nothing else is wrong
    assert {p.column for p in problems[:-1]} == {"source"}


def test_a_report_says_where_what_and_how_to_mend():
    problem = Problem("data/evidence.csv", 7, "source", "'x' is not in references.bib",
                      "a key of references.bib", "add it", "foreign-key", "x")
    line = ("data/evidence.csv:7:source: 'x' is not in references.bib; "
            "expected a key of references.bib; fix: add it")
    assert as_text([problem]) == f"{line}\n1 problem: data/evidence.csv 1"
    assert json.loads(as_json([problem]))[0]["row"] == 7
    assert "no problems" in as_text([])


def test_a_value_that_its_note_does_not_give_is_found(base):
    row = next(row for row in rows(base, "observations") if row["stated_in"] == "note")
    substitute(base, "data/observations.csv", f",{row['indicator']},{row['value']},",
               f",{row['indicator']},{row['value']}0,")
    messages = [p.message for p in check_base(base) if p.rule == "not-in-note"]
    assert messages == [f"note {row['evidence_id']} does not give {row['value']}0"]


@pytest.mark.parametrize(("table", "key", "column", "value", "words"), [
    ("searches", "Q0002", "new", "9000", "9000 new are more than"),
    ("observations", "O00896", "value", "3.000", "'3.000' is not written plainly"),
    ("publishers", "USA for IOM", "independent_of_iom", "yes", "kind iom, yet independent"),
    ("publishers", "USA for IOM", "aliases", "IOM Indonesia", "'IOM Indonesia' is a name of"),
])
def test_what_notebooks_and_add_rely_on_is_found(base, table, key, column, value, words):
    plant(base, table, key, column, value)
    (problem,) = check_base(base)
    assert words in problem.message


def test_a_page_twice_and_a_cited_source_without_note_are_found(base):
    text = (base / BIB).read_text("utf-8")
    entry = text[text.index(TEROPONG): text.index("\n}", text.index(TEROPONG)) + 2]
    copy = entry.replace("{teropongmedia2023jokowi,", "{another,").replace("https://", "http://www.")
    (base / BIB).write_text(f"{text}\n{copy}\n", encoding="utf-8")
    (problem,) = check_base(base)
    assert "the page is that of teropongmedia2023jokowi" in problem.message
    (base / BIB).write_text(f"{text}\n{copy.replace('jokowi', 'prabowo')}\n", encoding="utf-8")
    page = base / "chapters" / "a.md"
    page.parent.mkdir()
    page.write_text("Teks {cite:p}`another`.\n", encoding="utf-8")
    found = [(p.file, p.row, p.rule) for p in check_base(base)]
    assert ("chapters/a.md", 1, "cited-without-note") in found


def test_a_field_csl_that_is_no_json_is_a_problem_of_its_entry(base):
    substitute(base, BIB, "issuer = {Teropong Media}", "csl = {x},\n  issuer = {Teropong Media}")
    problems = check_base(base)
    assert any("teropongmedia2023jokowi cannot be read" in str(problem) for problem in problems)
