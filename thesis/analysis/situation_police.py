"""Trafficking in the figures of the Indonesian police: years, task force, victims, provinces."""

import pandas as pd

from thesis.analysis.situation import annual, reported_values, with_year
from thesis.base.load import Base
from thesis.base.series import series

ANNUAL = ("police_reports_year", "police_cases_year", "police_suspects_year",
          "police_victims_year", "cases_kemenko_pmk_year")
TASK_FORCE = ("satgas_reports_2023", "satgas_suspects_2023", "satgas_victims_2023")
PROVINCES = {"police_reports": "satgas_reports_province_2023",
             "police_victims_rescued": "satgas_victims_province_2023"}
FULL_DATE = len("2023-06-05")


def police_years(base: Base) -> pd.DataFrame:
    """Return reports, cases, suspects and victims by year with everybody who reports them.

    The cases of the coordinating ministry (``trafficking_cases_recorded``) count something else:
    two to twenty times those of the police. Columns: as `thesis.analysis.situation.annual`.
    """
    return pd.concat([annual(base, name) for name in ANNUAL], ignore_index=True)


def task_force(base: Base) -> pd.DataFrame:
    """Return what the task force had counted since 5 June 2023, by date: never to be added up.

    Reports, suspects and victims; only values whose date is given to the day. Columns: indicator,
    as_of, value, qualifier, reported_by, source_count, rows, sources, conflict (another value has
    that date).
    """
    found = pd.concat([series(base, name) for name in TASK_FORCE])
    table = reported_values(found[found["as_of"].str.len() == FULL_DATE], ["indicator", "as_of"])
    return table.assign(conflict=table.duplicated(["indicator", "as_of"], keep=False))


def task_force_sex_age(base: Base) -> pd.DataFrame:
    """Return the victims of the task force by sex and age, cumulative, by date (to 24 June 2023).

    Columns: as_of, sex, age, value, qualifier, reported_by, source_count, rows, sources.
    """
    return reported_values(series(base, "satgas_victims_sex_age_2023"), ["as_of", "sex", "age"])


def victims_by_sex(base: Base) -> pd.DataFrame:
    """Return victims in police records by year and sex; age ``adult`` where children are left out.

    Columns: year, age, sex, value, qualifier, reported_by, source_count, rows, sources.
    """
    found = with_year(series(base, "police_victims_year_sex"))
    return reported_values(found, ["year", "age", "sex"])


def latest(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the last date of a cumulative table (column ``as_of``)."""
    return table[table["as_of"] == table["as_of"].max()].reset_index(drop=True)


def by_province(base: Base, indicator: str) -> pd.DataFrame:
    """Return the fullest list of ``police_reports`` or ``police_victims_rescued`` by province.

    The date with the most provinces is taken (cumulative since 5 June 2023); provinces that no
    source names for that date are absent. Columns: as_of, area, value, qualifier, reported_by,
    source_count, rows, sources; several rows of a province are conflicting values.
    """
    table = reported_values(series(base, PROVINCES[indicator]), ["as_of", "area"])
    provinces = table.groupby("as_of")["area"].nunique()
    fullest = table[table["as_of"] == provinces.idxmax()]
    return fullest.sort_values(["area", "value"], ignore_index=True)
