"""What the verdicts on the findings depend on: scenarios, thresholds, single publishers."""

from collections.abc import Callable

import pandas as pd

from thesis.analysis.corpus import is_press
from thesis.analysis.findings import independent, outside, stances, summary, verdict
from thesis.analysis.parts import ids
from thesis.analysis.settled import with_coding
from thesis.base.dates import in_period
from thesis.base.lineage import gather
from thesis.base.load import Base
from thesis.base.memoise import memoised

Keep = Callable[[pd.DataFrame], pd.Series]


def _all(table: pd.DataFrame) -> pd.Series:
    return pd.Series(True, index=table.index)


def _no_press(table: pd.DataFrame) -> pd.Series:
    return ~is_press(table)


BY_NOTES = "by_notes"
SCENARIOS: dict[str, tuple[str, Keep]] = {
    "all": ("", _all),
    "no_press": ("", _no_press),
    "neither": ("", lambda table: _no_press(table) & (table["basis"] != "own_word")),
    BY_NOTES: ("", _all),
    "period": ("", lambda table: in_period(table["date"])),
    "both": ("both", _all),
    "coder_a": ("A", _all),
    "coder_b": ("B", _all),
    "either": ("either", _all),
}


def scenario(base: Base, name: str) -> pd.DataFrame:
    """Return the rows of `thesis.analysis.findings.stances` that a scenario keeps.

    all: stances that count in the book; no_press: without press reports; neither: without them and
    without IOM and bodies bound to it; by_notes: all, under the rule of earlier editions; period:
    sources dated 2023-2024; both, coder_a, coder_b, either: stances of both passes alike, of that
    pass, of either pass. Raises KeyError for another name.
    """
    coding, keep = SCENARIOS[name]
    table = stances(with_coding(base, coding or base.coding))
    return table[keep(table)].reset_index(drop=True)


@memoised
def matrix(base: Base) -> pd.DataFrame:
    """Return the verdict on each finding in each scenario.

    Columns: finding_id, scenario, verdict, notes, outside_publishers (of IOM) and
    independent_publishers (of its activities, too) that support, own_word_share (percent of the
    supporting notes, NaN without any), against (publishers outside IOM that contradict), rows,
    sources.
    """
    tables = {name: scenario(base, name) for name in SCENARIOS}
    return pd.DataFrame([
        {"finding_id": finding, "scenario": name,
         **_outcome(group, verdict_by_notes if name == BY_NOTES else verdict), **gather(group)}
        for finding in ids(base) for name, table in tables.items()
        for group in [table[table["finding_id"] == finding]]])


def verdict_by_notes(table: pd.DataFrame) -> str:
    """Return the verdict by the rule of earlier editions, under which IOM's own word was the
    verdict where it gave more than half of the supporting notes, and partners were no grade.
    """
    found = verdict(table)
    own = table.loc[table["stance"] == "supports", "basis"] == "own_word"
    if found in ("none", "contested"):
        return found
    return "own_word" if own.mean() > 0.5 else {"partners": "supported"}.get(found, found)


def changes(base: Base) -> pd.DataFrame:
    """Return the rows of `matrix` whose verdict is not that of scenario ``all``, with that one.

    Columns: those of `matrix` and ``baseline``.
    """
    table = matrix(base)
    baseline = table[table["scenario"] == "all"].set_index("finding_id")["verdict"]
    table = table.assign(baseline=table["finding_id"].map(baseline))
    return table[table["verdict"] != table["baseline"]].reset_index(drop=True)


def by_threshold(base: Base, thresholds: tuple[int, ...] = (2, 3, 5, 8, 10)) -> pd.DataFrame:
    """Return the verdicts for other numbers of independent publishers from which none is thin.

    Columns: finding_id, fewest, verdict, rows, sources.
    """
    table = stances(base)
    return pd.DataFrame([{"finding_id": finding, "fewest": fewest,
                          "verdict": verdict(group, fewest), **gather(group)}
                         for finding in ids(base) for fewest in thresholds
                         for group in [table[table["finding_id"] == finding]]])


@memoised
def jackknife(base: Base) -> pd.DataFrame:
    """Return what leaving out one publisher at a time does to the verdict on each finding.

    Columns: finding_id, publishers (left out in turn), verdict (with all), heaviest (the publisher
    with most supporting notes, first by name), weight (its percent of them), changed (tuple of the
    publishers without whom the verdict is another), outcomes (tuple of those verdicts), rows,
    sources. Where nothing supports it heaviest is empty and weight NaN.
    """
    table = stances(base)
    return pd.DataFrame([{"finding_id": finding, **_without_each(group), **gather(group)}
                         for finding in ids(base)
                         for group in [table[table["finding_id"] == finding]]])


def supporting(base: Base) -> pd.DataFrame:
    """Return what supports each finding: the rows of `thesis.analysis.findings.summary`.

    Adds own_word_share (percent of the notes), heaviest and weight (see `jackknife`).
    """
    table = summary(base)
    table = table[table["stance"] == "supports"]
    shares = table["own_word_notes"] / table["notes"] * 100
    heaviest = jackknife(base).set_index("finding_id")[["heaviest", "weight"]]
    return table.assign(own_word_share=shares).join(heaviest, on="finding_id")


def _without_each(group: pd.DataFrame) -> dict:
    baseline = verdict(group)
    outcomes = {issuer: verdict(group[group["issuer"] != issuer])
                for issuer in sorted(set(group["issuer"]))}
    changed = {issuer: outcome for issuer, outcome in outcomes.items() if outcome != baseline}
    notes = group.loc[group["stance"] == "supports", "issuer"].value_counts().sort_index()
    return {"publishers": len(outcomes), "verdict": baseline,
            "heaviest": "" if notes.empty else notes.idxmax(),
            "weight": float(notes.max() / notes.sum() * 100),
            "changed": tuple(changed), "outcomes": tuple(sorted(set(changed.values())))}


def _outcome(group: pd.DataFrame, rule: Callable[[pd.DataFrame], str]) -> dict:
    supporting = group[group["stance"] == "supports"]
    against = group[group["stance"] == "contradicts"]
    return {"verdict": rule(group), "notes": len(supporting),
            "outside_publishers": outside(supporting)["issuer"].nunique(),
            "independent_publishers": independent(supporting)["issuer"].nunique(),
            "own_word_share": float((supporting["basis"] == "own_word").mean() * 100),
            "against": outside(against)["issuer"].nunique()}
