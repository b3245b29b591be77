"""Partial dates, as precise as a source gives them (2023, 2023-06, 2023-06-05), and the period
under study.
"""

from calendar import monthrange
from datetime import date

import pandas as pd

PERIOD = ("2023", "2024")
MONTHS = tuple(f"{year}-{month:02d}" for year in PERIOD for month in range(1, 13))


def parts(partial: str) -> tuple[int, ...]:
    """Return year, month and day, as many as are given; ValueError for what is no date."""
    return tuple(map(int, partial.split("-")))


def first_day(partial: str) -> date:
    """Return the first day of a partial date: 2023-02 is 1 February 2023."""
    year, month, day = (*parts(partial), 1, 1)[:3]
    return date(year, month, day)


def last_day(partial: str) -> date:
    """Return the last day of a partial date: 2023-02 is 28 February 2023."""
    given = parts(partial)
    year, month = (*given, 12)[:2]
    return date(year, month, given[2] if len(given) == 3 else monthrange(year, month)[1])


def in_period(dates: pd.Series) -> pd.Series:
    """Return whether each partial date lies in the period under study; False where empty."""
    return dates.str[:4].isin(PERIOD)


def is_year(start: str, end: str) -> bool:
    """Return whether a period is one whole calendar year, however precisely it is dated."""
    return bool(start) and start[:4] == end[:4] and (
        start[4:] in ("", "-01", "-01-01") and end[4:] in ("", "-12", "-12-31"))
