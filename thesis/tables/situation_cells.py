"""The values that sources give for one thing, one below the other, as a table."""

from collections.abc import Callable

import pandas as pd

from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.activities import qualified
from thesis.words.language import number, translator
from thesis.words.situation import reporters


def values_table(table: pd.DataFrame, language: str, names: dict[str, Callable[[dict], str]],
                 align: str) -> TableExhibit:
    """Return one row per value: the columns `names`, then value, reporters and source count.

    names: {header: text of a row}; align: of those columns. A text that repeats the one above is
    left out in the first column.
    """
    _ = translator(language)
    rows: list[list[str | Linked]] = []
    above = ""
    for row in table.to_dict("records"):
        first, *others = (text(row) for text in names.values())
        rows.append([first if first != above else "", *others, _value(row, language),
                     reporters(row["reported_by"], language),
                     number(row["source_count"], language)])
        above = first
    header = [*names, _("Nilai"), _("Dilaporkan oleh"), _("Sumber")]
    return TableExhibit(header, rows, align + "rlr", table)


def _value(row: dict, language: str) -> Linked:
    """Return the value of a row, leading to its sources."""
    text = qualified(row["value"], row.get("qualifier", ""), language)
    return Linked(text, tuple(row["sources"]))
