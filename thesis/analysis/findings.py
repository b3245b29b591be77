"""The findings (`thesis.analysis.parts`): which notes support or contradict each of them.

A stance counts where both coding passes gave it (default) and the note was judged to be evidence;
the second condition leaves out one framework note. Those who made the works are counted, not pages
or notes, in three grades: *own word* is of IOM or a body bound to it (``independent_of_iom`` is
``no`` in publishers.csv); for statements on what IOM did, *partners* are bodies that organise,
host, support or fund its activities; all others are independent. A press report that repeats IOM
counts as press, so that own word is a lower bound.
"""

import pandas as pd

from thesis.analysis import parts, settled
from thesis.analysis.actors import CONTRIBUTORS
from thesis.analysis.complete import complete
from thesis.analysis.corpus import is_press
from thesis.analysis.settled import empirical
from thesis.base.dates import in_period
from thesis.base.lineage import gather
from thesis.base.load import Base, with_sources
from thesis.base.memoise import memoised

STANCES = ("supports", "contradicts")
VERDICTS = ("supported", "partners", "thin", "own_word", "contested", "none")
BASES = ("other", "press", "partner", "own_word")
FEWEST_PUBLISHERS = 5
CONTESTED_FROM = 0.25
US_STATE = "U.S. Department of State"
COUNTS = ["notes", "sources_count", "publishers", "classes", "outside_publishers",
          "own_word_notes", "press_notes", "period_notes"]


@memoised
def stances(base: Base) -> pd.DataFrame:
    """Return one row per counted stance: finding (a part of a statement), note and source.

    Columns: finding_id, stance, evidence_id, source, locator, date_of_fact, note_en, note_id,
    source_class, issuer, issuer_kind, independent_of_iom, date, basis (one of `BASES`).
    """
    given = complete(parts.stances(base), stance=STANCES)
    given = given[given["evidence_id"].isin(empirical(base))]
    table = with_sources(given.merge(base.evidence, on="evidence_id", validate="m:1"), base)
    columns = [c for c in table.columns if c not in ("finding_id", "stance")]
    partner = table["finding_id"].isin(parts.on_iom(base)) & table["issuer"].isin(partners(base))
    table = table[["finding_id", "stance", *columns]].assign(
        basis=basis(table).mask(partner, "partner"))
    return table.sort_values(["finding_id", "stance", "evidence_id"], ignore_index=True)


def partners(base: Base) -> pd.Index:
    """Return the publishers that organise, host, support or fund an activity of IOM."""
    links = base.activity_actors
    taking_part = links.loc[links["role"].isin(CONTRIBUTORS), "actor_id"]
    others = base.publishers[base.publishers["independent_of_iom"] == "yes"]
    return pd.Index(others.loc[others["actor"].isin(taking_part), "publisher"])


def basis(notes: pd.DataFrame) -> pd.Series:
    """Return on whose word each note rests: own_word, press or other (of `BASES`)."""
    press = is_press(notes).map({True: "press", False: "other"})
    return press.where(notes["independent_of_iom"] == "yes", "own_word")


def count(notes: pd.DataFrame) -> pd.Series:
    """Return `COUNTS` of notes with their sources: how many, from whom, on whose word."""
    own = notes["independent_of_iom"] == "no"
    return pd.Series([len(notes), notes["source"].nunique(), notes["issuer"].nunique(),
                      notes["source_class"].nunique(), notes.loc[~own, "issuer"].nunique(),
                      int(own.sum()), int(is_press(notes).sum()),
                      int(in_period(notes["date_of_fact"]).sum())], index=COUNTS)


def summary(base: Base) -> pd.DataFrame:
    """Return one row per finding and stance that occurs, in the order of parts.csv.

    Columns: finding_id, stance, `COUNTS` (period_notes: facts dated 2023-2024), rows, sources.
    """
    table = stances(base)
    rows = [{"finding_id": finding, "stance": stance, **count(group), **gather(group)}
            for finding in parts.ids(base) for stance in STANCES
            for group in [_of(table, finding, stance)] if len(group)]
    return pd.DataFrame(rows)


def by_basis(base: Base) -> pd.DataFrame:
    """Return notes and publishers per finding, stance and basis, zeros included.

    A publisher with works of two bases counts for the first of `BASES`. Columns: finding_id,
    stance, basis, notes, publishers, rows, sources.
    """
    table = stances(base)
    table = table.sort_values("basis", key=lambda column: column.map(BASES.index), kind="stable")
    again = table.duplicated(["finding_id", "stance", "issuer"])
    rows = [{"finding_id": finding, "stance": stance, "basis": kind, "notes": len(group),
             "publishers": int((~again[group.index]).sum()), **gather(group)}
            for finding in parts.ids(base) for stance in STANCES for kind in BASES
            for group in [_of(table, finding, stance).query("basis == @kind")]]
    return pd.DataFrame(rows)


def notes(base: Base, finding: str, stance: str = "supports") -> pd.DataFrame:
    """Return the notes with a stance on a finding, columns as in `stances`.

    Raises KeyError for an unknown finding, ValueError for an unknown stance.
    """
    if finding not in parts.ids(base):
        raise KeyError(f"no finding {finding!r} in data/parts.csv")
    if stance not in STANCES:
        raise ValueError(f"stance={stance!r}: expected one of {', '.join(STANCES)}")
    return _of(stances(base), finding, stance).reset_index(drop=True)


def contradicting(base: Base) -> pd.DataFrame:
    """Return every note that contradicts a finding, columns as in `stances`."""
    table = stances(base)
    return table[table["stance"] == "contradicts"].reset_index(drop=True)


def empirical_notes(base: Base) -> pd.DataFrame:
    """Return the notes judged to be evidence, with what is known of their sources."""
    evidence = base.evidence
    return with_sources(evidence[evidence["evidence_id"].isin(empirical(base))], base)


def judged(notes: pd.DataFrame, base: Base, field: str, value: str) -> pd.DataFrame:
    """Return the notes whose about_iom or kind was judged to be `value`."""
    return notes[notes["evidence_id"].isin(settled.judged(base, field, value))]


def outside(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `stances` from outside IOM."""
    return table[table["basis"] != "own_word"]


def independent(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of `stances` from outside IOM and its activities."""
    return table[~table["basis"].isin(["own_word", "partner"])]


def verdict(table: pd.DataFrame, fewest: int = FEWEST_PUBLISHERS) -> str:
    """Return the verdict on one finding from its rows of `stances`, by a rule of counts.

    none: nothing supports it. contested: publishers outside IOM that contradict it are at least a
    quarter as many as those that support it. own_word: only IOM supports it. thin: fewer than
    `fewest` publishers outside IOM do. partners: enough of them, but fewer than `fewest` are
    independent. Else supported.
    """
    supporting, against = (table[table["stance"] == stance] for stance in STANCES)
    if supporting.empty:
        return "none"
    makers, opponents = (outside(rows)["issuer"].nunique() for rows in (supporting, against))
    if opponents and opponents >= CONTESTED_FROM * makers:
        return "contested"
    if not makers:
        return "own_word"
    if makers < fewest:
        return "thin"
    return "supported" if independent(supporting)["issuer"].nunique() >= fewest else "partners"


def verdicts(base: Base) -> pd.DataFrame:
    """Return the verdict on each finding: finding_id, verdict, rows, sources."""
    table = stances(base)
    groups = {finding: table[table["finding_id"] == finding] for finding in parts.ids(base)}
    return pd.DataFrame([{"finding_id": finding, "verdict": verdict(group), **gather(group)}
                         for finding, group in groups.items()])


def _of(table: pd.DataFrame, finding: str, stance: str) -> pd.DataFrame:
    return table[(table["finding_id"] == finding) & (table["stance"] == stance)]
