"""Change files of the base: rows are appended to CSV, every write is atomic and checked first."""

import csv
import hashlib
import io
import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from thesis.author import Refused
from thesis.base.bibtex import pieces
from thesis.check import check_base
from thesis.check.problem import Problem
from thesis.project.files import write_whole

Row = dict[str, str]
BASE = ("data", "references.bib")


def read_rows(root: Path, table: str) -> list[Row]:
    """Return the rows of a table as text by column."""
    with (root / "data" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def csv_text(columns: Sequence[str], rows: Sequence[Mapping[str, str]], header: bool = True) -> str:
    """Return rows as CSV with LF, quoted only where needed, as the tables of the base are."""
    stream = io.StringIO()
    writer = csv.DictWriter(stream, columns, lineterminator="\n")
    if header:
        writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def appended(root: Path, table: str, row: Row) -> dict[str, str]:
    """Return {path: text} of a table with one more row; the other rows keep their bytes."""
    path = f"data/{table}.csv"
    text = _ended((root / path).read_bytes().decode("utf-8"))
    columns = next(csv.reader([text.split("\n", 1)[0]]))
    return {path: text + csv_text(columns, [row], header=False)}


def with_entry(bib: str, key: str, entry: str) -> str:
    """Return a BibTeX text with one more entry, behind the one with the greatest smaller key.

    Entries of two branches so rarely meet at one place, where git could not merge them.
    """
    before = [(start[2], piece) for start, piece in pieces(bib) if start[2] < key]
    piece = max(before)[1] if before else bib
    at = bib.index(piece) + len(piece.rstrip())
    return f"{bib[:at]}\n\n{entry}{bib[at:].removeprefix(chr(10))}"


def _ended(text: str) -> str:
    return text if text.endswith("\n") else text + "\n"


def keep(root: Path, changes: Mapping[str, str]) -> None:
    """Write the changes, {path below root: text}, in their order, if the check accepts them.

    Raises Refused, and writes nothing, where they bring a problem that was not there before.
    """
    problems = new_problems(root, changes)
    if problems:
        raise Refused("\n".join(map(str, problems)))
    for path, text in changes.items():
        write_whole(root / path, text)


@contextmanager
def staged(root: Path) -> Iterator[Path]:
    """Give a copy of the base below `root`, to be changed and thrown away."""
    with tempfile.TemporaryDirectory(prefix="thesis-") as folder:
        for part in BASE:
            copy = shutil.copytree if (root / part).is_dir() else shutil.copy
            copy(root / part, Path(folder, part))
        yield Path(folder)


def new_problems(root: Path, changes: Mapping[str, str]) -> list[Problem]:
    """Return what the check finds in the changed base and not in the present one."""
    with staged(root) as copied:
        present = None
        for path, text in changes.items():
            (copied / path).write_bytes(text.encode("utf-8"))
        found = check_base(copied)
        if found:
            for path in changes:
                shutil.copy(root / path, copied / path)
            present = check_base(copied)
    return [problem for problem in found if problem not in (present or [])]


def new_id(prefix: str, digits: int, row: Mapping[str, str], taken: Collection[str]) -> str:
    """Return an id that follows from what a row says, so that two branches choose different ones.

    Raises Refused where it is taken.
    """
    said = "\n".join(value for _, value in sorted(row.items()))
    number = int(hashlib.sha256(said.encode()).hexdigest(), 16) % 10**digits
    key = f"{prefix}{number:0{digits}d}"
    if key in taken:
        raise Refused(f"a row that says this is there already: {key}")
    return key
