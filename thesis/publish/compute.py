"""What cells compute from frames: facts, and tables of facts, which know their rows and sources.

The frames are those of `thesis.analysis`: with id columns, or aggregated (`thesis.base.lineage`).
"""

from collections.abc import Callable
from typing import Any

import pandas as pd

from thesis.base.lineage import row_ids, source_keys
from thesis.base.load import Base
from thesis.publish.facts import Fact, Table


def fact(value: Any, frame: pd.DataFrame, *, unit: str, how: str,
         decimals: int | None = None, of: str = "") -> Fact:
    """Return the fact `value`, resting on the rows and sources of `frame`.

    A count of something else than the rows themselves becomes a tally; `of` says what it counts.
    """
    if hasattr(value, "item"):
        value = value.item()
    rows = row_ids(frame)
    if how == "count" and value != len(rows):
        how = "tally"
    return Fact(value, unit, how, rows, source_keys(frame), decimals, of=of)


def counted(frame: pd.DataFrame, unit: str = "count") -> Fact:
    """Return how many rows `frame` has."""
    return fact(len(frame), frame, unit=unit, how="count")


def distinct(frame: pd.DataFrame, column: str, unit: str = "count") -> Fact:
    """Return how many different values a column of `frame` holds."""
    return fact(frame[column].nunique(), frame, unit=unit, how="distinct", of=column)


def summed(frame: pd.DataFrame, column: str = "value", unit: str = "count") -> Fact:
    """Return the sum of a column of `frame`."""
    return fact(int(frame[column].sum()), frame, unit=unit, how="sum")


def listed(frame: pd.DataFrame, column: str, how: str = "value") -> Fact:
    """Return the values of a column of `frame`, which the text gives as a list."""
    return fact(tuple(frame[column]), frame, unit="list", how=how)


def share(part: pd.DataFrame, whole: pd.DataFrame) -> Fact:
    """Return how many percent of the rows of `whole` are in `part`; it rests on `whole`."""
    return fact(100 * len(part) / len(whole), whole, unit="percent", how="share")


def ratio(frame: pd.DataFrame, part: str, whole: str) -> Fact:
    """Return how many percent of the sum of a column of `frame` that of another is."""
    return fact(100 * frame[part].sum() / frame[whole].sum(), frame, unit="percent", how="ratio")


def quotient(base: Base, parts: list[str], whole: list[str], *, unit: str = "percent",
             decimals: int = 1) -> Fact:
    """Return the observations `parts`, added up, divided by those of `whole`; percent, or a ratio.

    Raises KeyError where ``data/observations.csv`` lacks one of the ids.
    """
    rows = base.observations[base.observations["observation_id"].isin([*parts, *whole])]
    values = rows.set_index("observation_id")["value"]
    result = values.loc[parts].sum() / values.loc[whole].sum() * (100 if unit == "percent" else 1)
    return fact(result, rows, unit=unit, how="ratio", decimals=decimals)


def each(frame: pd.DataFrame, key: str, value: str, *, unit: str = "count",
         how: str = "count") -> Table:
    """Return the values of a column of an aggregated frame by those of its column `key`.

    Rows without a value, or that rest on nothing in data/, are left out.
    """
    lines = {str(name): frame.loc[[row]] for row, name in frame[key][frame[value].notna()].items()}
    return {name: fact(line[value].iloc[0], line, unit=unit, how=how, of=value)
            for name, line in lines.items() if row_ids(line)}


def by(frame: pd.DataFrame, column: str, make: Callable[..., Fact] = counted,
       *arguments: str) -> Table:
    """Return `make(rows, *arguments)` for the rows of each value of a column, by value.

    Rows without a value (``""``) are left out.
    """
    groups = frame[frame[column] != ""].groupby(column)
    return {str(key): make(rows, *arguments) for key, rows in groups}
