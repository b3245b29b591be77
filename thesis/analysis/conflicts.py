"""Where sources contradict each other: several values for one and the same thing."""

from collections.abc import Iterable
from math import floor, isclose, log10

import pandas as pd

from thesis.base.dates import last_day
from thesis.base.lineage import row_ids, source_keys
from thesis.base.load import Base
from thesis.base.memoise import memoised

BREAKDOWNS = ["sex", "age", "modus", "nationality", "origin", "destination", "stage", "detail"]
KEYS = ["indicator", "unit", "start", "end", "as_of", "area_type", "area", "office", *BREAKDOWNS]
LOWER_BOUNDS = ("more_than", "at_least")
BOUNDS = (*LOWER_BOUNDS, "at_most")
MILLION = 1_000_000
COUNTED = ("persons", "cases", "reports", "records", "count")
YEAR = len("2023")
# What these count differs from note to note, so two values do not contradict each other.
DIFFERENT_THINGS = ("other_measure", "entities_counted", "study_sample", "countries_counted",
                    "case_money_idr", "reported_change_percent", "reported_change_count",
                    "event_participants", "rank_reported", "iom_organisation")
OF_THE_OFFICE = ("office_budget", "office_budget_cut", "office_budget_cut_share")
FOUND = ("values", "statements", "lowest", "highest", "spread", "explained", "rows", "sources")


@memoised
def conflicts(base: Base) -> pd.DataFrame:
    """Return one row for everything for which sources give more than one value.

    The same thing is the same indicator, unit, period, area and breakdown, and for budgets the
    same office. ``2023`` and ``2023-01-01`` to ``2023-12-31`` are one period. The date of a count
    (as_of) tells things apart until the last month of the period; from then on, another date is a
    second opinion on the same thing. Values without any date are left out.

    Columns: those of `KEYS` (start, end: partial dates; as_of ``""`` for a period that has ended),
    values (tuple, ascending), statements (tuple of (value, reporters, sources), by value),
    lowest, highest, spread (percent of the lowest; NaN where that is 0), explained (the values
    agree once rounded, or are bounds that the others meet), rows, sources; sorted by `KEYS`.
    """
    groups = contested(base.observations).groupby(KEYS)
    return pd.DataFrame([_conflict(key, group) for key, group in groups], columns=[*KEYS, *FOUND])


def contested(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations of things for which they give more than one value.

    Columns: those of the observations, and start, end, as_of and office as in `conflicts`.
    """
    found = _same_things(observations)
    return found[found.groupby(KEYS)["value"].transform("nunique") > 1]


def confirmed(observations: pd.DataFrame) -> pd.DataFrame:
    """Return the observations whose value another source gives for the same thing."""
    found = _same_things(observations)
    return found[found.groupby([*KEYS, "value"])["source"].transform("nunique") > 1]


def _same_things(observations: pd.DataFrame) -> pd.DataFrame:
    """Return observations with whole years written as years and as_of only where it matters."""
    dated = (observations["period_start"] + observations["as_of"]) != ""
    found = observations[dated & ~observations["indicator"].isin(DIFFERENT_THINGS)]
    start, end = found["period_start"], found["period_end"]
    year = start.str.endswith("-01-01") & end.str.endswith("-12-31")
    found = found.assign(start=start.where(~year, start.str[:YEAR]),
                         end=end.where(~year, end.str[:YEAR]))
    found = found.assign(
        office=found["reported_by"].where(found["indicator"].isin(OF_THE_OFFICE), ""))
    return found.assign(as_of=[as_of if _open(end, as_of) else ""
                               for end, as_of in zip(found["end"], found["as_of"], strict=True)])


def _open(end: str, as_of: str) -> bool:
    """Return whether the last month of a period was still to come on the date of the count.

    Year-end releases of late December give the figures of their year.
    """
    return not end or bool(as_of) and last_day(as_of) < last_day(end).replace(day=1)


def _conflict(key: tuple, group: pd.DataFrame) -> dict:
    values = tuple(sorted(group["value"].unique()))
    low, high = values[0], values[-1]
    return dict(zip(KEYS, key, strict=True)) | {
        "values": values, "statements": _statements(group), "lowest": low, "highest": high,
        "spread": (high - low) / abs(low) * 100 if low else float("nan"),
        "explained": _explained(group), "rows": row_ids(group), "sources": source_keys(group)}


def _statements(group: pd.DataFrame) -> tuple[tuple, ...]:
    return tuple((value, tuple(sorted(set(rows["reported_by"]) - {""})), source_keys(rows))
                 for value, rows in group.groupby("value"))


def _explained(group: pd.DataFrame) -> bool:
    """Return whether all values agree with the most precise one that is not a bound."""
    firm = group.loc[~group["qualifier"].isin(BOUNDS), "value"]
    if firm.empty:
        return True
    precise = max(firm, key=significant)
    return all(_agrees(row, precise) for row in group.to_dict("records"))


def _agrees(row: dict, precise: float) -> bool:
    value = row["value"]
    if row["qualifier"] in BOUNDS:
        return value <= precise if row["qualifier"] in LOWER_BOUNDS else value >= precise
    small = row["unit"] in COUNTED and value < MILLION  # a count such as 150 is seldom rounded
    if small and row["qualifier"] != "about":
        return value == precise
    return is_rounding(value, precise)


def contradict(values: Iterable[float]) -> bool:
    """Return whether values of one thing differ by more than the rounding of a large one."""
    distinct = set(values)
    precise = max(distinct, key=significant)
    return any(value != precise and (value < MILLION or not is_rounding(value, precise))
               for value in distinct)


def is_rounding(value: float, precise: float) -> bool:
    """Return whether `precise`, rounded or cut to the significant digits of `value`, gives it."""
    if not precise or not value:
        return value == precise
    step = 10.0 ** (floor(log10(abs(precise))) + 1 - significant(value))
    near = (round(precise / step) * step, floor(precise / step) * step)
    return any(isclose(value, candidate, rel_tol=1e-9) for candidate in near)


def significant(value: float) -> int:
    """Return the number of significant digits of a value: 3 for 2,550,000 and for 2.86."""
    return len(f"{value:.11e}".split("e")[0].lstrip("-").replace(".", "").rstrip("0"))
