"""Which decisions count: those of the coding that a base rests on (see `thesis.project.edition`).

A disputed decision that no adjudication settles counts for neither side; an adjudication may
replace a decision on which both passes erred alike. Where the passes have not
both judged a note, the person who codes decides alone; before that it has no decisions.
"""

from dataclasses import replace

import pandas as pd

from thesis.base.disputes import COLUMNS, NOT_GIVEN, judged_by
from thesis.base.load import Base, load
from thesis.base.memoise import memoised
from thesis.project.edition import CODINGS, DEFAULT, HUMAN, PASSES, Edition

EVIDENCE = "evidence"
NO_REPEATS = pd.DataFrame(columns=["note", "repeats"])
NONE = pd.DataFrame(columns=[*COLUMNS, "decision"])


def with_coding(base: Base, coding: str) -> Base:
    """Return the base resting on another coding; ValueError for an unknown one."""
    if coding not in CODINGS:
        raise ValueError(f"coding={coding!r}: expected one of {', '.join(CODINGS)}")
    return base if coding == base.coding else replace(base, coding=coding)


def base_of(edition: Edition) -> Base:
    """Return the base on the coding of an edition."""
    return with_coding(load(edition.root), edition.coding)


@memoised
def codings(base: Base) -> pd.DataFrame:
    """Return the codes that count, once each: evidence_id, code.

    Those of a note that repeats another are codes of that one; so are its stances.
    """
    settled = adjudicated(base, "codings").rename(columns={"item": "code"})
    return _once(base, _counting(base, base.codings, settled))


def stances(base: Base) -> pd.DataFrame:
    """Return the stances that count, once each: evidence_id, finding_id, stance."""
    settled = adjudicated(base, "stances").rename(columns={"item": "finding_id"})
    return _once(base, _counting(base, base.stances, settled.assign(stance=settled["decision"])))


@memoised
def judgements(base: Base, field: str) -> pd.DataFrame:
    """Return the values of scope, about_iom or kind that count: evidence_id, `field`."""
    settled = adjudicated(base, "judgements").query("item == @field")
    return _counting(base, base.judgements[["evidence_id", "coder", field]],
                     settled.assign(**{field: settled["decision"]}))


def judged(base: Base, field: str, value: str) -> pd.Index:
    """Return the ids of the notes whose scope, about_iom or kind is `value`."""
    table = judgements(base, field)
    return pd.Index(table.loc[table[field] == value, "evidence_id"])


def empirical(base: Base) -> pd.Index:
    """Return the ids of the notes judged to be evidence, not context, framework or off topic.

    Without those that say again what another of them says.
    """
    found, counted = judged(base, "scope", EVIDENCE), counted_as(base)
    return found[[note not in counted or counted[note] not in found for note in found]]


def adjudicated(base: Base, table: str) -> pd.DataFrame:
    """Return the adjudications of ``codings``, ``stances`` or ``judgements``.

    A base older than the table of adjudications has none.
    """
    rows = base.tables.get("adjudications", NONE)
    return rows[rows["table"] == table]


def counted_as(base: Base) -> dict[str, str]:
    """Return {note: the note of the same work that says the same and is counted for it}.

    A base older than the table of repeats has none.
    """
    repeats = base.tables.get("repeats", NO_REPEATS)
    return dict(zip(repeats["note"], repeats["repeats"], strict=True))


def _once(base: Base, table: pd.DataFrame) -> pd.DataFrame:
    notes = table["evidence_id"].replace(counted_as(base))
    return table.assign(evidence_id=notes).drop_duplicates(ignore_index=True)


def _counting(base: Base, table: pd.DataFrame, settled: pd.DataFrame) -> pd.DataFrame:
    """Return the rows that count, without ``coder``; settled: adjudications with its columns."""
    twice = table["evidence_id"].isin(judged_by(base.judgements, PASSES))
    passes = table[twice & table["coder"].isin(PASSES)]
    alone = table[~twice & (table["coder"] == HUMAN)].drop(columns="coder")
    decisions = passes.drop(columns="coder")
    if base.coding in PASSES:
        counting = decisions[passes["coder"] == base.coding]
    elif base.coding == "either":
        counting = decisions.drop_duplicates()
    else:
        counting = decisions[decisions.duplicated()]
    if base.coding != DEFAULT:
        return pd.concat([counting, alone], ignore_index=True)
    key = [column for column in decisions if column in ("evidence_id", "code", "finding_id")]
    erred = pd.MultiIndex.from_frame(counting[key]).isin(pd.MultiIndex.from_frame(settled[key]))
    given = settled.loc[settled["decision"] != NOT_GIVEN, list(decisions.columns)]
    return pd.concat([counting[~erred], given, alone], ignore_index=True)


def by_coders(base: Base) -> dict[str, pd.DataFrame]:
    """Return the notes that count by who coded them: ``twice`` (both passes), ``by_hand`` (only
    the person who codes), ``not`` (they wait for coding).
    """
    ids = base.evidence["evidence_id"]
    twice, by_hand = (ids.isin(judged_by(base.judgements, coders)) for coders in (PASSES, [HUMAN]))
    return {name: base.evidence[chosen].reset_index(drop=True) for name, chosen in (
        ("twice", twice), ("by_hand", by_hand & ~twice), ("not", ~twice & ~by_hand))}
