"""Check the corrections: each names a cell that is there, holds what it expects, and changes it."""

from collections.abc import Iterator
from dataclasses import replace

from frictionless import Schema

from thesis.check.figures import figure_problems
from thesis.check.files import Table, Tables
from thesis.check.problem import Problem, nearest, quoted
from thesis.corrections import APPLIED, KEYS, NAME, same

FILE = f"data/{NAME}.csv"
Row = dict[str, str]


def correction_problems(tables: Tables, package: dict) -> Iterator[Problem]:
    """Yield corrections of unknown or changed cells, of nothing, without ground in the note."""
    table = tables.get(NAME)
    if table is None or table.absent:
        return
    seen: dict[tuple[str, str, str], str] = {}
    sound = []
    for line, row in table.numbered():
        found = list(_problems(line, row, tables, package))
        cell = (row["table"], row["row_id"], row["column"])
        if cell in seen:
            found.append(_problem(line, "row_id", row, f"{seen[cell]} corrects the same cell",
                                  "one correction of a cell", "remove one of the two", "double"))
        seen.setdefault(cell, row["correction_id"])
        yield from found
        sound += [(line, row)] if not found and row["status"] == APPLIED else []
    yield from _consequences(sound, tables)


def _problem(line: int, column: str, row: Row, message: str, expected: str, fix: str,
             rule: str) -> Problem:
    return Problem(FILE, line, column, f"{row['correction_id']}: {message}", expected, fix,
                   f"correction-{rule}", row["correction_id"])


def _problems(line: int, row: Row, tables: Tables, package: dict) -> Iterator[Problem]:
    target = tables.get(row["table"])
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
    elif (cells := _row(target, row["row_id"])) is None:
        yield _problem(line, "row_id", row, f"{target.file} has no row {quoted(row['row_id'])}",
                       f"a {KEYS[row['table']]} of {target.file}", "mend the id, or remove the row",
                       "row")
    else:
        yield from _cell_problems(line, row, cells, tables, package)


def _row(target: Table, row_id: str) -> Row | None:
    key = KEYS[target.name]
    return next((cells for cells in target.rows if cells[key] == row_id), None)


def _cell_problems(line: int, row: Row, cells: Row, tables: Tables,
                   package: dict) -> Iterator[Problem]:
    if not same(cells[row["column"]], row["expect"]):
        yield _problem(line, "expect", row,
                       f"the cell holds {quoted(cells[row['column']])}, not "
                       f"{quoted(row['expect'])}", "what the cell holds now",
                       "look whether the correction is still needed, then mend or remove it",
                       "expect")
    if same(row["corrected"], row["expect"]):
        yield _problem(line, "corrected", row, "it corrects nothing",
                       "another value than it expects", "mend or remove the correction", "nothing")
    yield from _value_problems(line, row, tables, package)
    notes = {note["evidence_id"]: note["note_en"] for note in tables["evidence"].rows} \
        if "evidence" in tables else {}
    note = notes.get(cells.get("evidence_id", ""))
    if note is not None and row["said"].lower() not in note.lower():
        yield _problem(line, "said", row, f"note {cells['evidence_id']} does not say "
                       f"{quoted(row['said'])}", "words of its English note", "quote the note",
                       "said")


def _value_problems(line: int, row: Row, tables: Tables, package: dict) -> Iterator[Problem]:
    """Yield a corrected value that the schema of its column refuses, or that names no row."""
    schema = next(r["schema"] for r in package["resources"] if r["name"] == row["table"])
    field = Schema.from_descriptor(schema).get_field(row["column"])
    _, notes = field.create_cell_reader()(row["corrected"])
    for note in (notes or {}).values():
        yield _problem(line, "corrected", row, f"{quoted(row['corrected'])} cannot stand there",
                       note, "mend the value", "value")
    for key in schema.get("foreignKeys", []):
        other = tables.get(key["reference"]["resource"])
        if key["fields"] == [row["column"]] and other and row["corrected"]:
            (column,) = key["reference"]["fields"]
            if row["corrected"] not in {cells[column] for cells in other.rows}:
                yield _problem(line, "corrected", row,
                               f"{quoted(row['corrected'])} is not in {other.file}",
                               f"a {column} of {other.file}", "mend the value", "value")


def _consequences(sound: list[tuple[int, Row]], tables: Tables) -> Iterator[Problem]:
    """Yield what the applied corrections make wrong: units, ranges, doubles, parts."""
    changed = {row["table"] for _, row in sound}
    copies = {name: replace(table, rows=[dict(cells) for cells in table.rows])
              if name in changed else table for name, table in tables.items()}
    for _, row in sound:
        cells = _row(copies[row["table"]], row["row_id"])
        if cells is not None:
            cells[row["column"]] = row["corrected"]
    before = {(p.rule, p.key) for p in figure_problems(tables)}
    by_row = {row["row_id"]: (line, row) for line, row in sound}
    for problem in figure_problems(copies):
        if (problem.rule, problem.key) not in before:
            line, row = by_row.get(problem.key.split(":")[0], (0, {"correction_id": "corrections"}))
            yield _problem(line, "corrected", row, f"once applied, {problem.file} is wrong: "
                           f"{problem.message}", problem.expected, problem.fix, "consequence")

