"""Check the ready series: does their filter still find the observations that they count?"""

from collections.abc import Iterator

from thesis.base.series import matches
from thesis.check.files import Tables
from thesis.check.problem import Problem


def series_problems(tables: Tables) -> Iterator[Problem]:
    """Yield series whose filter cannot be read or whose counts of rows and notes are not met."""
    table, observations = tables.get("series"), tables.get("observations")
    if table is None or observations is None or table.absent or observations.absent:
        return
    places = observations.places("indicator")
    for line, row in table.numbered():
        indicators = list(dict.fromkeys(row["indicators"].split()))
        rows = (observations.row(place) for name in indicators for place in places.get(name, ()))
        try:
            found = matches(indicators, row["filter"], rows, observations.columns)
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
                              "thesis check --fix, if that is meant",
                              "series-count", f"{row['series_id']}:{column}")
