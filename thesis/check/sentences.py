"""Check that each sentence of the chapters on what was found says no more than what it leads to.

An absence is computed, or a source says it; so is what is compared. A figure stands with its own
note, and with the words of its qualifier. No sentence is exempt.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from re import Pattern

from thesis.base.corrections import APPLIED
from thesis.check.files import Tables
from thesis.check.problem import Problem
from thesis.manuscript.claims import PAGES
from thesis.manuscript.sentences import Sentence, sentences
from thesis.manuscript.wording import ABSENT, COMPARED, NOT_FOUND, QUALIFIED

WORDS = {"about": "sekitar", "at_least": "sedikitnya", "more_than": "lebih dari",
         "at_most": "paling banyak"}
COMPUTED = "{absence}`tidak ditemukan <name>` with a row of data/absences.csv"


@dataclass(frozen=True)
class Figure:
    """What a sentence owes to an observation: the note it stands in, and its qualifier."""

    note: str
    qualifier: str


def sentence_problems(root: Path, tables: Tables) -> Iterator[Problem]:
    """Yield what the sentences of `PAGES` claim beyond the notes and facts in them."""
    needed = [tables.get(name) for name in ("observations", "corrections")]
    if any(table is None or table.absent for table in needed):
        return  # reported elsewhere
    figures = _figures(tables)
    for path in sorted(root.glob(PAGES)):
        file = path.relative_to(root).as_posix()
        text = path.read_text(encoding="utf-8")
        yield from worded_problems(file, text)
        for sentence in sentences(text):
            yield from _figure_problems(file, sentence, figures)


def worded_problems(file: str, text: str, line: int = 1) -> Iterator[Problem]:
    """Yield what words of a text claim that rests on nothing; line: where the text begins."""
    for sentence in sentences(text):
        sentence = replace(sentence, line=sentence.line + line - 1)
        yield from _absence_problems(file, sentence)
        yield from _comparison_problems(file, sentence)


def _figures(tables: Tables) -> dict[str, Figure]:
    """Return what the observations say, corrected where they are."""
    rows = {row["observation_id"]: row for row in tables["observations"].rows}
    for row in tables["corrections"].rows:
        if row["table"] == "observations" and row["status"] == APPLIED and row["row_id"] in rows:
            rows[row["row_id"]][row["column"]] = row["corrected"]
    return {key: Figure(row["evidence_id"], row["qualifier"]) for key, row in rows.items()}


def _absence_problems(file: str, sentence: Sentence) -> Iterator[Problem]:
    if sentence.absences:
        return
    yield from _worded(file, sentence, NOT_FOUND, "absence", COMPUTED,
                       "compute the absence, or say what was found")
    if not sentence.notes:
        yield from _worded(file, sentence, ABSENT, "absence",
                           f"{COMPUTED}, or {{note:p}}`E…` of a source that says so",
                           "compute the absence, cite the note, or leave the words out")


def _comparison_problems(file: str, sentence: Sentence) -> Iterator[Problem]:
    if not (sentence.facts or sentence.absences or sentence.notes):
        yield from _worded(file, sentence, COMPARED, "comparison",
                           "a fact that counts it, or a note that says so, in the sentence",
                           "publish the fact, cite the note, or leave the comparison out")


def _worded(file: str, sentence: Sentence, pattern: Pattern[str], kind: str, expected: str,
            fix: str) -> Iterator[Problem]:
    for match in pattern.finditer(sentence.words):
        words = " ".join(match[0].split())
        yield Problem(file, sentence.line_of(match.start()), words,
                      f"the {kind} rests on nothing", expected, fix, f"{kind}-without-basis", words)


def _figure_problems(file: str, sentence: Sentence,
                     figures: Mapping[str, Figure]) -> Iterator[Problem]:
    for name in dict.fromkeys(sentence.facts):
        figure = figures.get(name)
        if figure is None:  # computed; an unknown observation is reported elsewhere
            continue
        if figure.note not in sentence.notes:
            yield Problem(file, sentence.line, name,
                          f"the sentence does not cite the note of {name}",
                          f"{{note:p}}`{figure.note}` in the sentence of the number",
                          f"cite {figure.note}, or show a number of a note that is cited",
                          "foreign-note", name)
        pattern = QUALIFIED.get(figure.qualifier)
        if pattern and not pattern.search(sentence.words):
            yield Problem(file, sentence.line, name,
                          f"{name} is {figure.qualifier.replace('_', ' ')} the value, which the "
                          "sentence does not say",
                          "a word such as " + WORDS[figure.qualifier],
                          "write it before the number, as its note does", "qualifier-lost", name)
