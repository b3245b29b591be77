"""Selections that must not lose a row: what a figure or table would not show is an error."""

from collections.abc import Collection

import pandas as pd


def complete(table: pd.DataFrame, **columns: Collection[str]) -> pd.DataFrame:
    """Return the table; ValueError where a column holds another value than those given for it."""
    for column, known in columns.items():
        if unknown := sorted(set(table[column]) - set(known)):
            raise ValueError(f"{column} {', '.join(unknown)} is none of {', '.join(known)}: "
                             "rows would be missing; add it where these are listed in the code")
    return table
