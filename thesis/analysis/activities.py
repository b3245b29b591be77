"""What IOM did: the activities of the study period, by programme, place and time.

An activity is in the period where ``in_period`` is ``yes``: at least one source shows it at work
between January 2023 and December 2024, even where it began earlier (A034). ``unknown`` are those
whose sources carry no date that would settle it; they are never counted, but `undated` lists them.
The joint programme A036 is the umbrella of many events of the table: `in_period` leaves it out, so
that nothing is counted twice; `umbrella` has it.
"""

from collections.abc import Callable
from datetime import date

import pandas as pd

from thesis.analysis.complete import complete
from thesis.base.dates import PERIOD, first_day, last_day
from thesis.base.load import Base

ATTENDANCE = ("iom_participants", "event_participants")
PROGRAMMES = ("direct_assistance", "law_enforcement_training", "institutional_capacity",
              "public_awareness", "policy_coordination")
RELEVANCE = ("core", "related")
EARLIER = "earlier"
UMBRELLA = "A036"
RECRUITMENT = ("A049", "A074", "A085", "A093")  # training in ethical recruitment


def in_period(base: Base) -> pd.DataFrame:
    """Return the activities of 2023-2024 without the umbrella: columns of base.activities."""
    activities = _all(base)
    wanted = (activities["in_period"] == "yes") & (activities["activity_id"] != UMBRELLA)
    return activities[wanted].reset_index(drop=True)


def umbrella(base: Base) -> pd.DataFrame:
    """Return the joint programme over the events of the period, as one row of base.activities."""
    return _where(_all(base), "activity_id", UMBRELLA)


def undated(base: Base) -> pd.DataFrame:
    """Return the activities that may or may not fall into the period (``in_period`` unknown)."""
    return _where(_all(base), "in_period", "unknown")


def core(base: Base) -> pd.DataFrame:
    """Return the activities of the period that are about trafficking itself."""
    return _where(in_period(base), "relevance", "core")


def of_programme(base: Base, programme: str) -> pd.DataFrame:
    """Return the activities of the period of one programme.

    Raises ValueError for a programme that is none of `PROGRAMMES`.
    """
    if programme not in PROGRAMMES:
        raise ValueError(f"programme {programme!r} is none of {', '.join(PROGRAMMES)}")
    return _where(in_period(base), "programme", programme)


def without_recruitment(activities: pd.DataFrame) -> pd.DataFrame:
    """Return the activities that are no training in ethical recruitment."""
    return activities[~activities["activity_id"].isin(RECRUITMENT)].reset_index(drop=True)


def year_of(activities: pd.DataFrame) -> pd.Series:
    """Return the year in which each activity began, ``earlier`` where that is before 2023."""
    years = activities["start"].str[:4]
    return years.where(years.isin(PERIOD), EARLIER)


def dated(activities: pd.DataFrame) -> pd.DataFrame:
    """Return the activities with the days that their partial dates may mean.

    Adds ``first`` (first day of ``start``) and ``last`` (last day of ``end``, or of ``start``
    where no end is known), as timestamps, NaT without a date.
    """
    ends = activities["end"].where(activities["end"] != "", activities["start"])
    return activities.assign(first=[_timestamp(first_day, text) for text in activities["start"]],
                             last=[_timestamp(last_day, text) for text in ends])


def participants(base: Base) -> pd.DataFrame:
    """Return the activities of the period for which a number of participants is documented.

    Columns of base.activities and ``qualifier`` (of the observation with that number: exact,
    more_than, at_least...; ``""`` where the number is a sum or stands in no observation).
    Attendance only.
    """
    activities = in_period(base)
    found = activities[activities["participants"].notna()].reset_index(drop=True)
    noted = base.observations[base.observations["indicator"].isin(ATTENDANCE)]
    known = {(row.evidence_id, row.value): row.qualifier for row in noted.itertuples()}
    return found.assign(qualifier=[
        next((known[note, float(row.participants)] for note in row.evidence_ids.split()
              if (note, float(row.participants)) in known), "")
        for row in found.itertuples()])


def programme_labels(base: Base, language: str) -> dict[str, str]:
    """Return the codebook's words for programmes, by the values that base.activities has."""
    codes = base.codebook[base.codebook["code"].str.startswith("prog_")
                          & (base.codebook["parent"] != "")]
    return dict(zip(codes["code"].str.removeprefix("prog_"), codes[f"label_{language}"]))


def _all(base: Base) -> pd.DataFrame:
    return complete(base.activities, programme=PROGRAMMES, relevance=RELEVANCE)


def _where(activities: pd.DataFrame, column: str, value: str) -> pd.DataFrame:
    return activities[activities[column] == value].reset_index(drop=True)


def _timestamp(day_of: Callable[[str], date], partial: str) -> pd.Timestamp:
    return pd.Timestamp(day_of(partial)) if partial else pd.NaT
