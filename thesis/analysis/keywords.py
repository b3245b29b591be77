"""The keyword coder K: a transparent floor to compare the two coding passes with.

K gives a code to a note whose Indonesian or English text matches the pattern of
``data/keywords.csv``. The patterns were written from the definitions of the codebook before any
comparison, and were not tuned to the passes. K understands nothing: where the passes agree no
better with each other than with K, they may have done no more than match words.
"""

import re

import numpy as np
import pandas as pd

from thesis.analysis.paired import given_or_not
from thesis.analysis.reliability import (
    FIELDS,
    MEASURES,
    PASSES,
    cohen_kappa,
    measures,
    units,
)
from thesis.base.load import Base
from thesis.base.memoise import memoised
from thesis.project.edition import HUMAN

CODER = "K"
LADDER = (("A", "B"), ("A", HUMAN), ("B", HUMAN), ("A", CODER), ("B", CODER))


@memoised
def codings(base: Base) -> pd.DataFrame:
    """Return the codes that K gives: evidence_id, coder, code, as in ``base.codings``."""
    given = [pd.DataFrame({"evidence_id": ids, "coder": CODER, "code": code})
             for code, patterns in base.keywords.groupby("code", sort=False)
             for ids in [base.evidence.loc[_matching(base.evidence, patterns), "evidence_id"]]]
    return pd.concat(given, ignore_index=True)


def with_keyword_coder(base: Base) -> Base:
    """Return the base with K as one more coder of all notes, who judges and takes no stance."""
    seen = pd.DataFrame({"evidence_id": base.evidence["evidence_id"], "coder": CODER,
                         **dict.fromkeys(FIELDS, "")})
    return Base({**base.tables, "codings": pd.concat([base.codings, codings(base)]),
                 "judgements": pd.concat([base.judgements, seen])})


def by_code(base: Base) -> pd.DataFrame:
    """Return what K found of each code, in the order of the codebook.

    Columns: code, parent, label_id, label_en, agreed (notes with the code of both passes), keyword
    (notes with the code of K), found (percent of the agreed notes that K found), right (percent of
    K's notes that both passes gave; NaN where there are none), kappa_passes, kappa_keyword (of A
    and K, B and K: mean), rows (ids of the notes with the code of K or of both passes), sources.
    """
    ids = units(base)
    passes = base.codings.groupby(["coder", "code"])["evidence_id"].agg(set)
    source = base.evidence.set_index("evidence_id")["source"]
    keyword = codings(base).groupby("code")["evidence_id"].agg(set)
    book = base.codebook[base.codebook["code"].isin(base.keywords["code"])]
    rows = []
    for row in book[["code", "parent", "label_id", "label_en"]].to_dict("records"):
        given = [passes.get((coder, row["code"]), set()) for coder in PASSES]
        ours, theirs = set.intersection(*given), keyword.get(row["code"], set())
        a, b = map(ids.isin, given)
        k = ids.isin(theirs)
        rows.append({**row, "agreed": len(ours), "keyword": len(theirs),
                     "found": _percent(ours & theirs, ours),
                     "right": _percent(ours & theirs, theirs), "kappa_passes": cohen_kappa(a, b),
                     "kappa_keyword": (cohen_kappa(a, k) + cohen_kappa(b, k)) / 2,
                     "rows": tuple(sorted(ours | theirs)),
                     "sources": tuple(sorted({source[key] for key in ours | theirs}))})
    return pd.DataFrame(rows)


def ladder(base: Base) -> pd.DataFrame:
    """Return how far coders agree on the codes, pair by pair: ceiling, person, floor.

    A pair whose person has not coded yet has no units: its measures are NaN. Columns: first,
    second (coders of `LADDER`), notes (that both coded), `MEASURES` (of all note x code), rows,
    sources.
    """
    wide = with_keyword_coder(base)
    return pd.DataFrame([_compared(wide, pair) for pair in LADDER])


def human_pairs(base: Base) -> pd.DataFrame:
    """Return the rows of `ladder` with the human coder; no row before the sample is coded."""
    table = pd.DataFrame([_compared(base, pair) for pair in LADDER if HUMAN in pair])
    return table[table["notes"] > 0].reset_index(drop=True)


def _compared(base: Base, pair: tuple[str, str]) -> dict:
    ids = units(base, pair)
    notes = base.evidence[base.evidence["evidence_id"].isin(ids)]
    values = (measures(_all_codes(base, ids, pair)) if len(ids)
              else pd.Series(float("nan"), index=MEASURES))
    return {"first": pair[0], "second": pair[1], "notes": len(ids), **values, "rows": tuple(ids),
            "sources": tuple(sorted(set(notes["source"])))}


def _all_codes(base: Base, ids: pd.Index, pair: tuple[str, str]) -> pd.DataFrame:
    """Return for each note x code whether each coder of the pair gave it: given or none."""
    codes = pd.Index(sorted(set(base.keywords["code"])))
    return pd.DataFrame({
        name: _given(base.codings[base.codings["coder"] == coder], ids, codes)
        for name, coder in zip(("first", "second"), pair, strict=True)})


def _given(codings: pd.DataFrame, ids: pd.Index, codes: pd.Index) -> pd.Categorical:
    told = np.zeros((len(ids), len(codes)), dtype=bool)
    note, code = ids.get_indexer(codings["evidence_id"]), codes.get_indexer(codings["code"])
    known = (note >= 0) & (code >= 0)
    told[note[known], code[known]] = True
    return given_or_not(told.ravel())


def _matching(evidence: pd.DataFrame, patterns: pd.DataFrame) -> pd.Series:
    found = pd.Series(False, index=evidence.index)
    for language, pattern in zip(patterns["language"], patterns["pattern"], strict=True):
        compiled = re.compile(rf"\b(?:{pattern})", re.IGNORECASE)
        found |= evidence[f"note_{language}"].map(lambda text, p=compiled: bool(p.search(text)))
    return found


def _percent(part: set, whole: set) -> float:
    return 100 * len(part) / len(whole) if whole else float("nan")
