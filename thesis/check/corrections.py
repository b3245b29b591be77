"""Check the corrections: each names a cell that is there, holds what it expects, and changes it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from frictionless import Field

from thesis.base.corrections import APPLIED, KEYS, NAME, same
from thesis.base.numerals import PLAIN
from thesis.check.figures import figure_problems
from thesis.check.files import Row, Tables
from thesis.check.problem import Problem, nearest, quoted
from thesis.check.schema import NUMERIC

FILE = f"data/{NAME}.csv"


class _Base(NamedTuple):
    """What corrections are held against: tables, package, places of rows by id, English notes."""

    tables: Tables
    package: dict
    places: dict[str, dict[str, list[int]]]
    notes: dict[str, str]


def correction_problems(tables: Tables, package: dict) -> Iterator[Problem]:
    """Yield corrections of unknown or changed cells, of nothing, without ground in the note."""
    table = tables.get(NAME)
    if table is None or table.absent:
        return
    base = _base(tables, package, set(table.column("table")))
    seen: dict[tuple[str, str, str], str] = {}
    sound = []
    for line, row in table.numbered():
        found = list(_problems(line, row, base))
        cell = (row["table"], row["row_id"], row["column"])
        if cell in seen:
            found.append(_problem(line, "row_id", row, f"{seen[cell]} corrects the same cell",
                                  "one correction of a cell", "remove one of the two", "double"))
        seen.setdefault(cell, row["correction_id"])
        yield from found
        if not found and row["status"] == APPLIED and row["table"] in base.places:
            sound.append((line, row))
    yield from _consequences(sound, base)


def _base(tables: Tables, package: dict, names: set[str]) -> _Base:
    """Return the tables with what is looked up in those of these names."""
    known = [table for name, table in tables.items() if name in names & {*KEYS}]
    notes = tables.get("evidence")
    texts = zip(notes.column("evidence_id"), notes.column("note_en"), strict=True) if notes else ()
    return _Base(tables, package, {table.name: table.places(KEYS[table.name]) for table in known},
                 dict(texts))


def _problem(line: int, column: str, row: Row, message: str, expected: str, fix: str,
             rule: str) -> Problem:
    return Problem(FILE, line, column, f"{row['correction_id']}: {message}", expected, fix,
                   f"correction-{rule}", row["correction_id"])


def _problems(line: int, row: Row, base: _Base) -> Iterator[Problem]:
    target = base.tables.get(row["table"])
    if row["table"] not in KEYS:
        near = nearest(row["table"], KEYS)
        yield _problem(line, "table", row, f"{quoted(row['table'])} is no table to correct",
                       "one of " + ", ".join(KEYS), f"write {near}" if near else "mend the name",
                       "table")
    elif target is None or target.absent:
        return  # reported elsewhere
    elif row["column"] not in target.columns:
        near = nearest(row["column"], target.columns)
        yield _problem(line, "column", row, f"{target.file} has no column {quoted(row['column'])}",
                       "one of its columns", f"write {near}" if near else "mend the name", "column")
    elif row["row_id"] not in (places := base.places[row["table"]]):
        yield _problem(line, "row_id", row, f"{target.file} has no row {quoted(row['row_id'])}",
                       f"one of its {KEYS[row['table']]}s", "mend the id, or remove the row",
                       "row")
    else:
        cells = target.row(places[row["row_id"]][0])
        yield from _cell_problems(line, row, cells, base)


def _cell_problems(line: int, row: Row, cells: Row, base: _Base) -> Iterator[Problem]:
    if not same(cells[row["column"]], row["expect"]):
        yield _problem(line, "expect", row,
                       f"the cell holds {quoted(cells[row['column']])}, not "
                       f"{quoted(row['expect'])}", "what the cell holds now",
                       "look whether the correction is still needed, then mend or remove it",
                       "expect")
    if same(row["corrected"], row["expect"]):
        yield _problem(line, "corrected", row, "it corrects nothing",
                       "another value than it expects", "mend or remove the correction", "nothing")
    yield from _value_problems(line, row, base)
    note = base.notes.get(cells.get("evidence_id", ""))
    if note is not None and row["said"].lower() not in note.lower():
        yield _problem(line, "said", row, f"note {cells['evidence_id']} does not say "
                       f"{quoted(row['said'])}", "words of its English note", "quote the note",
                       "said")


def _value_problems(line: int, row: Row, base: _Base) -> Iterator[Problem]:
    """Yield a corrected value that the schema of its column refuses, or that names no row."""
    schema = next(r["schema"] for r in base.package["resources"] if r["name"] == row["table"])
    field = Field.from_descriptor(
        next(spec for spec in schema["fields"] if spec["name"] == row["column"]))
    _, notes = field.create_cell_reader()(row["corrected"])
    if field.type in NUMERIC and row["corrected"] and not PLAIN.fullmatch(row["corrected"]):
        notes = {"number": "a number in digits, with a point only before decimals"}
    for note in (notes or {}).values():
        yield _problem(line, "corrected", row, f"{quoted(row['corrected'])} cannot stand there",
                       note, "mend the value", "value")
    for key in schema.get("foreignKeys", []):
        other = base.tables.get(key["reference"]["resource"])
        if key["fields"] == [row["column"]] and other and row["corrected"]:
            (column,) = key["reference"]["fields"]
            if row["corrected"] not in other.column(column):
                yield _problem(line, "corrected", row,
                               f"{quoted(row['corrected'])} is not in {other.file}",
                               f"one that {other.file} has as {column}", "mend the value", "value")


def _consequences(sound: list[tuple[int, Row]], base: _Base) -> Iterator[Problem]:
    """Yield what the applied corrections make wrong: units, ranges, doubles, parts."""
    changed = {row["table"] for _, row in sound}
    copies = {name: replace(table, cells=list(table.cells)) if name in changed else table
              for name, table in base.tables.items()}
    for _, row in sound:
        copy, place = copies[row["table"]], base.places[row["table"]][row["row_id"]][0]
        changed_row = copy.row(place) | {row["column"]: row["corrected"]}
        copy.cells[place] = tuple(changed_row.values())
    before = {(p.rule, p.key) for p in figure_problems(base.tables)}
    by_row = {row["row_id"]: (line, row) for line, row in sound}
    for problem in figure_problems(copies):
        if (problem.rule, problem.key) not in before:
            line, row = by_row.get(problem.key.split(":")[0], (0, {"correction_id": "corrections"}))
            yield _problem(line, "corrected", row, f"once applied, {problem.file} is wrong: "
                           f"{problem.message}", problem.expected, problem.fix, "consequence")

