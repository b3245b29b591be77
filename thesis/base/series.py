"""The ready series of ``data/series.csv``: filters that pick observations for a chart.

Conditions are joined by ``" & "``: ``column=a|b`` (one of), ``column!=a``, ``column~a`` (begins
with); ``span`` is ``year`` for one whole calendar year, else ``part``.
"""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence

import pandas as pd

from thesis.base.dates import is_year
from thesis.base.load import Base

Row = Mapping[str, str]
OPERATORS: dict[str, Callable[[str, list[str]], bool]] = {
    "!=": lambda value, wanted: value not in wanted,
    "~": lambda value, wanted: value.startswith(tuple(wanted)),
    "=": lambda value, wanted: value in wanted,
}


def series(base: Base, series_id: str) -> pd.DataFrame:
    """Return the observations of a series, columns as in ``base.observations``.

    Raises KeyError for an id that ``data/series.csv`` lacks.
    """
    (row,) = base.series[base.series["series_id"] == series_id].to_dict("records") or [None]
    if row is None:
        raise KeyError(f"no series {series_id!r} in data/series.csv")
    table = base.observations[base.observations["indicator"].isin(row["indicators"].split())]
    rows = table.assign(value=table["value"].map("{:g}".format)).to_dict("records")
    found = [r["observation_id"] for r in matches(row["indicators"].split(), row["filter"], rows,
                                                  table.columns)]
    return table[table["observation_id"].isin(found)].reset_index(drop=True)


def matches(indicators: list[str], conditions: str, rows: Iterable[Row],
            columns: Collection[str]) -> list[Row]:
    """Return the observations with one of the indicators for which all conditions hold.

    columns: those of the observations. Raises ValueError for a condition without operator or of a
    column that does not exist.
    """
    tests = [_test(condition, columns) for condition in conditions.split(" & ")]
    return [row for row in rows
            if row["indicator"] in indicators and all(test(row) for test in tests)]


def recounted(series: Iterable[Row], observations: Sequence[Row]) -> list[dict[str, str]]:
    """Return the rows of ``data/series.csv`` with the counts of what their filters find.

    Of rows that differ in their counts alone, as two merged branches leave them, the first stays.
    Raises ValueError as `matches` does.
    """
    rows: dict[tuple[str, ...], dict[str, str]] = {}
    for row in series:
        found = matches(row["indicators"].split(), row["filter"], observations, observations[0])
        notes = {other["evidence_id"] for other in found}
        new = {**row, "observations": str(len(found)), "notes": str(len(notes))}
        rows.setdefault(tuple(new.values()), new)
    return list(rows.values())


def _test(condition: str, columns: Collection[str]) -> Callable[[Row], bool]:
    operator = next((op for op in OPERATORS if op in condition), None)
    if operator is None:
        raise ValueError(f"the condition {condition!r} has no operator")
    column, _, wanted = condition.partition(operator)
    if column != "span" and column not in columns:
        raise ValueError(f"{column!r} is no column of observations.csv")
    read = span if column == "span" else lambda row: row[column]
    return lambda row: OPERATORS[operator](read(row), wanted.split("|"))


def span(row: Row) -> str:
    """Return ``year`` where the period of an observation is one calendar year, else ``part``."""
    return "year" if is_year(row["period_start"], row["period_end"]) else "part"
