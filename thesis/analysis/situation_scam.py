"""Indonesians in online-scam cases abroad: totals over time, by country, at the embassy."""

import pandas as pd

from thesis.analysis.situation import reported_values
from thesis.base.dates import first_day, last_day
from thesis.base.load import Base
from thesis.base.series import series

SINCE = ("2020", "2021")


def scam_totals(base: Base) -> pd.DataFrame:
    """Return the running totals of cases abroad: they overlap and must not be added up.

    Values counted from 2020 or 2021 to a stated end. Columns: since (``2020``, ``2021``), area,
    period_end, earliest, latest (days between which the count ended: a period ``2025`` ends on no
    known day, but not after its source was published), value, qualifier, reported_by,
    source_count, rows, sources; sorted by time.
    """
    found = _since(series(base, "scam_cases_cumulative"))
    running = found["since"].isin(SINCE) & (found["period_end"].str[:4] > found["since"])
    published = base.sources.set_index("source")["date"]
    found = found[running].assign(published=lambda rows: rows["source"].map(published))
    ends = [_end(row) for row in found.to_dict("records")]
    found = found.assign(earliest=[end[0] for end in ends], latest=[end[1] for end in ends])
    table = reported_values(found, ["earliest", "latest", "since", "area", "period_end"])
    return table.sort_values(["latest", "value"], ignore_index=True)


def _since(found: pd.DataFrame) -> pd.DataFrame:
    return found.assign(since=found["period_start"].str[:4])


def _end(row: dict) -> tuple:
    """Return the first and the last day on which the count of an observation may have ended."""
    first, last = first_day(row["period_end"]), last_day(row["period_end"])
    past = row["period_end"] < row["published"][:4]
    if len(row["period_end"]) == len("2023") and past:
        return last, last
    published = last_day(row["published"]) if row["published"] else last
    return first, max(first, min(last, published))
