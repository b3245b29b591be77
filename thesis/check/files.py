"""Read the tables of the base safely: every fault of a CSV becomes a problem."""

import csv
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from io import StringIO
from pathlib import Path

from thesis.check.problem import Problem, quoted
from thesis.check.text_files import Cause, decoded, form_problems

Row = dict[str, str]
QUOTES = ("“", "”", "„", "«")  # by which word processors replace straight ones
SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "bars"}


@dataclass
class Table:
    """One CSV as its schema wants it: the cells of each row, as text, and its line number.

    A column that the file lacks is in `absent` and empty in `cells`; a row of the wrong length is
    padded or cut and its line stands in `ragged`: neither is judged any further.
    """

    name: str
    file: str
    columns: list[str]
    cells: list[tuple[str, ...]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    ragged: set[int] = field(default_factory=set)

    @property
    def rows(self) -> Iterator[Row]:
        """Return the rows one by one, as text by column."""
        return map(self.row, range(len(self.cells)))

    def column(self, name: str) -> list[str]:
        """Return the cells of one column; KeyError where the schema has none of this name."""
        if name not in self.columns:
            raise KeyError(name)
        at = self.columns.index(name)
        return [cells[at] for cells in self.cells]

    def numbered(self) -> Iterator[tuple[int, Row]]:
        """Return pairs of line number and row, without the rows of the wrong length."""
        pairs = zip(self.lines, self.rows, strict=True)
        return ((line, row) for line, row in pairs if line not in self.ragged)

    def row(self, place: int) -> Row:
        """Return the row at a place in `cells`, as text by column."""
        return dict(zip(self.columns, self.cells[place], strict=True))

    def places(self, column: str) -> dict[str, list[int]]:
        """Return the places of the rows that have the same cell in a column, by that cell."""
        found: dict[str, list[int]] = {}
        for place, cell in enumerate(self.column(column)):
            found.setdefault(cell, []).append(place)
        return found


Tables = dict[str, Table]


def read_table(path: Path, file: str, name: str,
               columns: list[str]) -> tuple[Table | None, list[Problem]]:
    """Return one CSV with the columns of its schema, or None, and its structural problems."""
    text, causes, problems = decoded(path, file)
    if text is None:
        return None, problems + form_problems(file, causes)
    separator = separator_of(text, columns)
    if separator != ",":
        causes.append((1, f"is separated by {SEPARATORS[separator]}, not commas"))
    table, found = _read(StringIO(text, newline=""), Table(name, file, columns), separator, causes)
    return table, form_problems(file, causes) + found


def separator_of(text: str, columns: Collection[str]) -> str:
    """Return what stands between the cells of a table: the sign that finds most of its columns."""
    header = text.split("\n", 1)[0].rstrip("\r")
    return max((",", *SEPARATORS), key=lambda sign: len(
        {name.strip('"') for name in header.split(sign)} & {*columns}))


def _read(stream: Iterable[str], table: Table, separator: str,
          causes: list[Cause]) -> tuple[Table | None, list[Problem]]:
    """Return the table filled from the lines of its file; what is unusual joins the causes."""
    reader = csv.reader(stream, strict=True, delimiter=separator)
    problems: list[Problem] = []
    line = 1
    try:
        header = next(reader)
        unnamed = len(header) - len("\0".join(header).rstrip("\0").split("\0"))
        del header[len(header) - unnamed:]
        if 2 * len({*header} & {*table.columns}) < len(table.columns):
            return None, [Problem(table.file, 1, "", "the first line is not the header of this "
                                  "table", f"the columns {', '.join(table.columns)}",
                                  "restore the header as the first line, spelled like this")]
        problems += list(_header_problems(table.file, header, table.columns))
        if len(set(header)) != len(header):
            return None, problems
        table.absent = set(table.columns) - set(header)
        width, missing = len(header), [""]
        places = [header.index(c) if c in header else width for c in table.columns]
        line = reader.line_num + 1
        for cells in reader:
            if unnamed and not any(cells[width:]):
                del cells[width:]
            if len(cells) != width:
                if any(cell.startswith(QUOTES) and not cell.endswith(QUOTES) for cell in cells):
                    return None, [_curly(table.file, line)]
                table.ragged.add(line)
                problems.append(_ragged(table.file, line, header, cells))
                cells = (cells + missing * width)[:width]
            cells += missing
            table.cells.append(tuple([cells[place] for place in places]))
            table.lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        return None, [*problems, _broken(table.file, line, error)]
    causes += [(1, "has columns without a name")] if unnamed else []
    if len(table.cells) > 1 and not any(table.cells[-1] + table.cells[-2]):
        causes.append((1, "ends with empty rows"))
        while not any(table.cells[-1]):
            table.ragged.discard(table.lines.pop())
            table.cells.pop()
    return table, problems


def _header_problems(file: str, header: list[str], columns: list[str]) -> Iterator[Problem]:
    for column in columns:
        if column not in header:
            yield Problem(file, 1, column, "the column is missing", f"a column {column}",
                          "restore the column and its header")
    for column in sorted(set(header)):
        if header.count(column) > 1:
            yield Problem(file, 1, column, f"the column stands {header.count(column)} times",
                          "each column once", "remove or rename the other one")
        if column not in columns:
            yield Problem(file, 1, column, f"{quoted(column)} is no column of this table",
                          "the columns of data/datapackage.json",
                          "rename or remove the column, or describe it in data/datapackage.json")


def _ragged(file: str, line: int, header: list[str], cells: list[str]) -> Problem:
    if not cells:
        return Problem(file, line, "", "the line is blank", f"{len(header)} cells",
                       "remove the line")
    column = header[len(cells)] if len(cells) < len(header) else ""
    return Problem(file, line, column, f"the row has {len(cells)} cells", f"{len(header)} cells",
                   "look for a missing or surplus comma, or a text with commas and no quotes")


def _curly(file: str, line: int) -> Problem:
    return Problem(file, line, "", "a text stands between curly quotes, and its commas divide it",
                   'straight quotes (") around a text with commas', "restore the file from Git, or "
                   'write " for the quotes around each text, with autocorrection turned off',
                   "quotes")


def _broken(file: str, line: int, error: csv.Error) -> Problem:
    return Problem(file, line, "", f"the row that starts here cannot be read ({error})",
                   "text with commas, quotes or line breaks inside one pair of quotes",
                   'close the quotes; write a quote inside a text twice ("")')
