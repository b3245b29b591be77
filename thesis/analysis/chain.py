"""Which part of the chain of trafficking, and of the response to it, IOM's core activities touch.

An activity touches a stage where a note on it names the stage as its subject, its content or its
stated aim: ``data/activity_chain.csv``. Trafficking has the stages of its definition (act, means
and purpose); what answers it is the response.
"""

import pandas as pd

from thesis.analysis.activities import core
from thesis.analysis.complete import complete
from thesis.base.lineage import gather
from thesis.base.load import Base

RESPONSE = "response"
STAGES = {"recruitment": "act", "movement": "act", "means": "means", "exploitation": "purpose",
          "identification": RESPONSE, "prosecution": RESPONSE, "assistance": RESPONSE,
          "recovery": RESPONSE}
PARTS = tuple(dict.fromkeys(STAGES.values()))


def touched(base: Base) -> pd.DataFrame:
    """Return one row per core activity and stage: columns of ``activity_chain``, part, sources."""
    table = complete(base.activity_chain, stage=STAGES)
    found = table.merge(core(base)[["activity_id", "sources"]], on="activity_id")
    return found.assign(part=found["stage"].map(STAGES))


def by_stage(base: Base) -> pd.DataFrame:
    """Return how many core activities touch each stage, none included: stage, part, count, rows,
    sources.
    """
    table = touched(base)
    groups = {stage: table[table["stage"] == stage] for stage in STAGES}
    return pd.DataFrame([{"stage": stage, "part": STAGES[stage], "count": len(group),
                          **gather(group)}
                         for stage, group in groups.items()])


def in_response(base: Base, response: bool) -> pd.DataFrame:
    """Return the core activities that touch the response, or else trafficking itself."""
    table = touched(base)
    wanted = table.loc[(table["part"] == RESPONSE) == response, "activity_id"]
    return _of(base, wanted, True)


def untouched(base: Base) -> pd.DataFrame:
    """Return the core activities whose notes name no stage."""
    return _of(base, touched(base)["activity_id"], False)


def _of(base: Base, wanted: pd.Series, among: bool) -> pd.DataFrame:
    activities = core(base)
    return activities[activities["activity_id"].isin(wanted) == among].reset_index(drop=True)
