"""What a value rests on: the rows of the base and the sources behind them.

Analysis functions keep the ids of the rows they use: a row-per-row result keeps the id columns
(``observation_id``, ``evidence_id``, ``activity_id``, ``caseload_id``, ``source``), an aggregated
one has the columns ``rows`` and ``sources`` (tuples), which `gather` makes.
"""

from collections.abc import Iterable

import pandas as pd
from pandas.core.groupby import DataFrameGroupBy

IDS = ("observation_id", "caseload_id", "activity_id", "evidence_id", "search_id")


def row_ids(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the sorted ids of the rows that a frame holds or was aggregated from."""
    if "rows" in frame:
        return _union(frame["rows"])
    for column in IDS:
        if column in frame:
            return tuple(sorted(set(frame[column])))
    return source_keys(frame)


def source_keys(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the sorted keys of the sources that a frame rests on."""
    if "sources" in frame:
        return _union(keys.split() if isinstance(keys, str) else keys for keys in frame["sources"])
    return tuple(sorted(set(frame["source"]))) if "source" in frame else ()


def gather(group: pd.DataFrame) -> pd.Series:
    """Return ``rows`` and ``sources`` of a group of rows, for use beside an aggregated value."""
    return pd.Series({"rows": row_ids(group), "sources": source_keys(group)})


def gathered(groups: DataFrameGroupBy) -> pd.DataFrame:
    """Return ``rows`` and ``sources`` of each group, to be joined to what was aggregated."""
    return groups.apply(gather, include_groups=False)


def counted(frame: pd.DataFrame, by: list[str]) -> pd.DataFrame:
    """Return how many rows each combination of values has: columns `by`, count, rows, sources."""
    groups = frame.groupby(by)
    return groups.size().rename("count").to_frame().join(gathered(groups)).reset_index()


def _union(groups: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(sorted({item for group in groups for item in group}))
