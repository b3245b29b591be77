"""The journal of a coder: one line for each decision, appended at once and never changed.

What the coder has decided follows from the lines alone; the rows in ``data/`` are written from it
anew whenever a note is finished or reopened, so that a session may be killed at any point.
"""

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from thesis.analysis.reliability import FIELDS
from thesis.author.files import Row, csv_text, read_rows
from thesis.project.files import write_whole

STEPS = (*FIELDS, "codes", "stances")
SKIP, UNDO = "skip", "undo"
TABLES = {"judgements": ("evidence_id", "coder", *FIELDS),
          "codings": ("evidence_id", "coder", "code"),
          "stances": ("evidence_id", "coder", "finding_id", "stance")}
Answer = str | list[str]


@dataclass
class State:
    """What a journal amounts to: the answers to each note, the order of the steps, skipped notes.

    A note is in `skipped` as often as it was skipped; `touched` holds each that was ever answered.
    """

    answers: dict[str, dict[str, Answer]] = field(default_factory=dict)
    steps: list[tuple[str, str]] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    touched: set[str] = field(default_factory=set)

    def done(self) -> list[str]:
        """Return the notes with an answer to every step, in the order of their first answers."""
        return [note for note, given in self.answers.items() if len(given) == len(STEPS)]


def path_of(root: Path, coder: str) -> Path:
    """Return where the journal of a coder is."""
    return root / "data" / f"coding_{coder}.jsonl"


def read(path: Path) -> State:
    """Return what the journal says; a last line that a killed session left unfinished is cut off.

    Raises ValueError, with the number of the line, for a line that is no event.
    """
    state = State()
    if not path.exists():
        return state
    data = path.read_bytes()
    whole = data[: data.rfind(b"\n") + 1]
    if whole != data:
        with path.open("r+b") as file:
            file.truncate(len(whole))
    for number, line in enumerate(whole.decode("utf-8").splitlines(), 1):
        try:
            event = json.loads(line)
            apply(state, event["step"], event.get("note", ""), event.get("value", ""))
        except (KeyError, TypeError, json.JSONDecodeError) as error:
            raise ValueError(f"{path.name}:{number}: no event of a journal ({error})") from error
    return state


def append(path: Path, state: State, step: str, note: str = "", value: Answer = "") -> None:
    """Write one decision to the disk, then apply it to the state."""
    event: dict[str, Answer] = {"at": datetime.now(UTC).isoformat(timespec="seconds"),
                                "step": step}
    event |= {"note": note} if note else {}
    event |= {"value": value} if step in STEPS else {}
    with path.open("ab") as file:
        file.write((json.dumps(event, ensure_ascii=False) + "\n").encode("utf-8"))
        file.flush()
        os.fsync(file.fileno())
    apply(state, step, note, value)


def apply(state: State, step: str, note: str, value: Answer) -> None:
    """Change the state by one event; undo takes back the last answer or skip."""
    if step == UNDO:
        _take_back(state)
    elif step == SKIP:
        state.skipped.append(note)
        state.steps.append((note, SKIP))
    elif step in STEPS:
        state.answers.setdefault(note, {})[step] = value
        state.touched.add(note)
        state.steps.append((note, step))
    else:
        raise KeyError(step)


def _take_back(state: State) -> None:
    if not state.steps:
        return
    note, step = state.steps.pop()
    if step == SKIP:
        last = len(state.skipped) - 1 - state.skipped[::-1].index(note)
        del state.skipped[last]
        return
    del state.answers[note][step]
    if not state.answers[note]:
        del state.answers[note]


def rows_of(state: State, coder: str) -> dict[str, list[Row]]:
    """Return the rows of the finished notes in each of `TABLES`."""
    rows: dict[str, list[Row]] = {name: [] for name in TABLES}
    for note in sorted(state.done()):
        given, who = state.answers[note], {"evidence_id": note, "coder": coder}
        rows["judgements"].append(who | {name: str(given[name]) for name in FIELDS})
        rows["codings"] += [who | {"code": code} for code in given["codes"]]
        rows["stances"] += [who | dict(zip(("finding_id", "stance"), pair.split(":"), strict=True))
                            for pair in given["stances"]]
    return rows


def synchronise(root: Path, state: State, coder: str) -> None:
    """Make the tables hold what the journal says about the notes that it touched.

    Rows of other coders and of notes that the journal does not know stay as they are; a table
    that is right already is not written.
    """
    for name, own in rows_of(state, coder).items():
        present = read_rows(root, name)
        kept = [row for row in present
                if row["coder"] != coder or row["evidence_id"] not in state.touched]
        if not _same(present, [*kept, *own]):
            write_whole(root / "data" / f"{name}.csv", csv_text(TABLES[name], [*kept, *own]))


def _same(first: Sequence[Row], second: Sequence[Row]) -> bool:
    return list(first) == list(second)
