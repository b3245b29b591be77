"""A small base cut from the real one, and ways to plant errors in it, for tests.

Every row of the small base is a row of ``data/``: the notes of the series satgas_2024, of the
activities A045, A061 and A068, note E2294 with its accepted oddity, and what these rest on.
"""

import csv
import json
import re
import shutil
from collections.abc import Iterable
from pathlib import Path

from thesis.base.series import matches
from thesis.check import check_base
from thesis.project.paths import CODE as ROOT

SERIES = ("satgas_2024",)
ACTIVITIES = ("A045", "A061", "A068")
NOTES = ("E0001", "E0005", "E0597", "E0860", "E2294", "E0756")
EXCLUDED = "wikipediandhuman"
ODDITIES = ("O00895:nationality", "O00897:nationality", "O03292:sex+age", "A068:title",
            "cgf:name")
LISTS = ("actors", "adjudication_rules", "codebook", "countries", "findings", "indicators",
         "labels", "parts", "provinces", "publishers")


def rows(root: Path, name: str) -> list[dict[str, str]]:
    """Return the rows of a table as mappings of text."""
    with (root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def write(root: Path, name: str, columns: list[str], table: list[dict[str, str]]) -> None:
    """Write a table with the given columns."""
    with (root / "data" / f"{name}.csv").open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, columns, lineterminator="\n")
        writer.writeheader()
        writer.writerows(table)


def cut_small_base(root: Path, series: Iterable[str] = SERIES,
                   notes: Iterable[str] = NOTES) -> Path:
    """Write the small base, or one of other series and notes, below `root` and return `root`."""
    (root / "data").mkdir(parents=True)
    shutil.copy(ROOT / "data" / "datapackage.json", root / "data")
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    tables = {r["name"]: rows(ROOT, r["name"]) for r in package["resources"]}
    activities = [row for row in tables["activities"] if row["activity_id"] in ACTIVITIES]
    kept = [row for row in tables["series"] if row["series_id"] in series]
    notes = {note for row in activities for note in row["evidence_ids"].split()} | set(notes)
    figures = tables["observations"]
    notes |= {found["evidence_id"] for row in kept for found in matches(
        row["indicators"].split(), row["filter"], figures, figures[0])}
    evidence = [row for row in tables["evidence"] if row["evidence_id"] in notes]
    sources = {row["source"] for row in evidence} | {EXCLUDED}
    sources |= {source for row in activities for source in row["sources"].split()}
    for resource in package["resources"]:
        name, table = resource["name"], tables[resource["name"]]
        if name == "series":
            table = kept
        elif name not in LISTS:
            table = [row for row in table if _kept(name, row, notes, sources)]
        write(root, name, [field["name"] for field in resource["schema"]["fields"]], table)
    entries = re.split(r"(?m)^(?=@)", (ROOT / "references.bib").read_text(encoding="utf-8"))
    entries_kept = [e for e in entries[1:] if re.match(r"@\w+\{([^,]+)", e)[1] in sources]
    (root / "references.bib").write_text(entries[0] + "".join(entries_kept), encoding="utf-8")
    idle = {problem.key for problem in check_base(root) if problem.rule == "label-idle"}
    labels = [row for row in tables["labels"] if f"{row['column']}:{row['value']}" not in idle]
    write(root, "labels", list(labels[0]), labels)
    return root


def _kept(name: str, row: dict[str, str], notes: set[str], sources: set[str]) -> bool:
    if name in ("activities", "activity_actors"):
        return row["activity_id"] in ACTIVITIES
    if name == "accepted_oddities":
        return row["key"] in ODDITIES
    if name == "searches":
        return row["search_id"] < "Q0010"
    if name in ("recommendations", "corrections", "absences"):  # not in the small base
        return False
    if "evidence_id" in row:
        return row["evidence_id"] in notes
    return row.get("source") in sources


def line_of(root: Path, file: str, text: str) -> int:
    """Return the number of the first line of a file that holds `text`."""
    lines = (root / file).read_text(encoding="utf-8").splitlines()
    return next(number for number, line in enumerate(lines, 1) if text in line)


def plant(root: Path, name: str, key: str, column: str, value: str) -> tuple[str, int, str]:
    """Set a cell in the row that begins with `key`; return file, line and column.

    The value of a figure no longer stands in its note then, as its row comes to say.
    """
    table = rows(root, name)
    row = next(row for row in table if next(iter(row.values())) == key)
    row[column] = value
    if column == "value" and "stated_in" in row:
        row["stated_in"] = "source"
    write(root, name, list(row), table)
    with (root / "data" / f"{name}.csv").open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        line = 1
        for cells in reader:
            if cells[list(row).index(column)] == value and cells == list(row.values()):
                return f"data/{name}.csv", line, column
            line = reader.line_num + 1
    raise AssertionError("the planted row is not there")


def append(root: Path, name: str, **cells: str) -> tuple[str, int]:
    """Add a row like the last one but for `cells`; return file and line."""
    table = rows(root, name)
    write(root, name, list(table[0]), [*table, table[-1] | cells])
    return f"data/{name}.csv", len((root / f"data/{name}.csv").read_text("utf-8").splitlines())


def substitute(root: Path, file: str, old: str, new: str) -> int:
    """Replace the first `old` in a file; return its line."""
    text = (root / file).read_text(encoding="utf-8")
    assert old in text, old
    (root / file).write_text(text.replace(old, new, 1), encoding="utf-8")
    return text[: text.index(old)].count("\n") + 1
