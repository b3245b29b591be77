"""Confidence in each finding, inspired by GRADE-CERQual: four components, each by a stated rule.

CERQual was made for findings of syntheses of qualitative primary studies and rests on the
judgement of assessors who read those studies. Here documents stand for studies, makers of works for
their authors, and each component starts from a rule that is computed from the data. Where the
assessor, an automated reader, differs from the rule, ``data/confidence.csv`` says so with the
reason.

* Methodological limitations: share of supporting publishers that are independent of IOM and not
  press; one step worse where most notes are IOM's own word. Never better than moderate, since all
  sources were read as excerpts.
* Coherence: the worst of three: independent publishers that contradict; whether a statement that
  claims an effect rests on notes that report outcomes; agreement of the passes on the stance.
* Adequacy: independent publishers that support; one step worse where one publisher gives most
  notes.
* Relevance: share of supporting notes whose fact is dated 2023-2024.

The concerns count 0 to 3 points; their sum gives the level (`MOST_POINTS`). It is confidence that
the statement represents what happened, not that IOM's work had an effect.
"""

from collections.abc import Mapping

import pandas as pd

from thesis.analysis.findings import FEWEST_PUBLISHERS, outside, stances
from thesis.analysis.parts import findings
from thesis.analysis.reliability import by_finding
from thesis.analysis.settled import judged
from thesis.base.dates import in_period
from thesis.base.lineage import gather
from thesis.base.load import Base
from thesis.base.memoise import memoised

COMPONENTS = ("methodological_limitations", "coherence", "adequacy", "relevance")
CONCERNS = ("none", "minor", "moderate", "serious")
LEVELS = ("moderate", "low", "very_low")
EFFECT_CLAIMS = ("F4", "F6b")  # "strengthened"
SOLID_SHARES = {"moderate": 10}  # percent of publishers, from
OWN_WORD_ABOVE = 50  # percent of notes
CONTRADICTED_BELOW = {"minor": 10, "moderate": 25}  # percent of independent publishers
OUTCOMES_FROM = 50  # percent of the notes on such a statement
STABLE_ALPHAS = {"none": 0.8, "minor": 0.667, "moderate": 0.5}
PUBLISHERS = {"none": 2 * FEWEST_PUBLISHERS, "minor": FEWEST_PUBLISHERS, "moderate": 3}
ONE_VOICE_ABOVE = 50  # percent of notes
PERIOD_SHARES = {"none": 75, "minor": 50, "moderate": 25}  # percent of notes, from
MOST_POINTS = {"moderate": 4, "low": 7}


def graded(value: float, thresholds: Mapping[str, float]) -> str:
    """Return the first concern whose threshold `value` reaches, serious where it reaches none."""
    return next((name for name, least in thresholds.items() if value >= least), "serious")


def worse(concern: str) -> str:
    """Return the concern one step worse; serious stays serious."""
    return CONCERNS[min(CONCERNS.index(concern) + 1, len(CONCERNS) - 1)]


@memoised
def measures(base: Base) -> pd.DataFrame:
    """Return what the rules look at, one row per finding.

    Columns: finding_id, notes, publishers, outside_publishers, solid_publishers (independent
    and not press), solid_share (percent of the publishers), own_word_share (percent of the notes),
    contradicting (notes), against (publishers outside IOM that contradict), against_share
    (percent of those outside IOM that take a stance), alpha (of the
    stance on the statement, between the passes),
    outcomes, outcome_share (notes that report an outcome), heaviest_share (of the publisher with
    most notes), period_notes, period_share, rows, sources (of notes on both sides).
    """
    table = stances(base)
    outcomes = set(judged(base, "kind", "outcome"))
    alphas = by_finding(base).set_index("finding_id")["alpha"]
    return pd.DataFrame([
        {"finding_id": finding, **_measured(group, outcomes), "alpha": alphas[statement],
         **gather(group)}
        for finding, statement in findings(base)[["part_id", "finding_id"]].itertuples(index=False)
        for group in [table[table["finding_id"] == finding]]])


def by_rule(row: Mapping) -> dict[str, str]:
    """Return {component: concern} by rule, from a row of `measures`; serious without any note."""
    if not row["notes"]:
        return dict.fromkeys(COMPONENTS, "serious")
    method = graded(row["solid_share"], SOLID_SHARES)
    adequacy = graded(row["outside_publishers"], PUBLISHERS)
    return {"methodological_limitations":
            worse(method) if row["own_word_share"] > OWN_WORD_ABOVE else method,
            "coherence": max(_coherence(row), key=CONCERNS.index),
            "adequacy": worse(adequacy) if row["heaviest_share"] > ONE_VOICE_ABOVE else adequacy,
            "relevance": graded(row["period_share"], PERIOD_SHARES)}


def concerns(base: Base) -> pd.DataFrame:
    """Return one row per finding and component.

    Columns: finding_id, component, rule (concern by rule), judged (the assessor's where
    ``data/confidence.csv`` has one, else that of the rule), differs, reason_id, reason_en (empty
    where the assessor gave none), rows, sources.
    """
    table = measures(base)
    given = base.confidence.set_index(["part_id", "component"])
    rows = []
    for row in table.to_dict("records"):
        for component, rule in by_rule(row).items():
            key = (row["finding_id"], component)
            own = given.loc[key].to_dict() if key in given.index else {}
            judged = own.get("judgement", rule)
            rows.append({"finding_id": key[0], "component": component, "rule": rule,
                         "judged": judged, "differs": judged != rule,
                         "reason_id": own.get("reason_id", ""),
                         "reason_en": own.get("reason_en", ""),
                         "rows": row["rows"], "sources": row["sources"]})
    return pd.DataFrame(rows)


def level(given: Mapping[str, str]) -> str:
    """Return the level of `LEVELS` that concerns about the components ({component: concern}) give.

    The points of the concerns (none 0, minor 1, moderate 2, serious 3) are added up.
    """
    points = sum(CONCERNS.index(concern) for concern in given.values())
    return next((name for name, most in MOST_POINTS.items() if points <= most), LEVELS[-1])


def summary(base: Base) -> pd.DataFrame:
    """Return `measures` with the judged concern per component, rule_level and level added."""
    table, long = measures(base), concerns(base)
    wide = {kind: long.pivot(index="finding_id", columns="component", values=kind)[
        list(COMPONENTS)].loc[table["finding_id"]] for kind in ("rule", "judged")}
    levels = {kind: [level(row) for row in frame.to_dict("records")]
              for kind, frame in wide.items()}
    judged = {component: list(wide["judged"][component]) for component in COMPONENTS}
    return table.assign(**judged, rule_level=levels["rule"], level=levels["judged"])


def _measured(group: pd.DataFrame, outcomes: set[str]) -> dict:
    support = group[group["stance"] == "supports"]
    contra = group[group["stance"] == "contradicts"]
    makers, against = (outside(side)["issuer"].nunique() for side in (support, contra))
    publishers = support["issuer"].nunique()
    solid = support.loc[support["basis"] == "other", "issuer"].nunique()
    told = int(support["evidence_id"].isin(outcomes).sum())
    dated = int(in_period(support["date_of_fact"]).sum())
    notes = len(support)
    return {"notes": notes, "publishers": publishers, "outside_publishers": makers,
            "solid_publishers": solid, "solid_share": _percent(solid, publishers),
            "own_word_share": _percent((support["basis"] == "own_word").sum(), notes),
            "contradicting": len(contra), "against": against,
            "against_share": _percent(against, makers + against),
            "outcomes": told, "outcome_share": _percent(told, notes),
            "heaviest_share": _percent(support["issuer"].value_counts().max() if notes else 0,
                                       notes),
            "period_notes": dated, "period_share": _percent(dated, notes)}


def _coherence(row: Mapping) -> tuple[str, str, str]:
    contradicted = "none" if not row["against"] else next(
        (name for name, below in CONTRADICTED_BELOW.items() if row["against_share"] < below),
        "serious")
    overreach = row["finding_id"] in EFFECT_CLAIMS and row["outcome_share"] < OUTCOMES_FROM
    return contradicted, "moderate" if overreach else "none", graded(row["alpha"], STABLE_ALPHAS)


def _percent(part: int, whole: int) -> float:
    return 100 * int(part) / whole if whole else 0.0
