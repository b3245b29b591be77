"""Tables of the prior studies for the state of the art."""

import pandas as pd

from thesis.analysis import studies
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import headings
from thesis.words.language import column, translator


def nearest(base: Base, language: str) -> TableExhibit:
    """The studies nearest to the thesis: question, years and method, finding, gap."""
    return _compared(studies.nearest(base), language)


def prior_studies(base: Base, language: str) -> TableExhibit:
    """The same of all studies that are compared: the nearest first, then those on IOM."""
    return _compared(studies.selected(base), language)


def _compared(table: pd.DataFrame, language: str) -> TableExhibit:
    _ = translator(language)
    methods = headings("study_method", language)
    rows = [[Linked("", (row["source"],)), row[column("question", language)],
             f"{methods[row['method_kind']]}; {_years(row, language)}",
             row[column("finding", language)], row[column("gap", language)]]
            for row in table.to_dict("records")]
    header = [_("Studi"), _("Pertanyaan"), _("Metode; tahun"), _("Temuan studi"), _("Celah")]
    return TableExhibit(header, rows, "lllll", table)


def _years(row: dict, language: str) -> str:
    _ = translator(language)
    first, last = row["first_year"], row["last_year"]
    if pd.isna(first) and pd.isna(last):
        return _("tahun tidak disebut")
    if pd.isna(first):
        return _("hingga {year}").format(year=last)
    if pd.isna(last):
        return _("sejak {year}").format(year=first)
    return str(first) if first == last else f"{first}–{last}"
