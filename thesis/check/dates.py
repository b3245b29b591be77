"""Check partial dates (2023, 2023-06, 2023-06-05): real, in order, not after the collection."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from thesis.base.dates import first_day, last_day
from thesis.check.files import Tables
from thesis.check.problem import Problem

FORM = re.compile(r"\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])")
ORDER = (("start", "end"), ("period_start", "period_end"), ("period_start", "as_of"),
         ("first_period", "last_period"))


def _span(partial: str) -> tuple[date, date] | None:
    """Return the first and last day that a partial date covers; None if it is none."""
    try:
        return first_day(partial), last_day(partial)
    except ValueError:
        return None


def date_problems(tables: Tables, package: dict) -> Iterator[Problem]:
    """Yield dates that do not exist, lie after the collection or end before they begin."""
    collected = date.fromisoformat(package["collected"])
    for resource in package["resources"]:
        table = tables.get(resource["name"])
        columns = [f["name"] for f in resource["schema"]["fields"] if f.get("partialDate")]
        if table is None or not columns:
            continue
        id_column = resource["schema"]["primaryKey"][0]
        for line, row in table.numbered():
            for problem in _row_problems(table.file, line, row, columns, collected):
                yield replace(problem, key=row[id_column])


def _row_problems(file: str, line: int, row: dict[str, str], columns: list[str],
                  collected: date) -> Iterator[Problem]:
    spans = {column: _span(row[column]) for column in columns if row[column]}
    for column, days in spans.items():
        if days is None and FORM.fullmatch(row[column]):  # else the schema complains
            yield Problem(file, line, column, f"{row[column]} is not a date of the calendar",
                          "a real day, month or year", "mend the date", "date")
        elif days and days[0] > collected:
            yield Problem(file, line, column,
                          f"{row[column]} is after the collection of {collected}",
                          f"a date up to {collected}", "mend the date", "date-order")
    for first, last in ORDER:
        begin, end = spans.get(first), spans.get(last)
        if begin and end and end[1] < begin[0]:
            yield Problem(file, line, last, f"{row[last]} is before {first} {row[first]}",
                          f"{last} not before {first}", "mend the dates", "date-order")
