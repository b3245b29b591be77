"""Tables as spreadsheets save them: one problem with cause and remedy, and the form taken back."""

import csv
import io
import re
import shutil

import pytest
from check_data import append, plant, rows, write

from thesis.check import check_base
from thesis.check.restore import recount, restore

LOCATOR = "Türkiye – “para. 1”"
FILE = "data/observations.csv"
MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")


@pytest.fixture
def base(small_base, tmp_path):
    root = shutil.copytree(small_base, tmp_path / "base")
    plant(root, "observations", "O00896", "indicator", "victims_share")
    plant(root, "observations", "O00896", "unit", "percent")
    plant(root, "observations", "O00896", "value", "60.7")
    plant(root, "evidence", "E0001", "locator", LOCATOR)
    append(root, "labels", column="locator", value=LOCATOR, label_id=LOCATOR, label_en=LOCATOR)
    assert check_base(root) == []
    return root


def saved(root, name="observations", separator=",", encoding="utf-8", end="\n", change=None):
    """Save a table as a spreadsheet would, cells changed by `change(column, cell)`."""
    table = rows(root, name)
    lines = [[change(column, cell) if change else cell for column, cell in row.items()]
             for row in table]
    stream = io.StringIO()
    csv.writer(stream, delimiter=separator, lineterminator=end).writerows([list(table[0]), *lines])
    (root / f"data/{name}.csv").write_bytes(stream.getvalue().encode(encoding))


def decimal_comma(column, cell):
    return cell.replace(".", ",") if column == "value" else cell


FORMS = {
    "semicolons": (dict(separator=";", encoding="utf-8-sig", end="\r\n"),
                   "starts with a byte-order mark and is separated by semicolons"),
    "Unicode text": (dict(separator="\t", encoding="utf-16"),
                     "is in UTF-16 and is separated by tabs"),
    "Indonesian Excel": (dict(separator=";", encoding="cp1252", end="\r\n", change=decimal_comma),
                         "is separated by semicolons"),
    "decimal comma alone": (dict(change=decimal_comma), "'60,7' is not written plainly"),
}


ZIP, OLE = b"PK\x03\x04" + b"\0" * 40, b"\xd0\xcf\x11\xe0" + b"\0" * 40
OTHERS = {
    ZIP: "workbook", ZIP + b"xl/workbook.xml": "workbook", OLE: "workbook of an older Excel",
    ZIP + b"word/document.xml": "document of Word", b"%PDF-1.7": "PDF",
    ZIP + b"mimetypeapplication/vnd.oasis.opendocument.text": "document of LibreOffice",
    OLE + "WordDocument".encode("utf-16-le"): "document of an older Word",
    rb"{\rtf1 a}": "document in RTF"}


@pytest.mark.parametrize("form", FORMS)
def test_another_form_is_one_problem_and_is_taken_back(base, form):
    how, message = FORMS[form]
    before = (base / FILE).read_bytes()
    saved(base, **how)
    (problem,) = check_base(base)
    assert problem.file == FILE and message in problem.message
    assert list(restore(base)) == [FILE] and (base / FILE).read_bytes() == before
    assert list(restore(base)) == []


@pytest.mark.parametrize(("encoding", "message"), [
    ("cp1252", "is in Windows-1252 (byte 0xfc is not UTF-8)"), ("mac_roman", "is not UTF-8")])
def test_letters_of_windows_are_taken_back_those_of_others_are_not_guessed(base, encoding, message):
    path = base / "data/evidence.csv"
    before = path.read_bytes()
    saved(base, "evidence", encoding=encoding)
    (problem,) = check_base(base)
    assert (problem.file, problem.row) == ("data/evidence.csv", 2) and message in problem.message
    assert [*restore(base)] == (["data/evidence.csv"] if encoding == "cp1252" else [])
    assert (path.read_bytes() == before) == (encoding == "cp1252")


def test_line_ends_are_no_problem_and_empty_rows_and_columns_are_one(base):
    before = (base / FILE).read_bytes()
    for end in ("\r\n", "\r"):
        saved(base, end=end)
        assert check_base(base) == []
    text = before.decode()
    width = text.split("\n")[0].count(",") + 3
    surplus = text.replace("\n", ",,\n") + (width - 1) * "," + "\n" + (width - 1) * "," + "\n"
    (base / FILE).write_bytes(surplus.encode())
    (problem,) = check_base(base)
    assert "columns without a name and ends with empty rows" in problem.message
    assert list(restore(base)) == [FILE] and (base / FILE).read_bytes() == before


def turned(column, cell):
    year, *rest = cell.split("-")
    if column not in ("period_start", "period_end", "as_of") or not rest:
        return cell
    month = MONTHS[int(rest[0]) - 1]
    return f"{rest[1]}/{rest[0]}/{year}" if len(rest) == 2 else f"{month}-{year[2:]}"


CONVERSIONS = {
    "dates": (turned, "turned into a date of the spreadsheet"),
    "ids": (lambda column, cell: cell.lstrip("EO0") if column.endswith("_id") else cell,
            "an id without its letter or zeros"),
    "errors": (lambda column, cell: "#NAME?" if column == "method_note" else cell,
               "a formula or its error (first '#NAME?' in line 2, method_note)"),
    "powers of ten": (lambda column, cell: "1,23E+05" if column == "value" else cell,
                      "shortened to powers of ten"),
    "dates for numbers": (lambda column, cell: "12-Mei" if column == "value" else cell,
                          "turned into a date"),
}


@pytest.mark.parametrize("conversion", CONVERSIONS)
def test_converted_cells_are_one_problem_and_are_not_guessed(base, conversion):
    change, message = CONVERSIONS[conversion]
    saved(base, change=change)
    (problem,) = check_base(base)
    assert (problem.file, problem.rule) == (FILE, "conversion") and message in problem.message
    assert "restore the file from Git" in problem.fix
    assert list(restore(base)) == []


def test_a_note_that_was_cut_and_one_error_are_found_in_their_cells(base):
    places = {plant(base, "evidence", "E0001", "note_en", "x" * 32_767),
              plant(base, "observations", "O00896", "method_note", "#REF!")}
    assert {(p.file, p.row, p.column) for p in check_base(base)} == places


@pytest.mark.parametrize(("change", "row", "message"), [
    (lambda text: f"Tabel angka\n{text}", 1, "the first line is not the header"),
    (lambda text: text.replace(",", " , ").upper(), 1, "the first line is not the header"),
    (lambda text: f"<html>{text[:40]}", 1, "the first line is not the header"),
    (lambda text: f"{text}<<<<<<< HEAD\n{text}", -1, "Git left two versions here"),
    (lambda text: text.replace(",persons,", ",persons ,"), 0, "padded with spaces"),
    (lambda text: text.replace(",,", ",NaN,"), 0, "a program's word for an empty cell"),
])
def test_each_fault_of_a_whole_table_is_one_problem(base, change, row, message):
    before = (base / FILE).read_text("utf-8")
    (base / FILE).write_text(change(before), "utf-8")
    (problem,) = check_base(base)
    assert problem.file == FILE and message in problem.message and problem.fix
    assert problem.row == (row or problem.row if row >= 0 else before.count("\n") + 1)


def test_the_line_by_which_excel_names_the_separator_is_taken_back(base):
    before = (base / FILE).read_bytes()
    saved(base, separator=";", end="\r\n")
    (base / FILE).write_bytes(b"\xef\xbb\xbfsep=;\r\n" + (base / FILE).read_bytes())
    (problem,) = check_base(base)
    assert "starts with sep=; and is separated by semicolons" in problem.message
    assert list(restore(base)) == [FILE] and (base / FILE).read_bytes() == before


def test_workbooks_beside_and_instead_of_a_table(base):
    path = base / FILE
    shutil.copy(path, path.with_suffix(".xlsx"))
    assert [p.file for p in check_base(base)] == ["data/observations.xlsx"]
    path.unlink()
    (problem,) = check_base(base)
    assert (problem.file, "observations.xlsx" in problem.fix) == (FILE, True)
    path.with_suffix(".xlsx").unlink()
    for held, name in OTHERS.items():
        path.write_bytes(held)
        (problem,) = check_base(base)
        assert problem.message == f"the file is a {name}" and "CSV UTF-8" in problem.fix


def test_the_text_of_a_page_in_a_file_of_another_program_is_not_read(base):
    (base / "chapters").mkdir()
    for held, name in OTHERS.items():
        (base / "chapters" / "a.md").write_bytes(held)
        (problem,) = check_base(base)
        assert problem.message == f"the file is a {name}" and "as plain text" in problem.fix


def test_quotes_that_became_curly_are_one_problem(base):
    path, quotes = base / "data/evidence.csv", iter("“”" * 10_000)
    path.write_text(re.sub('"', lambda _: next(quotes), path.read_text("utf-8")), "utf-8")
    (problem,) = check_base(base)
    assert "between curly quotes" in problem.message and "straight" in problem.expected


def test_a_part_with_a_code_and_kinds_is_refused(base):
    assert plant(base, "parts", "F1a", "kinds", "opinion") in {
        (p.file, p.row, p.column) for p in check_base(base)}


def test_data_that_cannot_be_read_are_not_blamed_on_the_text(base):
    (base / "chapters").mkdir()
    (base / "chapters" / "a.md").write_text("{fact}`O00896` {cite:p}`nosuchsource`\n", "utf-8")
    (base / FILE).write_bytes(b"PK\x03\x04")
    assert [p.file for p in check_base(base)] == [FILE]


def test_series_that_two_branches_changed_are_counted_anew(base):
    table = rows(base, "series")
    before = (base / "data/series.csv").read_bytes()
    write(base, "series", list(table[0]), [row | {"notes": notes} for row in table
                                           for notes in ("4", "5")])
    assert list(recount(base)) == ["data/series.csv"]
    assert (base / "data/series.csv").read_bytes() == before and list(recount(base)) == []
