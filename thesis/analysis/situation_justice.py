"""From case to payment: prosecutions and restitution."""

import pandas as pd

from thesis.analysis.situation import reported_values, with_year
from thesis.base.lineage import gathered
from thesis.base.load import Base
from thesis.base.series import series

STEPS = {"restitution_due": "due", "restitution_paid": "paid"}


def prosecutions(base: Base) -> pd.DataFrame:
    """Return cases prosecuted by period: Attorney General, presidential annex, US report.

    Columns: start, end (years), until (``2023-08`` where the count ends before the year), value,
    reported_by, source_count, rows, sources. Periods of several years overlap single ones.
    """
    found = with_year(series(base, "prosecutions_year"))
    ends = found["period_end"]
    found = found.assign(start=found["year"], end=ends.str[:4].astype(int),
                         until=ends.where(ends.str.len() > len("2023"), ""))
    return reported_values(found, ["start", "end", "until"])


def restitution(base: Base) -> pd.DataFrame:
    """Return the restitution in trafficking cases that was due and that was paid, in rupiah.

    One row per pair that sources give for a year; sources that give only one of the two are left
    out. Columns: year, due, paid, rows, sources; sorted by these. The two of one year need not
    concern the same cases. Raises ValueError for a source with two values for one of them.
    """
    found = series(base, "restitution_year")
    found = with_year(found[found["indicator"].isin(STEPS) & (found["period_start"] != "")])
    single = found.drop_duplicates(["year", "source", "indicator", "value"])
    pairs = single.pivot(index=["year", "source"], columns="indicator", values="value")
    pairs = pairs.rename(columns=STEPS).dropna(subset=list(STEPS.values())).reset_index()
    groups = found.merge(pairs, on=["year", "source"]).groupby(["year", *STEPS.values()])
    return gathered(groups).reset_index()
