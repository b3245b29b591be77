"""Which of several values for one thing the rule picks; the others stay visible.

The rule, in this order: nearest to the office that counts (its own page, another official or
international body, another body, press that names the office, the rest); latest (date of the
count, else month of publication); given by most publishers; most specific (no bound, no rounding,
most digits); lowest id. It picks a value to write first, not a true one.
"""

import re

import pandas as pd

from thesis.analysis.conflicts import BOUNDS, conflicts, significant
from thesis.base.acronyms import acronym
from thesis.base.load import Base, with_sources
from thesis.base.memoise import memoised

OFFICIAL = ("government", "police", "un", "iom")
UNNAMED = ("press", "aggregator", "company")
NEARNESS = ("own_page", "official", "other_body", "names_office", "rest")
NAMES = re.compile(r"[A-Z]\w{2,}")
MONTH = len("2023-06")


@memoised
def preferred(base: Base) -> pd.DataFrame:
    """Return `thesis.analysis.conflicts.conflicts` with what the rule picks.

    Columns added: picked (value), picked_row (its observation), nearness (of `NEARNESS`).
    """
    table = conflicts(base)
    order = ranked(base)
    place = dict(zip(order["observation_id"], order.index, strict=True))
    best = order.iloc[[min(place[row] for row in rows) for rows in table["rows"]]]
    return table.assign(picked=best["value"].tolist(), picked_row=best["observation_id"].tolist(),
                        nearness=[NEARNESS[distance] for distance in best["distance"]])


def ranked(base: Base) -> pd.DataFrame:
    """Return the observations, those that the rule puts first first, with ``distance``."""
    rows = with_sources(base.observations, base)
    same = ["indicator", "period_start", "period_end", "area", "value"]
    rows = rows.assign(
        distance=[distance(row) for row in rows.to_dict("records")],
        counted=rows["as_of"].where(rows["as_of"] != "", rows["date"]).str[:MONTH],
        publishers=rows.groupby(same, dropna=False)["issuer"].transform("nunique"),
        vague=rows["qualifier"].isin([*BOUNDS, "about"]),
        digits=rows["value"].map(significant))
    return rows.sort_values(
        ["distance", "counted", "publishers", "vague", "digits", "observation_id"],
        ascending=[True, False, False, True, False, True], ignore_index=True)


def distance(row: dict) -> int:
    """Return how far the publisher of an observation is from the office that counts."""
    if row["issuer_kind"] not in UNNAMED:
        office = set(NAMES.findall(row["reported_by"]))
        issuer = {*NAMES.findall(row["issuer"]), acronym(row["issuer"])}
        if office & issuer:
            return NEARNESS.index("own_page")
        official = row["issuer_kind"] in OFFICIAL
        return NEARNESS.index("official" if official else "other_body")
    return NEARNESS.index("names_office" if row["reported_by"] else "rest")
