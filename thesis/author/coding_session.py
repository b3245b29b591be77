"""``thesis code``: a person codes notes at the terminal, blind to other codes: first those that
nobody coded yet, then those that decide on the statements about IOM, then those of the sample.

Each answer goes to the journal (`thesis.author.journal`) before the next question is asked.
"""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from thesis.analysis.reliability import FIELDS
from thesis.analysis.sample import blind_sample, decisive
from thesis.analysis.settled import by_coders
from thesis.author import Refused, answers, journal
from thesis.author.fields import schema
from thesis.base.load import Base, load

COMMANDS = {"undo": "undo", ":u": "undo", "skip": "skip", ":s": "skip", "quit": "quit",
            ":q": "quit", "?": "help"}
HELP = "undo (:u) takes back the last answer, skip (:s) leaves the note for later, quit (:q) ends"
Ask = Callable[[str], str]


@dataclass(frozen=True)
class Session:
    """What a session needs: the notes to code, the lists to choose from, who codes and where."""

    root: Path
    coder: str
    notes: pd.DataFrame
    choices: dict[str, list[str]]
    labels: dict[str, dict[str, str]]
    language: str = "id"


def start(root: Path, coder: str = "H", language: str = "id") -> Session:
    """Return a session over what waits for coding, what decides, and the blind sample.

    Raises Refused for a coder that the data do not know.
    """
    rules = {field["name"]: field.get("constraints", {}) for field in schema(root, "judgements")}
    if coder not in rules["coder"]["enum"]:
        raise Refused(f"coder {coder!r} is none of {', '.join(rules['coder']['enum'])}; add it to "
                      "the enumerations of `coder` in data/datapackage.json")
    base = load(root)
    codes = base.codebook[base.codebook["parent"] != ""]
    choices = {name: rules[name]["enum"] for name in FIELDS}
    choices |= {"codes": list(codes["code"]), "stances": list(base.findings["finding_id"])}
    labels = {"codes": _labels(codes, "code", "label", language),
              "stances": _labels(base.findings, "finding_id", "statement", language)}
    known = by_coders(base)  # what was coded by hand stays, so that undo reaches it
    notes = pd.concat([known["not"], known["by_hand"], decisive(base), blind_sample(base)])
    return Session(root, coder, notes.drop_duplicates("evidence_id", ignore_index=True), choices,
                   labels, language)


def _labels(frame: pd.DataFrame, key: str, stem: str, language: str) -> dict[str, str]:
    return dict(zip(frame[key], frame[f"{stem}_{language}"], strict=True))


def sheet(base: Base) -> str:
    """Return the blank coding sheet of the sample as CSV."""
    return blind_sample(base).to_csv(index=False, lineterminator="\n")


def run(session: Session, ask: Ask = input, show: Callable[[str], None] = print) -> int:
    """Ask until the notes are coded or the coder quits; return how many are left."""
    path = journal.path_of(session.root, session.coder)
    state = journal.read(path)
    journal.synchronise(session.root, state, session.coder)
    show(HELP + ", ? explains the choices")
    shown = ""
    while place := next_place(session, state):
        note, step = place
        if note != shown:
            show(note_text(session, note, len(state.done())))
            shown = note
        try:
            event, value = answer(session, step, ask, show)
        except (EOFError, KeyboardInterrupt):
            break
        if event == "quit":
            break
        journal.append(path, state, event, note if event != journal.UNDO else "", value)
        if event == journal.UNDO or len(state.answers.get(note, ())) == len(journal.STEPS):
            journal.synchronise(session.root, state, session.coder)
    left = len(session.notes) - len(set(state.done()) & set(session.notes["evidence_id"]))
    show(f"{left} of {len(session.notes)} notes are left; everything is saved")
    return left


def next_place(session: Session, state: journal.State) -> tuple[str, str] | None:
    """Return note and step to ask next: a note that was begun, a new one, then those skipped,
    the one that was skipped last at the end."""
    ids = list(session.notes["evidence_id"])
    done = set(state.done())
    begun = [note for note in ids if note in state.answers and note not in state.skipped]
    fresh = [note for note in ids if note not in state.skipped]
    later = list(dict.fromkeys(note for note in reversed(state.skipped) if note in ids))[::-1]
    for note in [*begun, *fresh, *later]:
        if note not in done:
            return note, journal.STEPS[len(state.answers.get(note, ()))]
    return None


def answer(session: Session, step: str, ask: Ask,
           show: Callable[[str], None]) -> tuple[str, journal.Answer]:
    """Return (event, value) of what the coder types, asking again until it is understood."""
    choices = session.choices[step]
    if step in FIELDS:
        prompt = f"{step} [" + " ".join(f"{i} {c}" for i, c in enumerate(choices, 1)) + "]: "
    else:
        prompt = f"{step} [numbers or beginnings" + (
            ", then + or -" if step == "stances" else "") + "; Enter: none]: "
    while True:
        text = ask(prompt).strip()
        command = COMMANDS.get(text)
        try:
            if command == "help":
                show(choices_text(session, step))
            elif command:
                return command, ""
            elif step in FIELDS:
                return step, answers.one_of(text, choices)
            else:
                read = answers.some_of if step == "codes" else answers.stances
                return step, read(text, choices)
        except answers.Unclear as error:
            show(str(error))


def note_text(session: Session, note: str, done: int) -> str:
    """Return a note as the coder reads it: place among the notes, source, locator, both texts."""
    row = session.notes.set_index("evidence_id").loc[note]
    return (f"\n[{done + 1}/{len(session.notes)}] {note}  {row['source']}, {row['locator']}\n"
            f"  {row['note_id']}\n  {row['note_en']}")


def choices_text(session: Session, step: str) -> str:
    """Return the numbered choices of a step with their labels."""
    labels = session.labels.get(step, {})
    return "\n".join(f"  {number:2} {choice}  {labels.get(choice, '')}".rstrip()
                     for number, choice in enumerate(session.choices[step], 1))


def complete_with_tab(session: Session) -> None:
    """Let the Tab key complete the names of codes, where the terminal can."""
    try:
        import readline
    except ImportError:  # Windows
        return
    names = session.choices["codes"]

    def complete(text: str, index: int) -> str | None:
        found = [name for name in names if name.startswith(text)]
        return found[index] if index < len(found) else None

    readline.set_completer(complete)
    readline.set_completer_delims(" ,")
    readline.parse_and_bind("tab: complete")
