"""Tables of the prior studies for the state of the art."""

import pandas as pd

from thesis.analysis import studies
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import headings
from thesis.words.language import column, number, translator


def prior_studies(base: Base, language: str) -> TableExhibit:
    """Studies of good quality: question, years and method, finding, gap; those on IOM first."""
    _ = translator(language)
    table = studies.selected(base)
    methods = headings("study_method", language)
    rows = [[Linked("", (row["source"],)), row[column("question", language)],
             f"{methods[row['method_kind']]}; {_years(row, language)}",
             row[column("finding", language)], row[column("gap", language)]]
            for row in table.to_dict("records")]
    header = [_("Studi"), _("Pertanyaan"), _("Metode; tahun"), _("Temuan studi"), _("Celah")]
    return TableExhibit(header, rows, "lllll", table)


def by_reach(base: Base, language: str) -> TableExhibit:
    """How many prior studies reach 2023-2024."""
    _ = translator(language)
    names = headings("study_reach", language)
    table = studies.reach(base)
    rows = [[names[value], number(count, language), number(on_iom, language)]
            for value, count, on_iom in table.iloc[:, :3].itertuples(index=False)]
    rows.append([_("Jumlah"), number(table["count"].sum(), language),
                 number(table["on_iom_count"].sum(), language)])
    header = [_("Masa yang dicakup"), _("Studi"), _("Tentang IOM")]
    return TableExhibit(header, rows, "lrr", table)


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
