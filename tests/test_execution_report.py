"""The page that reports how the book was computed says what the records and the lock file say."""

import re
from dataclasses import replace

import pytest
from built import page_of, printed

from nbrefresh.records import CHANGED, Record, read_records
from thesis.book.execution_report import PAGE, entry, package_versions, summary
from thesis.book.templates import macro
from thesis.project.paths import CODE as ROOT

RECORD = Record("c0", "e0", "id", {"data/a.csv": "0f", "b.py": "1e", "absent.cfg": ""}, {},
                ["pandas"], 2.55, "3.12.1")


@pytest.fixture(scope="module")
def records():
    return read_records(ROOT / "_build" / "work" / "id" / ".jupyter_cache")


@pytest.fixture(scope="module")
def rows():
    """The cells of the table of notebooks."""
    return [[cell.get_text() for cell in row.select("td")]
            for row in page_of(PAGE).select("table.execution-report tbody tr")]


@pytest.mark.built
def test_every_notebook_has_a_row_with_its_files(records, rows):
    files = sorted(sum(map(bool, record.files.values())) for record in records.values())
    assert sorted(int(row[2]) for row in rows) == files
    assert {row[5] for row in rows} == {record.python for record in records.values()}
    assert {row[1] for row in rows} == {"mutakhir"}


@pytest.mark.built
def test_the_files_are_listed_without_the_folder_of_the_machine(records):
    listed = {code.get_text() for code in page_of(PAGE).select("details code")}
    assert listed == {name for record in records.values()
                      for name, digest in record.files.items() if digest}
    assert all((ROOT / name).is_file() for name in listed)
    assert str(ROOT) not in str(page_of(PAGE))


@pytest.mark.built
def test_the_versions_are_those_of_the_lock_file():
    lock = (ROOT / "requirements.lock").read_text(encoding="utf-8")
    locked = set(re.findall(r"^([\w.-]+)==([^\s;]+)", lock, re.MULTILINE))
    assert set(package_versions(ROOT)) <= locked
    shown = [tuple(cell.get_text() for cell in row.select("td"))
             for row in page_of(PAGE).select("table.execution-packages tbody tr")]
    assert shown == package_versions(ROOT)


@pytest.mark.built
def test_print_has_the_report_without_what_differs_between_two_executions(rows):
    text = "\n".join(printed()[150:])
    for row in rows:
        assert f"mutakhir {row[2]} {row[5]}" in text
    assert "Modul dalam memori" not in text and "data/datapackage.json\n" not in text


@pytest.mark.parametrize(("language", "words"), [
    ("id", ["Hasil 1 di antaranya mutakhir", "berubah selama dijalankan"]),
    ("en", ["The results of 1 of them are current", "changed while it ran"])])
def test_a_result_whose_inputs_changed_while_it_ran_is_not_called_current(language, words):
    changed = replace(RECORD, files=RECORD.files | {"b.py": CHANGED})
    entries = [entry(name, record, language) | {"title": name, "uri": name}
               for name, record in (("one", RECORD), ("two", changed))]
    assert [one["files"] for one in entries] == [["b.py", "data/a.csv"]] * 2
    assert [one["changed"] for one in entries] == [[], ["b.py"]]
    html = macro("execution", "report", language, entries, summary(entries, language), [])
    assert all(word in html for word in words)
