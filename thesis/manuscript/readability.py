"""How easily the chapters on what was found read: words and numerals of their sentences."""

import re
from pathlib import Path

import pandas as pd

from thesis.manuscript.claims import PAGES
from thesis.manuscript.sentences import Sentence, sentences
from thesis.manuscript.text import FACT, OBSERVATION, ROLE
from thesis.manuscript.wording import MONTHS

WORD = re.compile(r"[^\W\d_]{2,}")
NO_NUMERAL = re.compile(rf"\d+/\d{{4}}|\b\d\d?(?:[–-]\d\d?)? (?={MONTHS})|\b\d\d?[–-](?=\d\d? )"
                        r"|\b(?:19|20)\d\d(?:[–-](?:19|20)\d\d)?\b|\[\^[^\]]*\]")
NUMERAL = re.compile(r"(?<![\w/-])\d[\d.,]*")
MOST = 3  # numerals that a sentence may have


def readability(root: Path) -> pd.DataFrame:
    """Return one row per page of `PAGES` and one, ``all``, for them together.

    Columns: page, sentences, words and numerals (per sentence; dates, numbers of laws and citations
    are none), over (sentences with more than `MOST` numerals), begins (sentences that begin with a
    numeral), counting (percent of the paragraphs whose first sentence shows a computed number).
    """
    rows = [_row(sentence, path.relative_to(root).as_posix(), lines)
            for path in sorted(root.glob(PAGES))
            for lines in [path.read_text(encoding="utf-8").split("\n")]
            for sentence in sentences("\n".join(lines))]
    table = pd.DataFrame(rows)
    groups = [*table.groupby("page"), ("all", table)]
    return pd.DataFrame([{"page": page, **_measures(group)} for page, group in groups])


def _row(sentence: Sentence, page: str, lines: list[str]) -> dict:
    read = as_read(sentence.text)
    first = not lines[sentence.line - 2].strip() if sentence.line > 1 else True
    computed = [name for name in sentence.facts if not OBSERVATION.fullmatch(name)]
    return {"page": page, "line": sentence.line, "words": len(WORD.findall(read)), "first": first,
            "numerals": len(NUMERAL.findall(read)), "counts": bool(computed),
            "begins": bool(NUMERAL.match(read.lstrip("*_(\"“- ")))}


def as_read(text: str) -> str:
    """Return a sentence without its citations and years, with the numbers that it shows."""
    def shown(role: re.Match[str]) -> str:
        fact = FACT.fullmatch(role[0])
        return (fact["shown"] or "0") if fact else ""
    return NO_NUMERAL.sub("", ROLE.sub(shown, text))


def _measures(group: pd.DataFrame) -> dict:
    paragraphs = group[group["first"]].drop_duplicates(["page", "line"])
    return {"sentences": len(group), "words": group["words"].mean(),
            "numerals": group["numerals"].mean(), "over": (group["numerals"] > MOST).sum(),
            "begins": group["begins"].sum(), "counting": 100 * paragraphs["counts"].mean()}
