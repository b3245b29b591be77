"""Placements of Indonesian migrant workers through official channels."""

import pandas as pd

from thesis.analysis.situation import reported_values, with_year
from thesis.base.load import Base
from thesis.base.series import series

YEAR = len("2023")


def placements_by_destination(base: Base) -> pd.DataFrame:
    """Return placements by destination in the latest full year for which there is a list.

    Columns: year, destination (country code), value, share (percent of the total of that year
    from the same sources), reported_by, source_count, rows, sources; the largest first. Sources
    list only part of the destinations.
    """
    found = with_year(series(base, "placements_destination"))
    full = found[(found["period_start"] == found["period_end"])
                 & (found["period_start"].str.len() == YEAR)]
    last = full[full["year"] == full["year"].max()]
    table = reported_values(last, ["year", "destination"])
    table.insert(3, "share", table["value"] / _total(base, last) * 100)
    return table.sort_values("value", ascending=False, ignore_index=True)


def _total(base: Base, rows: pd.DataFrame) -> float:
    totals = with_year(series(base, "placements_year"))
    same = totals["source"].isin(rows["source"]) & totals["year"].isin(rows["year"])
    (total,) = totals.loc[same, "value"].unique()
    return total
