"""Which coder's word counts: one coder, what both gave, or what either gave."""

import pandas as pd

from thesis.data import Base

CHOICES = ("A", "B", "both", "either")
EVIDENCE = "evidence"


def chosen(table: pd.DataFrame, coders: str = "both") -> pd.DataFrame:
    """Return the decisions of ``codings``, ``stances`` or ``judgements`` that count, once each.

    coders: ``A`` or ``B`` (that pass alone), ``both`` (given alike by both passes), ``either``.
    Columns: those of `table` without ``coder``. Raises ValueError for another choice.
    """
    if coders not in CHOICES:
        raise ValueError(f"coders={coders!r}: expected one of {', '.join(CHOICES)}")
    passes = table[table["coder"].isin(["A", "B"])]
    decisions = passes.drop(columns="coder")
    if coders in ("A", "B"):
        return decisions[passes["coder"] == coders].reset_index(drop=True)
    if coders == "both":
        return decisions[decisions.duplicated()].reset_index(drop=True)
    return decisions.drop_duplicates(ignore_index=True)


def empirical(base: Base, coders: str = "both") -> pd.Index:
    """Return the ids of the notes judged to be evidence, not context, framework or off topic."""
    scopes = chosen(base.judgements[["evidence_id", "coder", "scope"]], coders)
    return pd.Index(scopes.loc[scopes["scope"] == EVIDENCE, "evidence_id"])
