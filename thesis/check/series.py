"""Check the ready series: does their filter still find the observations that they count?"""

from collections.abc import Callable, Iterator

from thesis.check.package import Tables
from thesis.check.problem import Problem, quoted

Row = dict[str, str]
OPERATORS: dict[str, Callable[[str, list[str]], bool]] = {
    "!=": lambda value, wanted: value not in wanted,
    "~": lambda value, wanted: value.startswith(tuple(wanted)),
    "=": lambda value, wanted: value in wanted,
}
JANUARY = ("", "-01", "-01-01")
DECEMBER = ("", "-12", "-12-31")


def series_problems(tables: Tables) -> Iterator[Problem]:
    """Yield series whose filter cannot be read or whose counts of rows and notes are not met."""
    table, observations = tables.get("series"), tables.get("observations")
    if table is None or observations is None or table.absent or observations.absent:
        return
    for line, row in table.numbered():
        try:
            found = matches(row["indicators"].split(), row["filter"], observations.rows)
        except ValueError as error:
            yield Problem(table.file, line, "filter", str(error),
                          "conditions like area=IDN joined by ' & '",
                          "mend the condition", "series-filter", row["series_id"])
            continue
        counts = {"observations": len(found), "notes": len({r["evidence_id"] for r in found})}
        for column, count in counts.items():
            if row[column].isdigit() and int(row[column]) != count:
                yield Problem(table.file, line, column,
                              f"{row['series_id']}: the filter finds {count}, not {row[column]}",
                              f"{count}, or a filter that finds {row[column]}",
                              f"write {count} if the new observations belong to the series",
                              "series-count", f"{row['series_id']}:{column}")


def matches(indicators: list[str], conditions: str, rows: list[Row]) -> list[Row]:
    """Return the observations of a series.

    `conditions` are joined by ``" & "``: ``column=a|b`` (one of), ``column!=a``, ``column~a``
    (begins with); ``span`` is ``year`` for one whole calendar year, else ``part``. Raises
    ValueError for a condition without operator or a column that does not exist.
    """
    tests = [_test(condition, rows) for condition in conditions.split(" & ")]
    return [row for row in rows
            if row["indicator"] in indicators and all(test(row) for test in tests)]


def _test(condition: str, rows: list[Row]) -> Callable[[Row], bool]:
    operator = next((op for op in OPERATORS if op in condition), None)
    if operator is None:
        raise ValueError(f"the condition {quoted(condition)} has no operator")
    column, _, wanted = condition.partition(operator)
    if column != "span" and rows and column not in rows[0]:
        raise ValueError(f"{quoted(column)} is no column of observations.csv")
    read = span if column == "span" else lambda row: row[column]
    return lambda row: OPERATORS[operator](read(row), wanted.split("|"))


def span(row: Row) -> str:
    """Return ``year`` where the period of an observation is one calendar year, else ``part``."""
    start, end = row["period_start"], row["period_end"]
    whole = start[:4] == end[:4] and start[4:] in JANUARY and end[4:] in DECEMBER
    return "year" if start and whole else "part"
