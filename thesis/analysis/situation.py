"""What sources report on the situation: every value side by side, never averaged."""

import pandas as pd

from thesis.base.lineage import gathered
from thesis.base.load import Base
from thesis.base.series import series

EXACT = "exact"


def reported_values(frame: pd.DataFrame, keys: list[str]) -> pd.DataFrame:
    """Return one row per value that the observations of `frame` give for the same `keys`.

    Columns: `keys`, value, qualifier (``exact`` where one of the sources says so), reported_by
    (tuple of the bodies that gave the value), source_count, rows, sources; sorted by `keys`, value.
    """
    groups = frame.groupby([*keys, "value"])
    table = groups["qualifier"].agg(_qualifier).to_frame()
    table["reported_by"] = groups["reported_by"].agg(lambda names: tuple(sorted(set(names))))
    basis = gathered(groups)
    table["source_count"] = basis["sources"].map(len)
    return table.join(basis).reset_index()


def _qualifier(given: pd.Series) -> str:
    return EXACT if EXACT in set(given) else given.iloc[0]


def annual(base: Base, series_id: str) -> pd.DataFrame:
    """Return the values of a yearly series of `data/series.csv`.

    Columns: indicator, year, value, qualifier, reported_by, source_count, rows, sources.
    """
    return reported_values(with_year(series(base, series_id)), ["indicator", "year"])


def with_year(observations: pd.DataFrame) -> pd.DataFrame:
    """Return observations with the column ``year`` (int) of their period added."""
    return observations.assign(year=observations["period_start"].str[:4].astype(int))
