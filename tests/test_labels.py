"""Labels are data: a value without a label is a problem with a row, never a traceback."""

import json
import shutil
from collections import ChainMap
from dataclasses import replace

import pytest
from check_data import append, plant, rows, write

from thesis.analysis import activities, actors, caseload, chain, corpus, findings, roles
from thesis.base.load import load, load_collected
from thesis.check import check_base
from thesis.check.labels import FILE
from thesis.figures import actors as actor_figures
from thesis.project.paths import CODE as ROOT
from thesis.words.labels import headings, label, labels

PACKAGE = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
FIELDS = {f"{resource['name']}.{field['name']}": field for resource in PACKAGE["resources"]
          for field in resource["schema"]["fields"] if {"labels", "codes"} & {*field}}


@pytest.fixture
def small(small_base, tmp_path):
    return shutil.copytree(small_base, tmp_path / "base")


def found(root, rule="label-missing"):
    return [(p.file, p.row, p.column) for p in check_base(root) if p.rule == rule]


def allow(root, table, column, value):
    """Let the schema of a table list one more value of a column that has a list."""
    path = root / "data" / "datapackage.json"
    package = json.loads(path.read_text(encoding="utf-8"))
    (field,) = [field for resource in package["resources"] if resource["name"] == table
                for field in resource["schema"]["fields"] if field["name"] == column]
    field.get("constraints", {}).get("enum", []).append(value)
    path.write_text(json.dumps(package), encoding="utf-8")


def test_a_new_value_of_any_labelled_column_is_a_problem_where_it_stands(small):
    planted = {}
    for name in FIELDS:
        table, column = name.split(".")
        if not rows(small, table):
            write(small, table, list(rows(ROOT, table)[0]), rows(ROOT, table)[:1])
        value = f"new_{column}_of_{table}"
        allow(small, table, column, value)
        place = plant(small, table, next(iter(rows(small, table)[0].values())), column, value)
        planted[place] = FIELDS[name].get("codes", "") + value
    problems = [p for p in check_base(small) if p.rule == "label-missing"
                and not p.key.startswith("sex_age:")]  # another test
    assert {(p.file, p.row, p.column) for p in problems} == planted.keys()
    for problem in problems:
        value = planted[problem.file, problem.row, problem.column]
        file = FILE if value.startswith("new_") else "data/codebook.csv"
        assert problem.message == f"{value!r} has no label"
        assert f"add a row to {file}: " in problem.fix


def test_the_remedy_is_the_remedy(small):
    plant(small, "caseload", "C058", "population", "refugees in Medan")
    (problem,) = [p for p in check_base(small) if p.rule == "label-missing"]
    assert problem.fix == ("add a row to data/labels.csv: population, refugees in Medan, "
                           "label_id, label_en")
    write(small, "labels", list(rows(small, "labels")[0]), [
        row for row in rows(small, "labels") if row["column"] != "population"])
    append(small, "labels", column="population", value="refugees in Medan",
           label_id="pengungsi luar negeri di Medan", label_en="refugees in Medan")
    assert check_base(small) == []


def test_a_place_that_is_no_country_province_or_district_needs_a_label(small):
    cells = (("O03292", "destination", "MYS; Atlantis"), ("O03293", "origin", "Middle Earth"),
             ("O00428", "area", "Utopia"))
    places = [plant(small, "observations", *cell) for cell in cells]
    assert sorted(found(small)) == sorted(places)


def test_a_part_by_sex_and_age_needs_a_label(small):
    plant(small, "caseload", "C058", "sex", "female")
    file, line, _ = plant(small, "caseload", "C058", "age", "18-24")
    assert (file, line, "age") in found(small)


def test_a_detail_needs_a_label_for_each_pair_or_as_a_whole(small):
    detail = "what=raid; form=forced labour"
    file, line, _ = plant(small, "observations", "O03842", "detail", detail)
    assert found(small) == [(file, line, "detail")]
    append(small, "labels", column="detail", value=detail,
           label_id="penggerebekan", label_en="raids")
    assert found(small) == []


def test_a_place_in_a_source_needs_a_label_where_no_words_are_known(small):
    plant(small, "evidence", "E0001", "locator", "para. 1-2; section 'On recruitment'")
    assert found(small) == []
    file, line, _ = plant(small, "evidence", "E0001", "locator", "behind the second door")
    assert found(small) == [(file, line, "locator")]


def test_a_correction_brings_a_value_that_needs_a_label(small):
    (row,) = [row for row in rows(ROOT, "corrections") if row["correction_id"] == "K001"]
    write(small, "corrections", list(row), [
        row | {"row_id": "O03842", "column": "reported_by", "expect": "Polri",
               "corrected": "Polri Baru"}])
    assert found(small) == [("data/corrections.csv", 2, name) for name in ("column", "corrected")]


@pytest.mark.parametrize(("column", "value"), [
    ("verdict", "thin"), ("scenario", "period"), ("source_class", "book"), ("language", "en")])
def test_what_the_analysis_computes_needs_a_label(small, column, value):
    write(small, "labels", list(rows(small, "labels")[0]), [
        row for row in rows(small, "labels") if (row["column"], row["value"]) != (column, value)])
    (problem,) = check_base(small)
    assert (problem.file, problem.message) == (FILE, f"'{value}' has no label")


@pytest.mark.parametrize("column", ["population", "verdict", "no_such_column"])
def test_a_label_that_no_value_has_is_a_problem(small, column):
    file, line = append(small, "labels", column=column, value="nobody", label_id="tiada",
                        label_en="nobody")
    assert [(p.file, p.row, p.column) for p in check_base(small)] == [(file, line, "value")]


def test_a_label_stands_in_both_languages_and_once(small):
    file, line = append(small, "labels", column="verdict", value="thin", short_id="tipis")
    problems = check_base(small)
    assert {(p.file, p.row) for p in problems} == {(file, line)}
    assert {p.rule for p in problems} == {"languages", "repeated-key"}


def test_labels_of_the_real_base(language):
    assert label("population", "refugees in Kupang", "id") == "pengungsi luar negeri di Kupang"
    assert labels("source_class", "en", "plural")["thesis"] == "theses"
    assert labels("relevance", language, "short")["core"] in ("inti", "core")
    assert labels("sex", language, "short") == labels("sex", language)  # no shorter one
    assert headings("actor_kind", "id")["ministry"] == "Kementerian"
    with pytest.raises(KeyError, match="add a row to data/labels.csv: verdict, splendid"):
        labels("verdict", language)["splendid"]
    with pytest.raises(KeyError, match="no label for 'thin'.*verdikt"):
        labels("verdikt", language)["thin"]


@pytest.mark.parametrize(("planted", "message"), [
    ({"population_scope": ""}, "the value is missing"),
    ({"population_scope": "national"}, "no table shows a national count in rank"),
    ({"population_scope": "database", "unit": "persons"}, "no table shows a database count"),
])
def test_a_count_that_no_table_would_show_is_a_problem(small, planted, message):
    for column, value in planted.items():
        place = plant(small, "caseload", "C058", column, value)
    problems = check_base(small)
    assert [p.message.startswith(message) for p in problems] == [True]
    assert (problems[0].file, problems[0].row) == place[:2]


def test_a_population_has_one_scope(small):
    file, line = append(small, "caseload", caseload_id="C999", population_scope="national",
                        unit="persons", measure="assisted")
    (problem,) = check_base(small)
    assert (problem.file, problem.row, problem.column) == (file, line, "population_scope")
    assert problem.expected == "other"


def test_a_national_count_in_new_words_is_counted():
    base = load(ROOT)
    row = base.caseload.index[base.caseload["population_scope"] == "national"][0]
    table = base.caseload.copy()
    table.loc[row, ["population", "unit", "sex", "age"]] = ["in new words", "persons", "", ""]
    new = replace(base, tables=ChainMap({"caseload": table}, base.tables))
    assert "in new words" in set(caseload.counts(new)["population"])


@pytest.mark.parametrize(("table", "column", "draw"), [
    ("activities", "programme", activities.in_period),
    ("activities", "relevance", activities.undated),
    ("role_answers", "answer", roles.answers),
    ("activity_chain", "stage", chain.touched),
    ("activity_actors", "role", actors.links),
    ("sources", "source_class", corpus.by_class),
    ("stances", "stance", findings.stances),
])
def test_rows_that_a_figure_would_not_show_are_an_error(table, column, draw):
    base = load_collected(ROOT) if table == "sources" else load(ROOT)
    rows = {table: base.tables[table].assign(**{column: "unknown"})}
    with pytest.raises(ValueError, match=f"{column} unknown .*rows would be missing"):
        draw(replace(base, coding="either", tables=ChainMap(rows, base.tables)))


@pytest.mark.parametrize(("field", "known"), [
    ("activities.programme", activities.PROGRAMMES), ("role_answers.answer", roles.POINTS),
    ("role_answers.question", roles.QUESTIONS),
    ("activities.relevance", activities.RELEVANCE), ("activity_actors.role", actors.ROLES),
    ("stances.stance", findings.STANCES), ("actors.kind", actor_figures.COLOURS),
    ("activity_chain.stage", chain.STAGES)])
def test_the_schema_lists_what_figures_know(field, known):
    assert set(FIELDS[field]["constraints"]["enum"]) == set(known)
