"""Find what spreadsheets make of cells: turned dates, months, errors, cut texts, changed ids."""

import re
from collections.abc import Iterator

from thesis.base.numerals import PLAIN, SIGNS, readings
from thesis.check.files import Table, Tables
from thesis.check.problem import Problem, quoted
from thesis.check.schema import NUMERIC
from thesis.check.text_files import RESTORE

LONGEST = 32_767  # characters that a cell of Excel holds
MANY = 3  # cells from which on the whole file was converted
DATE = re.compile(r"\d{1,4}[/.-]\d{1,2}[/.-]\d{2,4}|\d{1,2}[/ -][^\W\d]{3,9}([/ -]\d{2,4})?"
                  r"|[^\W\d]{3,9}[/ -]\d{2,4}|\d{4}-\d\d-\d\d[ T]\d\d:\d\d.*")
RIGHT_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
ERROR = re.compile(r"#(NAME\?|REF!|VALUE!|N/A|DIV/0!|NUM!|NULL!|#+)|Err:\d+|=[A-Z]+\(.*")
NOTHING = ("NaN", "nan", "NaT", "<NA>", "None", "NULL")
MISREAD = re.compile("[ÃÂ][\u0080-\u00bf]|â€")
SHORTENED = re.compile(r"-?\d([.,]\d+)?E[+-]?\d+", re.IGNORECASE)
SERIAL = re.compile(r"[34]\d{4}([.,]\d+)?")
DIGITS = re.compile(r"[A-Z]?\d+([.,]0+)?")
WORDS = {"date": "turned into a date of the spreadsheet", "error": "a formula or its error",
         "nothing": "a program's word for an empty cell",
         "misread": "UTF-8 read as Windows-1252", "padded": "padded with spaces",
         "shortened": "shortened to powers of ten, so that digits are lost",
         "cut": "cut at the longest text that a cell holds",
         "id": "an id without its letter or zeros", "comma": "a number with a decimal comma"}
UNSEEN = ("error", "shortened", "cut", "nothing", "misread")  # by the schema, in texts
FIX = ("restore the file from Git, import it into the spreadsheet with all columns as text, and "
       "repeat the change")


def conversion_problems(tables: Tables, package: dict, forms: set[str]) -> Iterator[Problem]:
    """Yield the cells that a spreadsheet converted, one problem for the file where they are many.

    Such a file, of which more may be wrong for the same reason, is taken out of `tables`. forms:
    files whose form is a problem already, with which decimal commas are restored.
    """
    for resource in package["resources"]:
        table = tables.get(resource["name"])
        if table is None:
            continue
        found = list(_converted(table, resource["schema"]["fields"]))
        kinds = {kind: (line, column, cell) for line, column, cell, kind in reversed(found)}
        if table.file in forms and {*kinds} == {"comma"}:
            del tables[resource["name"]]
            continue
        if len(found) >= MANY:
            del tables[resource["name"]]
            yield _many(table.file, len(found), kinds)
        for line, column, cell, kind in found if len(found) < MANY else ():
            if kind in UNSEEN:
                yield Problem(table.file, line, column, f"{quoted(cell)} is {WORDS[kind]}",
                              "the cell as it was", FIX, "conversion")


def _many(file: str, count: int, kinds: dict[str, tuple[int, str, str]]) -> Problem:
    what = "; ".join(f"{WORDS[kind]} (first {quoted(cell)} in line {line}, {column})"
                     for kind, (line, column, cell) in sorted(kinds.items()))
    return Problem(file, min(line for line, _, _ in kinds.values()), "",
                   f"a spreadsheet converted {count} cells: {what}", "the cells as they were",
                   RESTORE if {*kinds} == {"comma"} else FIX, "conversion")


def _converted(table: Table, fields: list[dict]) -> Iterator[tuple[int, str, str, str]]:
    """Yield (line, column, cell, kind of `WORDS`) of each cell that a spreadsheet converted."""
    for field in fields:
        cells = table.column(field["name"])
        kinds = {cell: kind for cell in set(cells) if cell and (kind := _kind(cell, field))}
        for line, cell in zip(table.lines, cells, strict=True) if kinds else ():
            if cell in kinds and line not in table.ragged:
                yield line, field["name"], cell, kinds[cell]


def _kind(cell: str, field: dict) -> str:
    """Return what happened to a cell, ``""`` where nothing did."""
    pattern = field.get("constraints", {}).get("pattern", "")
    dated = field.get("partialDate") or field["type"] == "date"
    if ERROR.fullmatch(cell):
        return "error"
    if cell in NOTHING:
        return "nothing"
    if MISREAD.search(cell):
        return "misread"
    if cell != cell.strip():
        return "padded"
    if SHORTENED.fullmatch(cell):
        return "shortened"
    if len(cell) >= LONGEST:
        return "cut"
    if (dated or field["type"] in NUMERIC) and not RIGHT_DATE.fullmatch(cell) and (
            DATE.fullmatch(cell) or dated and SERIAL.fullmatch(cell)):
        return "date"
    if field["type"] in NUMERIC and not PLAIN.fullmatch(cell) and re.fullmatch(SIGNS, cell):
        return "comma" if len(readings(cell)) == 1 else ""
    if re.match(r"\^[A-Z]\\d", pattern) and DIGITS.fullmatch(cell) and not re.match(pattern, cell):
        return "id"
    return ""
