"""Check the adjudications: every dispute that matters is settled, and only disputes are."""

from collections.abc import Iterator

import pandas as pd

from thesis.base.disputes import COLUMNS, KEY, disputes, to_settle
from thesis.check.files import Row, Tables
from thesis.check.problem import Problem, quoted

NAME = "adjudications"
FILE = f"data/{NAME}.csv"
CODED = ("codings", "stances", "judgements", "codebook")


def adjudication_problems(tables: Tables) -> Iterator[Problem]:
    """Yield disputes without decision, decisions without dispute or for none of its sides."""
    needed = [tables.get(name) for name in (NAME, "evidence", "excluded_sources", *CODED)]
    if any(table is None or table.absent for table in needed):
        return  # reported elsewhere
    frames = {name: pd.DataFrame(tables[name].cells, columns=tables[name].columns)
              for name in CODED}
    found = disputes(frames)
    known, unsettled = _by_key(found), _by_key(to_settle(found, frames))
    for line, row in tables[NAME].numbered():
        key = tuple(row[column] for column in KEY)
        unsettled.pop(key, None)
        yield from _problems(line, row, known.get(key))
    out = set(tables["excluded_sources"].column("source"))
    notes = tables["evidence"]
    used = {note for note, source in zip(notes.column("evidence_id"), notes.column("source"),
                                         strict=True) if source not in out}
    for table, note, item, a, b in unsettled.values():
        if note in used:
            yield Problem(FILE, 0, "evidence_id", f"{note}: A and B differ on {item} ({table}: "
                          f"{a}, {b}) and nothing settles it", f"a row for {table}, {note}, {item}",
                          "read the note, add the decision with its reason", "adjudication-missing",
                          f"{table}:{note}:{item}")


def _by_key(found: pd.DataFrame) -> dict[tuple, tuple]:
    return {row[:len(KEY)]: row for row in found[COLUMNS].itertuples(index=False, name=None)}


def _problems(line: int, row: Row, dispute: tuple | None) -> Iterator[Problem]:
    if dispute is None:
        yield _problem(line, "item", row, f"A and B do not differ on {row['item']} of this note",
                       "a dispute between the passes",
                       "mend table, note and item, or remove the row", "idle")
        return
    for column, value in zip(("coder_a", "coder_b"), dispute[3:], strict=True):
        if row[column] != value:
            yield _problem(line, column, row, f"the coding is {quoted(value)}, not "
                           f"{quoted(row[column])}", "what the table says now",
                           "read the note again and decide anew", "expect")
    if row["decision"] not in dispute[3:]:
        yield _problem(line, "decision", row, f"{quoted(row['decision'])} is neither side",
                       f"{dispute[3]} or {dispute[4]}", "write one of the two", "decision")


def _problem(line: int, column: str, row: Row, message: str, expected: str, fix: str,
             rule: str) -> Problem:
    key = ":".join(row[name] for name in KEY)
    return Problem(FILE, line, column, f"{row['evidence_id']}: {message}", expected, fix,
                   f"adjudication-{rule}", key)
