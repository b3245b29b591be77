"""``thesis add note`` and ``thesis add figure``: a row with a new id, checked, then kept."""

from pathlib import Path

from thesis.author import Refused
from thesis.author.ask import ASK, gather
from thesis.author.fields import row_fields
from thesis.author.files import appended, csv_text, keep, new_id, read_rows
from thesis.base.series import recounted


def add_note(root: Path, given: dict[str, str | None], ask: ASK | None) -> str:
    """Append a note and return its id; Refused where the check does not accept it."""
    values = gather(row_fields(root, "evidence"), given, ask)
    ids = [row["evidence_id"] for row in read_rows(root, "evidence")]
    row = {"evidence_id": new_id("E", 6, values, ids), **values}
    keep(root, appended(root, "evidence", row))
    return row["evidence_id"]


def add_figure(root: Path, given: dict[str, str | None],
               ask: ASK | None) -> tuple[str, list[str]]:
    """Append a figure that hangs on a note; return its id and the ready series that it joins.

    Source and unit follow from note and indicator. The counts of the series that it joins grow
    with it. Refused where the check does not accept the result.
    """
    values = gather(row_fields(root, "observations"), given, ask)
    rows = read_rows(root, "observations")
    row = {"observation_id": new_id("O", 7, values, [r["observation_id"] for r in rows]), **values,
           "source": _look_up(root, "evidence", "evidence_id", values, "source"),
           "unit": _look_up(root, "indicators", "indicator", values, "unit")}
    table = read_rows(root, "series")
    grown = recounted(table, [*rows, row])
    joined = [new["series_id"] for old, new in zip(table, grown, strict=False) if old != new]
    series = {"data/series.csv": csv_text(list(table[0]), grown)} if joined else {}
    keep(root, appended(root, "observations", row) | series)
    return row["observation_id"], joined


def _look_up(root: Path, table: str, key: str, values: dict[str, str], column: str) -> str:
    for row in read_rows(root, table):
        if row[key] == values[key]:
            return row[column]
    raise Refused(f"--{key.replace('_', '-')}: {values[key]!r} is not in data/{table}.csv")
