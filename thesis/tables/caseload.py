"""Tables on the people whom IOM assisted, identified or recorded."""

import pandas as pd

from thesis.analysis import caseload
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.activities import part, qualified, span_text
from thesis.words.labels import labels
from thesis.words.language import number, percent, translator

NAMES = ("population", "caseload_measure")


def composition(base: Base, language: str) -> TableExhibit:
    """Return the parts by sex and age that sources give for victims known to IOM."""
    _ = translator(language)
    table = caseload.composition(base)
    populations = labels("population", language)
    rows: list[list[str | Linked]] = [
        [span_text(row.period_start, row.period_end, language), populations[row.population],
         part(row.sex, row.age, language), Linked(_value(row, language), row.sources)]
        for row in table.itertuples()]
    header = [_("Kurun"), _("Yang dihitung"), _("Bagian korban"), _("Nilai dan sumber")]
    return TableExhibit(header, rows, "lllr", table)


def period(base: Base, language: str) -> TableExhibit:
    """Return what is counted of people around IOM in 2023 and 2024: no annual number of victims."""
    _ = translator(language)
    table = caseload.of_period(base)
    populations, measures = (labels(name, language) for name in NAMES)
    signs = caseload.qualifiers(base, table)
    rows: list[list[str | Linked]] = [
        [span_text(row.period_start, row.period_end, language), populations[row.population],
         Linked(_value(row, language, sign), (row.source,)), measures[row.measure]]
        for row, sign in zip(table.itertuples(), signs, strict=True)]
    header = [_("Kurun"), _("Yang dihitung"), _("Nilai dan sumber"), _("Ukuran")]
    return TableExhibit(header, rows, "llrl", table)


def _value(row: pd.Series, language: str, qualifier: str = "") -> str:
    _ = translator(language)
    if row.unit == "percent":
        return percent(row.value, language)
    if row.unit == "rank":
        return _("peringkat {n}").format(n=number(row.value, language))
    return qualified(row.value, qualifier, language)
