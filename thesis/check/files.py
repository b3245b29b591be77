"""Read the files of the base safely: bytes first, then CSV; every fault becomes a problem."""

import csv
import io
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from thesis.check.problem import Problem, quoted

MAX_LINES = 200_000
CHUNK = 1 << 20
BOM = b"\xef\xbb\xbf"


@dataclass
class Table:
    """One CSV as its schema wants it: rows of text by column name, each with its line number.

    A column that the file lacks is in `absent` and empty in `rows`; a row of the wrong length is
    padded or cut and its line stands in `ragged`: neither is judged any further.
    """

    name: str
    file: str
    columns: list[str]
    rows: list[dict[str, str]] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)
    absent: set[str] = field(default_factory=set)
    ragged: set[int] = field(default_factory=set)

    def numbered(self) -> Iterator[tuple[int, dict[str, str]]]:
        """Return pairs of line number and row, without the rows of the wrong length."""
        pairs = zip(self.lines, self.rows, strict=True)
        return ((line, row) for line, row in pairs if line not in self.ragged)


Tables = dict[str, Table]


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None with the problem that keeps it from being read.

    A byte-order mark is reported and skipped; a file beyond `MAX_LINES` lines is not read.
    """
    if not path.is_file():
        return None, [Problem(file, 0, "", "the file is missing", "a file of this name",
                              "restore it from the last version in Git")]
    lines, nul = _scan(path)
    if lines > MAX_LINES:
        return None, [Problem(file, MAX_LINES + 1, "", f"the file has {lines:,} lines",
                              f"at most {MAX_LINES:,}", "look for rows pasted in by mistake")]
    if nul:
        return None, [Problem(file, nul, "", "the line holds a NUL byte", "plain text in UTF-8",
                              "save the file again as text in UTF-8, or restore it from Git")]
    data = path.read_bytes()
    problems = []
    if data.startswith(BOM):
        data = data[len(BOM):]
        problems.append(Problem(file, 1, "", "the file starts with a byte-order mark",
                                "UTF-8 without a byte-order mark", "save as UTF-8, not UTF-8-BOM"))
    if not data.strip():
        return None, [*problems, Problem(file, 0, "", "the file is empty", "a header and rows",
                                         "restore it from the last version in Git")]
    try:
        return data.decode("utf-8"), problems
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        byte = data[error.start]
        return None, [*problems, Problem(file, line, "", f"byte 0x{byte:02x} is not UTF-8",
                                         "text in UTF-8", "save the file again as UTF-8")]


def _scan(path: Path) -> tuple[int, int]:
    """Return the number of lines (not counted on beyond the first NUL) and the line of that NUL."""
    lines, last = 0, b"\n"
    with path.open("rb") as stream:
        while chunk := stream.read(CHUNK):
            at = chunk.find(b"\0")
            if at >= 0:
                return lines, lines + chunk.count(b"\n", 0, at) + 1
            lines += chunk.count(b"\n")
            last = chunk[-1:]
    return lines + (last != b"\n"), 0


def read_table(path: Path, file: str, name: str,
               columns: list[str]) -> tuple[Table | None, list[Problem]]:
    """Return one CSV with the columns of its schema, or None, and its structural problems."""
    text, problems = read_text(path, file)
    if text is None:
        return None, problems
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        header = next(reader)
    except csv.Error as error:
        return None, [*problems, _broken(file, 1, error)]
    problems += _header_problems(file, header, columns)
    if len(set(header)) != len(header) or not set(header) & set(columns):
        return None, problems
    table = Table(name, file, columns, absent=set(columns) - set(header))
    line = reader.line_num + 1
    try:
        for cells in reader:
            if len(cells) != len(header):
                table.ragged.add(line)
                problems.append(_ragged(file, line, header, cells))
            row = dict.fromkeys(columns, "")
            row.update((c, v) for c, v in zip(header, cells, strict=False) if c in row)
            table.rows.append(row)
            table.lines.append(line)
            line = reader.line_num + 1
    except csv.Error as error:
        return None, [*problems, _broken(file, line, error)]
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


def _broken(file: str, line: int, error: csv.Error) -> Problem:
    return Problem(file, line, "", f"the row that starts here cannot be read ({error})",
                   "text with commas, quotes or line breaks inside one pair of quotes",
                   'close the quotes; write a quote inside a text twice ("")')
