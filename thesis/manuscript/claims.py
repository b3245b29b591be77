"""The claims of the text: sentences on what was found, what they rest on, and how readers judged.

A verdict stands in ``data/claims.csv`` under the digest of the sentence and of all that it rests
on; where one of them changes, the sentence waits for a reader again.
"""

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from thesis.base.load import Base, load, load_collected
from thesis.manuscript.definitions import definitions
from thesis.manuscript.sentences import Sentence, sentences
from thesis.manuscript.text import FACT, OBSERVATION
from thesis.manuscript.wording import COMPARED
from thesis.project.files import digest_of_text
from thesis.words.number_words import in_digits

PAGES = "chapters/0[3-6]-*.md"
DIGITS = 12
KINDS = ("stated", "computed", "absence", "comparison", "interpretation")
VERDICTS = ("supported", "partly", "unsupported")
WAITING = "waiting"
OF_SOURCE = ("authors", "date", "title", "issuer", "source_class", "independent_of_iom")
Record = dict[str, str]


@dataclass(frozen=True)
class Claim:
    """A sentence with a fact or a note.

    page: its file; line: where it begins; text: as its author wrote it, in one line; kind: of
    `KINDS`, as its words suggest; basis: {id or name: what is known of it, by column};
    digest: of text and basis.
    """

    page: str
    line: int
    text: str
    kind: str
    basis: Mapping[str, Record]
    digest: str


def claims(root: Path) -> Iterator[Claim]:
    """Yield the claims of `PAGES` in their order."""
    found = [(path.relative_to(root).as_posix(), sentence) for path in sorted(root.glob(PAGES))
             for sentence in sentences(path.read_text(encoding="utf-8"))
             if sentence.facts or sentence.absences or sentence.notes]
    rows = _rows(load(root), {name for _, sentence in found for name in names(sentence)})
    for page, sentence in found:
        text = " ".join(sentence.text.split())
        basis = {name: rows.get(name) or _computed(name, root) for name in names(sentence)}
        said = FACT.sub(_without_form, text)
        digest = digest_of_text(json.dumps([said, basis], sort_keys=True))[:DIGITS]
        yield Claim(page, sentence.line, text, kind_of(sentence), basis, digest)


def names(sentence: Sentence) -> tuple[str, ...]:
    """Return the ids and names of what a sentence rests on."""
    return sentence.notes + sentence.facts + sentence.absences


def _without_form(role: re.Match[str]) -> str:
    """Return a fact without how its value is written; that of an observation is in its row."""
    name = role["target"] or role["bare"]
    shown = "" if OBSERVATION.fullmatch(name) else in_digits(role["shown"] or "")
    return f"{{{role['role']}}}`{shown} <{name}>`"


def kind_of(sentence: Sentence) -> str:
    """Return the kind that roles and words of a sentence suggest."""
    if sentence.absences:
        return "absence"
    if COMPARED.search(sentence.words):
        return "comparison"
    return "stated" if sentence.notes else "computed"


def _rows(base: Base, wanted: Collection[str]) -> dict[str, Record]:
    """Return {id: cells by column} of notes with their sources, observations and absences."""
    sources = base.sources.assign(authors=base.sources["authors"].map(", ".join))
    notes = base.evidence.merge(sources[["source", *OF_SOURCE]], on="source", how="left")
    found: dict[str, Record] = {}
    for table in (notes, base.observations, base.absences):
        rows = table[table.iloc[:, 0].isin(wanted)]
        found |= {key: {column: str(cell) for column, cell in row.items()
                        if cell != key and cell and not pd.isna(cell)}
                  for key, row in zip(rows.iloc[:, 0], rows.to_dict("records"), strict=True)}
    return found


def _computed(name: str, root: Path) -> Record:
    return {"computed": definitions(root).get(name.partition("[")[0], "")}


def verdicts(root: Path) -> dict[str, Record]:
    """Return {digest: row} of ``data/claims.csv``."""
    return {row["digest"]: row for row in load_collected(root).claims.to_dict("records")}


def verdict_of(claim: Claim, rows: Mapping[str, Record]) -> str:
    """Return the verdict of a claim, `WAITING` where no reader judged what it is now."""
    return rows[claim.digest]["verdict"] if claim.digest in rows else WAITING


def unjudged(root: Path, found: Iterable[Claim] | None = None) -> list[Claim]:
    """Return the claims that nobody judged as they are now; found: the claims of the text."""
    rows = verdicts(root)
    return [claim for claim in (claims(root) if found is None else found)
            if claim.digest not in rows]


def former(claim: Claim, rows: Mapping[str, Record]) -> Record | None:
    """Return the verdict on the sentence that a claim most likely was, if any.

    rows: verdicts that no present claim has.
    """
    words = set(claim.text.split())
    alike = {digest: len(words & old) / len(words | old) for digest, row in rows.items()
             if row["page"] == claim.page and (old := set(row["sentence"].split()))}
    nearest = max(alike, key=lambda digest: alike[digest], default="")
    return rows[nearest] if alike.get(nearest, 0) >= 0.5 else None
