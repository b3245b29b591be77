"""Indonesia in the counts of others: UNODC."""

import pandas as pd

from thesis.analysis.situation import annual, reported_values, with_year
from thesis.base.load import Base
from thesis.base.series import series


def detected_in_indonesia(base: Base) -> pd.DataFrame:
    """Return the victims in Indonesia's returns to UNODC; a year without return is absent.

    Columns: as `thesis.analysis.situation.annual`.
    """
    return annual(base, "unodc_idn_victims")


def detected_by_sex(base: Base) -> pd.DataFrame:
    """Return the same by sex, all ages; the parts do not always add up to the total.

    Columns: year, sex, value, qualifier, reported_by, source_count, rows, sources.
    """
    found = series(base, "unodc_idn_sex_age")
    return reported_values(with_year(found[found["age"] == ""]), ["year", "sex"])


def detected_in_world(base: Base) -> pd.DataFrame:
    """Return the victims that states detected and returned to UNODC, worldwide, single years only.

    Columns: year, value, qualifier, reported_by, source_count, rows, sources.
    """
    found = series(base, "unodc_world")
    single = found[found["period_start"] == found["period_end"]]
    return reported_values(with_year(single), ["year"])


def gaps(years: pd.Series) -> list[int]:
    """Return the years between the first and the last for which nothing is given."""
    return sorted(set(range(int(years.min()), int(years.max()))) - set(years))
