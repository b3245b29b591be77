"""``thesis cite``: the notes that could support a sentence, the nearest in words and numbers first.

A proposal: which notes say what the sentence says, a reader decides.
"""

import math
import re
from collections import Counter
from pathlib import Path

from thesis.base.load import load
from thesis.manuscript.text import ROLE

WORD = re.compile(r"\d[\d.,]*\d|\d|[^\W\d_]{3,}")
MOST = 8  # notes that are proposed
ENDINGS = re.compile(r"(?:nya|kan|lah)$")


def nearest_notes(sentence: str, root: Path) -> list[dict]:
    """Return the notes that share the rarest words and numbers with a sentence, best first.

    Keys: evidence_id, source, locator, date_of_fact, note_id, note_en.
    """
    notes = load(root).evidence.to_dict("records")
    words = [_words(f"{note['note_id']} {note['note_en']} {note['source']}") for note in notes]
    common = Counter(word for own in words for word in own)
    asked = _words(ROLE.sub(lambda role: role["text"].partition("<")[0], sentence))
    scores = [sum(math.log(len(notes) / common[word]) for word in asked & own)
              / math.sqrt(len(own) or 1) for own in words]
    best = sorted(range(len(notes)), key=lambda place: -scores[place])[:MOST]
    return [notes[place] for place in best if scores[place] > 0]


def _words(text: str) -> set[str]:
    return {ENDINGS.sub("", word) for word in WORD.findall(text.lower())}


def as_text(notes: list[dict]) -> str:
    """Return notes for the terminal, each with the role that cites it."""
    return "\n\n".join(
        f"{{note:p}}`{note['evidence_id']}`  {note['source']}, {note['locator']}, "
        f"{note['date_of_fact']}\n  {note['note_id']}\n  {note['note_en']}" for note in notes)
