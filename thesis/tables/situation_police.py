"""Tables on police counts by year."""

from thesis.analysis import situation_police as police
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.tables.situation_cells import values_table
from thesis.words.language import translator
from thesis.words.situation import indicator_label


def police_years(base: Base, language: str) -> TableExhibit:
    """Show reports, cases, suspects and victims by year, one row per value that sources give."""
    _ = translator(language)
    return values_table(police.police_years(base), language, {
        _("Ukuran"): lambda row: indicator_label(base, row["indicator"], language),
        _("Tahun"): lambda row: str(row["year"])}, "ll")
