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


def counts(base: Base, language: str) -> TableExhibit:
    """Return every national count of victims known to IOM, with its period, measure and source."""
    _ = translator(language)
    table = caseload.counts(base)
    populations, measures = (labels(name, language) for name in NAMES)
    rows: list[list[str | Linked]] = [
        [span_text(row.period_start, row.period_end, language), populations[row.population],
         measures[row.measure], qualified(row.value, row.qualifier, language),
         Linked("", row.sources)] for row in table.itertuples()]
    header = [_("Kurun"), _("Yang dihitung"), _("Ukuran"), _("Jumlah"), _("Sumber")]
    return TableExhibit(header, rows, "lllrl", table)


def _value(row: pd.Series, language: str) -> str:
    return (percent if row.unit == "percent" else number)(row.value, language)
