"""Check the adjudications: every dispute that matters is settled.

Other rows replace a decision on which both passes agreed and erred (`BOTH_ERR`).
"""

from collections.abc import Iterator

import pandas as pd

from thesis.base.disputes import BOTH_ERR, COLUMNS, KEY, NOT_GIVEN, decided, differing, to_settle
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
    decisions = decided(frames)
    both, unsettled = _by_key(decisions), _by_key(to_settle(differing(decisions), frames))
    for line, row in tables[NAME].numbered():
        key = tuple(row[column] for column in KEY)
        unsettled.pop(key, None)
        yield from _problems(line, row, both.get(key, (*key, NOT_GIVEN, NOT_GIVEN)))
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


def _problems(line: int, row: Row, decision: tuple) -> Iterator[Problem]:
    sides = decision[len(KEY):]
    agree, err = sides[0] == sides[1], row["rule"] == BOTH_ERR
    if agree and not err:
        yield _problem(line, "item", row, f"A and B do not differ on {row['item']} of this note",
                       f"a dispute between the passes, or rule {BOTH_ERR}",
                       "mend table, note and item, or remove the row", "idle")
        return
    for column, value in zip(("coder_a", "coder_b"), sides, strict=True):
        if row[column] != value:
            yield _problem(line, column, row, f"the coding is {quoted(value)}, not "
                           f"{quoted(row[column])}", "what the table says now",
                           "read the note again and decide anew", "expect")
    if not err and row["decision"] not in sides:
        yield _problem(line, "decision", row, f"{quoted(row['decision'])} is neither side",
                       " or ".join(sides), "write one of the two", "decision")
    if err and (not agree or row["decision"] in sides):
        yield _problem(line, "decision", row, f"{BOTH_ERR} needs a decision that neither pass made",
                       "another one than both made alike", "mend the decision or the rule",
                       "decision")


def _problem(line: int, column: str, row: Row, message: str, expected: str, fix: str,
             rule: str) -> Problem:
    key = ":".join(row[name] for name in KEY)
    return Problem(FILE, line, column, f"{row['evidence_id']}: {message}", expected, fix,
                   f"adjudication-{rule}", key)
