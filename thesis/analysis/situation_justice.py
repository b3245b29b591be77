"""From case to payment: prosecutions, convictions, protection and restitution."""

import pandas as pd

from thesis.analysis.situation import annual, reported_values, with_year
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


def returns_to_unodc(base: Base) -> pd.DataFrame:
    """Return offences, persons prosecuted and convicted in Indonesia's returns to UNODC.

    Columns: as `thesis.analysis.situation.annual`; a year without return is absent.
    """
    return annual(base, "unodc_justice")


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


def protection(base: Base) -> pd.DataFrame:
    """Return requests to the witness protection agency (LPSK) and persons protected, by period.

    Columns: indicator, year, until (end of a part of a year), value, qualifier, reported_by,
    source_count, rows, sources. The 789 persons protected in 2023 equal the sum of services.
    """
    found = with_year(pd.concat([series(base, "lpsk_requests_year"),
                                 series(base, "lpsk_protected_year")]))
    part = found["period_end"].str.len().eq(len("2025-06"))
    found = found.assign(until=found["period_end"].where(part, ""))
    return reported_values(found, ["indicator", "year", "until"])
