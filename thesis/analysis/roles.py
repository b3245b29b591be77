"""The role of IOM in its core activities, after Archer: it follows from three recorded questions.

Whose authority makes valid what is done, who pays, who takes the initiative: an answer stands in
``data/role_answers.csv`` where a note gives it. A state's points to the instrument, that of several
parties to the arena, IOM's own to the actor, that of another party nowhere.
"""

import pandas as pd

from thesis.analysis import settled
from thesis.analysis.activities import core
from thesis.analysis.complete import complete
from thesis.base.load import Base
from thesis.base.memoise import memoised

QUESTIONS = ("authority", "payer", "initiator")
POINTS = {"state": "instrument", "several": "arena", "iom": "actor", "other": ""}
MIXED, UNDETERMINED = "mixed", "undetermined"
ROLES = ("instrument", "arena", "actor", MIXED, UNDETERMINED)
FEWEST_ANSWERS = 2
CODE = "io_"


def answers(base: Base) -> pd.DataFrame:
    """Return the answers for the core activities: columns of ``role_answers``, ``points``."""
    table = complete(base.role_answers, question=QUESTIONS, answer=POINTS)
    table = table[table["activity_id"].isin(core(base)["activity_id"])]
    return table.assign(points=table["answer"].map(POINTS)).reset_index(drop=True)


def role(points: list[str]) -> str:
    """Return the role that answers point to: two alike make it, two that differ make it mixed."""
    pointing = [point for point in points if point]
    if len(pointing) < FEWEST_ANSWERS:
        return UNDETERMINED
    return pointing[0] if len(set(pointing)) == 1 else MIXED


@memoised
def roles(base: Base) -> pd.DataFrame:
    """Return the core activities (columns of base.activities) with the answers and the role.

    Adds `QUESTIONS` (the answer, "" where no note gives one), role, coded (the roles, of
    instrument, arena and actor, that the settled codes of its notes name, separated by spaces).
    """
    given, activities = answers(base), core(base)
    cells = given.pivot(index="activity_id", columns="question", values="answer")
    cells = cells.reindex(index=activities["activity_id"], columns=QUESTIONS).fillna("")
    points = given.groupby("activity_id")["points"].agg(list)
    return activities.join(cells, on="activity_id").assign(
        role=[role(points.get(activity, [])) for activity in activities["activity_id"]],
        coded=[_coded(base, notes.split()) for notes in activities["evidence_ids"]])


def _coded(base: Base, notes: list[str]) -> str:
    codes = settled.codings(base)
    found = codes.loc[codes["evidence_id"].isin(notes), "code"]
    return " ".join(sorted({code.removeprefix(CODE) for code in found if code.startswith(CODE)}))


def differing(base: Base) -> pd.DataFrame:
    """Return the rows of `roles` whose notes have codes of roles, but not that of their role."""
    table = roles(base)
    named = [role in coded.split() for role, coded in
             zip(table["role"], table["coded"], strict=True)]
    return table[(table["coded"] != "") & ~pd.Series(named, index=table.index)]


def answered(base: Base) -> pd.DataFrame:
    """Return how many core activities have an answer to each question: question, count, rows,
    sources.
    """
    table = roles(base)
    found = [table[table[question] != ""] for question in QUESTIONS]
    return pd.DataFrame([{"question": question, "count": len(rows),
                          "rows": tuple(rows["activity_id"]),
                          "sources": tuple(sorted(set(" ".join(rows["sources"]).split())))}
                         for question, rows in zip(QUESTIONS, found, strict=True)])
