"""Where the coding passes A and B differ, and which of these disputes have to be settled.

Those matter that a finding or a count in the text rests on: every stance; codes of `FAMILIES`;
whether a note is evidence and whether it is about IOM; whether it reports an outcome, and of what
kind it is where it has a stance on a claim of effect (`EFFECT_CLAIMS`).
"""

from collections.abc import Iterable, Mapping

import pandas as pd

from thesis.project.edition import PASSES

FAMILIES = ("country_role", "obstacle", "recommendation")
EFFECT_CLAIMS = ("F4", "F6")  # "strengthened"
FIELDS = ("scope", "about_iom", "kind")  # of judgements
KEY = ["table", "evidence_id", "item"]
COLUMNS = [*KEY, "coder_a", "coder_b"]
GIVEN, NOT_GIVEN = "given", "none"
BOTH_ERR = "both_err"  # a rule of adjudication


def judged_by(judgements: pd.DataFrame, coders: Iterable[str]) -> set[str]:
    """Return the ids of the notes that each of the coders judged."""
    return set.intersection(*(
        set(judgements.loc[judgements["coder"] == coder, "evidence_id"]) for coder in coders))


def disputes(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of `decided` on which A and B differ."""
    return differing(decided(tables))


def differing(decisions: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `decided` on which A and B differ."""
    differ = decisions["coder_a"] != decisions["coder_b"]
    return decisions[differ].reset_index(drop=True)


def decided(tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return every decision that A or B made, in the order of table, note and item.

    Without notes that only one of them has judged.

    tables: ``codings``, ``stances`` and ``judgements``, of text. Columns: `COLUMNS`; `given` or
    `none` for a code, the stance or `none`, the value of a field of ``judgements``.
    """
    codings = tables["codings"].assign(value=GIVEN).rename(columns={"code": "item"})
    stances = tables["stances"].rename(columns={"finding_id": "item", "stance": "value"})
    judgements = tables["judgements"].melt(["evidence_id", "coder"], FIELDS, "item", "value")
    rows = pd.concat([part.assign(table=name) for name, part in (
        ("codings", codings), ("stances", stances), ("judgements", judgements))])
    rows = rows[rows["evidence_id"].isin(judged_by(tables["judgements"], PASSES))]
    sides = [rows[rows["coder"] == coder].drop_duplicates(KEY).set_index(KEY)["value"]
             .rename(f"coder_{coder.lower()}") for coder in PASSES]
    return pd.concat(sides, axis=1).fillna(NOT_GIVEN).sort_index().reset_index()[COLUMNS]


def to_settle(found: pd.DataFrame, tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return the rows of `disputes` that matter, by ``codebook`` and ``stances``."""
    codes = tables["codebook"]
    codes = codes.loc[codes["parent"].isin(FAMILIES), "code"]
    claims = tables["stances"]
    claims = claims.loc[claims["finding_id"].isin(EFFECT_CLAIMS), "evidence_id"]
    told = (found[["coder_a", "coder_b"]] == "outcome").any(axis=1)
    matters = ((found["table"] == "stances") | found["item"].isin({*codes, "scope", "about_iom"})
               | ((found["item"] == "kind") & (told | found["evidence_id"].isin(claims))))
    return found[matters].reset_index(drop=True)
