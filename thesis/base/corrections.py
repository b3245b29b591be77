"""Corrections: cells that their own note proves wrong, kept as data and never written over.

A row of ``data/corrections.csv`` names a cell, what it holds (``expect``) and what it should hold
(``corrected``). Only those with status ``applied`` change what the analysis works on.
"""

from collections.abc import Mapping

import pandas as pd

NAME = "corrections"
APPLIED = "applied"
KEYS = {"observations": "observation_id", "activities": "activity_id", "caseload": "caseload_id",
        "evidence": "evidence_id", "indicators": "indicator", "actors": "actor_id",
        "publishers": "publisher", "series": "series_id"}


def corrected_table(name: str, table: pd.DataFrame,
                    tables: Mapping[str, pd.DataFrame]) -> pd.DataFrame:
    """Return one table with its applied corrections made; `table` itself is not changed.

    `tables` holds the table of corrections; a base older than that table has none to make. A cell
    whose row is left out (it rests on an excluded source) is passed over. Raises ValueError where
    a cell is not what the correction expects.
    """
    if name not in KEYS or NAME not in tables:
        return table
    rows = tables[NAME]
    rows = rows[(rows["table"] == name) & (rows["status"] == APPLIED)]
    return _with(table.copy(), KEYS[name], rows) if len(rows) else table


def _with(table: pd.DataFrame, key: str, corrections: pd.DataFrame) -> pd.DataFrame:
    places = dict(zip(table[key], table.index, strict=True))
    for row in corrections.itertuples():
        place = places.get(row.row_id)
        if place is None:
            continue
        if not same(table.at[place, row.column], row.expect):
            raise ValueError(f"correction {row.correction_id}: {row.column} of {row.row_id} is "
                             f"{table.at[place, row.column]!r}, not {row.expect!r}")
        table.at[place, row.column] = _typed(row.corrected, table[row.column])
    return table


def same(cell: str | float, text: str) -> bool:
    """Return whether a cell holds what `text` says; numbers compare as numbers, 30 as 30.0."""
    if pd.isna(cell) or cell == "":
        return text == ""
    try:
        return float(cell) == float(text)
    except ValueError:
        return str(cell) == text


def _typed(text: str, column: pd.Series) -> object:
    if not pd.api.types.is_numeric_dtype(column):
        return text
    return pd.NA if text == "" else pd.to_numeric(text)
