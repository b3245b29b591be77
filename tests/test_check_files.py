"""`thesis check` survives files that no table can be read from, and finds many errors at once."""

import json
import shutil

import pytest
from check_data import append, line_of, plant, rows, substitute, write

from thesis.check import check_base

EVIDENCE = "data/evidence.csv"
BIB = "references.bib"


@pytest.fixture
def base(small_base, tmp_path):
    return shutil.copytree(small_base, tmp_path / "base")


def places(problems):
    return [(p.file, p.row, p.column) for p in problems]


@pytest.mark.parametrize("file", [EVIDENCE, "data/observations.csv", "data/datapackage.json", BIB])
@pytest.mark.parametrize(("content", "message"), [
    (None, "the file is missing"), (b"", "the file is empty"), (b"\n\n", "the file is empty"),
])
def test_a_missing_or_empty_file_is_the_only_problem(base, file, content, message):
    if content is None:
        (base / file).unlink()
    else:
        (base / file).write_bytes(content)
    problems = [p for p in check_base(base) if p.rule != "accepted-nothing"]
    assert [(p.file, p.row, p.message) for p in problems] == [(file, 0, message)]


@pytest.mark.parametrize("file", [EVIDENCE, BIB, "data/datapackage.json"])
def test_a_byte_order_mark_is_found_and_the_rest_still_read(base, file):
    data = (base / file).read_bytes()
    (base / file).write_bytes(b"\xef\xbb\xbf" + data)
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == (file, 1)
    assert "byte-order mark" in problem.message


@pytest.mark.parametrize("file", [EVIDENCE, BIB])
def test_bytes_that_are_not_utf8_are_found_by_line(base, file):
    lines = (base / file).read_bytes().split(b"\n")
    lines[4] = lines[4][:-5] + "Türkiye".encode("latin-1") + lines[4][-5:]
    (base / file).write_bytes(b"\n".join(lines))
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == (file, 5)
    assert "byte 0xfc is not UTF-8" in problem.message


def test_a_nul_byte_is_found_by_line(base):
    lines = (base / EVIDENCE).read_bytes().split(b"\n")
    lines[2] += b"\0"
    (base / EVIDENCE).write_bytes(b"\n".join(lines))
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == (EVIDENCE, 3)
    assert "NUL" in problem.message


def test_a_quote_that_never_closes_is_found_where_its_row_begins(base):
    line = substitute(base, EVIDENCE, "E0005,diswayndwni,", 'E0005,diswayndwni,"')
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == (EVIDENCE, line)
    assert "cannot be read" in problem.message


@pytest.mark.parametrize(("old", "new", "cells"), [
    ("Q0003,", "Q0003,surplus,", 9), ("archived web pages,8,7,7", "archived web pages,8,7", 7),
])
def test_a_row_of_the_wrong_length_is_found(base, old, new, cells):
    line = substitute(base, "data/searches.csv", old, new)
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == ("data/searches.csv", line)
    assert f"the row has {cells} cells" in problem.message


def test_a_blank_line_is_found(base):
    line = substitute(base, "data/searches.csv", "\nQ0003", "\n\nQ0003") + 1
    assert places(check_base(base)) == [("data/searches.csv", line, "")]


@pytest.mark.parametrize(("table", "column"), [
    ("evidence", "locator"), ("evidence", "evidence_id"), ("observations", "sex"),
    ("publishers", "publisher"), ("activities", "women"), ("indicators", "unit"),
])
def test_a_missing_column_is_the_only_problem(base, table, column):
    kept = [name for name in rows(base, table)[0] if name != column]
    write(base, table, kept, [{c: r[c] for c in kept} for r in rows(base, table)])
    problems = [p for p in check_base(base) if p.rule != "accepted-nothing"]
    assert places(problems) == [(f"data/{table}.csv", 1, column)]


def test_a_surplus_and_a_doubled_column_are_found(base):
    substitute(base, "data/provinces.csv", "name_en,aliases", "name_en,name_en")
    problems = check_base(base)
    assert [(p.row, p.column, p.message) for p in problems if p.file == "data/provinces.csv"] == [
        (1, "aliases", "the column is missing"), (1, "name_en", "the column stands 2 times")]
    substitute(base, "data/provinces.csv", "name_en,name_en", "name_en,colour")
    assert {p.column for p in check_base(base)} == {"aliases", "colour"}


def test_a_table_that_is_not_described_is_found(base):
    (base / "data" / "notes.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    assert places(check_base(base)) == [("data/notes.csv", 0, "")]


def test_rows_pasted_in_by_mistake_are_reported_up_to_a_limit(base):
    lines = (base / "data/codings.csv").read_bytes().split(b"\n")
    (base / "data/codings.csv").write_bytes(b"\n".join(lines[:1] + lines[1:2] * 6_000 + [b""]))
    problems = [p for p in check_base(base) if p.file == "data/codings.csv"]
    assert len(problems) == 5_001
    assert "stands here a second time" in problems[-1].message
    assert problems[0].message == "more than 5000 problems"


def test_a_broken_data_package_is_found_by_line(base):
    line = substitute(base, "data/datapackage.json", '"resources": [', '"resources": [,')
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == ("data/datapackage.json", line)


@pytest.mark.parametrize("damage", [
    lambda p: p.pop("resources"), lambda p: p["resources"][0].pop("schema"),
    lambda p: p["resources"][0].update(path="../../etc/passwd"), lambda p: p.pop("collected"),
    lambda p: p["resources"][0]["schema"]["fields"][0].update(type="hexagon"),
    lambda p: p["resources"][0]["schema"].update(primaryKey=["nosuch"]),
    lambda p: p["resources"][1]["schema"]["foreignKeys"][0].update(fields=["nosuch"]),
])
def test_a_data_package_without_sense_is_a_problem_not_an_error(base, damage):
    path = base / "data" / "datapackage.json"
    package = json.loads(path.read_text("utf-8"))
    damage(package)
    path.write_text(json.dumps(package), encoding="utf-8")
    assert {p.file for p in check_base(base)} == {"data/datapackage.json"}


def test_nothing_at_all_is_a_list_of_problems(tmp_path):
    assert places(check_base(tmp_path)) == [("data/datapackage.json", 0, ""), (BIB, 0, "")]


def test_twenty_errors_at_once_are_all_found(base):
    expected = [
        plant(base, "activities", "A045", "programme", "training"),
        plant(base, "activities", "A061", "end", "2023-06-30"),
        plant(base, "activities", "A068", "sources", "nosuchsource"),
        plant(base, "codebook", "country_source", "parent", "country_rule"),
        plant(base, "codebook", "country_transit", "label_en", ""),
        plant(base, "evidence", "E0001", "date_of_fact", "2023-13"),
        plant(base, "evidence", "E0005", "note_id", ""),
        plant(base, "findings", "F2", "finding_id", "F1"),
        plant(base, "observations", "O00896", "value", "many"),
        plant(base, "observations", "O03293", "area", "NTT"),
        plant(base, "observations", "O03294", "indicator", "suspects"),
        plant(base, "provinces", "Bali", "code", "BA"),
        plant(base, "publishers", "Wikipedia", "country", "ZZZ"),
        plant(base, "searches", "Q0002", "hits", "eight"),
        plant(base, "series", "satgas_2024", "notes", "2"),
        (*append(base, "stances", stance="doubts"), "stance"),
        (BIB, substitute(base, BIB, "issuer = {Teropong Media}", "issuer = {Teropong}"), "issuer"),
        (BIB, substitute(base, BIB, "url = {https://en.wiki", "url = {en.wiki"), "url"),
        ("data/excluded_sources.csv", 2, "source"),
        ("data/judgements.csv", 1, "kind"),
    ]
    substitute(base, BIB, "keywords = {news_report, excluded}", "keywords = {news_report}")
    substitute(base, "data/judgements.csv", "about_iom,kind", "about_iom,sort")
    found = set(places(check_base(base)))
    assert found >= set(expected)
    # beyond the twenty: the surplus column, the label in one language, the key added twice, the
    # part whose statement was renamed
    assert found - set(expected) <= {
        ("data/parts.csv", line_of(base, "data/parts.csv", "F2,F2"), "finding_id"),
        ("data/judgements.csv", 1, "sort"),
        ("data/stances.csv", line_of(base, "data/stances.csv", "doubts"), "evidence_id")}
