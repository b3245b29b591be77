"""People whom IOM assisted, identified or recorded: overlapping counts, side by side.

The counts of ``caseload.csv`` grow with the date of writing and mix measures and populations: a
frame from here is a list of counts and must never be summed.
"""

import pandas as pd

from thesis.base.lineage import gathered
from thesis.base.load import Base

NATIONAL, DATABASE = "national", "database"  # values of population_scope
KEYS = ["value", "measure", "period_start", "period_end", "population"]


def counts(base: Base) -> pd.DataFrame:
    """Return the counts of victims in all of Indonesia known to IOM since 2005.

    Columns: value (persons), measure, period_start, period_end (partial dates, ``""`` unknown),
    population (scope `NATIONAL`), qualifier (exact, about, more_than; ``""`` where the base has no
    observation), rows (caseload ids), sources. The same count in two sources is one row.
    Sorted by the end of the period, counts without an end last. Never to be summed.
    """
    caseload = base.caseload
    whole = (caseload["unit"] == "persons") & (caseload["sex"] == "") & (caseload["age"] == "")
    national = caseload[whole & (caseload["population_scope"] == NATIONAL)]
    signs = dict(zip(national["caseload_id"], qualifiers(base, national)))
    table = gathered(national.groupby(KEYS, sort=False)).reset_index()
    table.insert(len(KEYS), "qualifier", [max(signs[row] for row in rows)
                                          for rows in table["rows"]])
    ordered = table.assign(open=table["period_end"] == "").sort_values(
        ["open", "period_end", "value"], ignore_index=True)
    return ordered.drop(columns="open")


def qualifiers(base: Base, caseload: pd.DataFrame) -> list[str]:
    """Return the qualifier of the observation with the same note and value, ``""`` without one."""
    known = {(row.evidence_id, row.value): row.qualifier for row in base.observations.itertuples()}
    return [known.get((row.evidence_id, row.value), "") for row in caseload.itertuples()]
