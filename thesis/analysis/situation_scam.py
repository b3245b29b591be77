"""Indonesians in online-scam cases abroad: the running totals of the foreign ministry."""

from datetime import date

import pandas as pd

from thesis.analysis.situation import EXACT, reported_values
from thesis.base.dates import PERIOD, last_day
from thesis.base.load import Base
from thesis.base.series import series

MINISTRY = "Kemlu"
SINCE = "2020"
YEAR = len(SINCE)
COUNTS = ("scam_cases_cumulative", "scam_trafficking_victims")


def scam_totals(base: Base) -> pd.DataFrame:
    """Return the ministry's running totals since 2020, of cases and of victims among them.

    Exact values that ended on a known day or month up to the end of the period studied; a later
    one includes those before it. Columns: indicator, end (last day, as text), value, qualifier,
    reported_by, source_count, rows, sources; sorted by indicator, end and value.
    """
    found = pd.concat([series(base, name) for name in COUNTS], ignore_index=True)
    published = found["source"].map(base.sources.set_index("source")["date"])
    running = found["period_end"] >= published.str[:YEAR]  # the year itself, not a month of it
    running &= found["period_end"].str.len() == YEAR
    chosen = found[(found["reported_by"] == MINISTRY) & (found["qualifier"] == EXACT)
                   & (found["period_start"] == SINCE) & (found["period_end"] > SINCE)
                   & (found["period_end"].str[:YEAR] <= PERIOD[-1]) & ~running]
    ended = chosen.assign(end=chosen["period_end"].map(last_day).map(date.isoformat))
    return reported_values(ended, ["indicator", "end"])
