"""Tables on police counts by year."""

from thesis.analysis import situation_police as police
from thesis.data import Base
from thesis.exhibits import TableExhibit
from thesis.figures.situation_words import indicator_label
from thesis.language import translator
from thesis.tables.situation_cells import values_table


def police_years(base: Base, language: str) -> TableExhibit:
    """Show reports, cases, suspects and victims by year, one row per value that sources give."""
    _ = translator(language)
    return values_table(police.police_years(base), language, {
        _("Ukuran"): lambda row: indicator_label(base, row["indicator"], language),
        _("Tahun"): lambda row: str(row["year"])}, "ll")
