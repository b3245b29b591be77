"""From case to payment: prosecutions, convictions, protection and restitution."""

import pandas as pd

from thesis.analysis.situation import reported_values, with_year
from thesis.base.load import Base
from thesis.base.series import series

STEPS = ("restitution_assessed", "restitution_demanded", "restitution_due", "restitution_granted",
         "restitution_paid")


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
    """Return restitution in trafficking cases by year and step, in rupiah, in order of `STEPS`.

    Columns: as `thesis.analysis.situation.annual`. Steps of one year need not concern the same
    cases. Values without a stated year are left out.
    """
    found = series(base, "restitution_year")
    table = reported_values(with_year(found[found["period_start"] != ""]), ["indicator", "year"])
    order = table["indicator"].map(STEPS.index)
    return table.loc[table.assign(step=order).sort_values(["year", "step", "value"]).index
                     ].reset_index(drop=True)
