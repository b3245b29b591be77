"""Partial dates mean all days that they leave open."""

import pandas as pd
import pytest

from thesis.base.dates import MONTHS, first_day, in_period, is_year, last_day


@pytest.mark.parametrize(("partial", "first", "last"), [
    ("2023", "2023-01-01", "2023-12-31"), ("2024-02", "2024-02-01", "2024-02-29"),
    ("2023-06-05", "2023-06-05", "2023-06-05")])
def test_days_of_a_partial_date(partial, first, last):
    assert (first_day(partial).isoformat(), last_day(partial).isoformat()) == (first, last)


@pytest.mark.parametrize("text", ["", "soon", "2023-13", "2023-02-30"])
def test_what_is_no_date_has_no_days(text):
    with pytest.raises(ValueError):
        first_day(text), last_day(text)


def test_the_period_has_24_months_and_no_undated_fact():
    assert (MONTHS[0], MONTHS[-1], len(MONTHS)) == ("2023-01", "2024-12", 24)
    dates = pd.Series(["", "2022-12-31", "2023", "2024-12", "2025"])
    assert in_period(dates).tolist() == [False, False, True, True, False]


def test_a_year_is_one_however_it_is_written():
    assert is_year("2023", "2023") and is_year("2023-01-01", "2023-12")
    assert not is_year("", "") and not is_year("2022", "2023") and not is_year("2023-02", "2023")
