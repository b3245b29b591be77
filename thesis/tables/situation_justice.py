"""Tables on justice: prosecutions, restitution."""

from thesis.analysis import situation_justice as justice
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.tables.situation_cells import values_table
from thesis.words.language import CURRENCIES, translator
from thesis.words.number_words import short
from thesis.words.situation import first_months, short_date


def prosecutions(base: Base, language: str) -> TableExhibit:
    """Show cases prosecuted by period, one row per value; sums of years stand apart."""
    _ = translator(language)

    def years(row: dict) -> str:
        if row["start"] == row["end"]:
            return _year(row["start"], row["until"], language)
        end = short_date(row["until"], language) if row["until"] else str(row["end"])
        return f"{row['start']}–{end}"

    return values_table(justice.prosecutions(base), language, {_("Masa"): years}, "l")


def _year(year: int, until: str, language: str) -> str:
    return first_months(until, language) if until else str(year)


def restitution(base: Base, language: str) -> TableExhibit:
    """Show the restitution that was due and that was paid, one row per pair that sources give."""
    _ = translator(language)
    table = justice.restitution(base)
    rows: list[list[str | Linked]] = [
        [str(row["year"]), _rupiah(row["due"], language), _rupiah(row["paid"], language),
         Linked("", row["sources"])] for row in table.to_dict("records")]
    header = [_("Tahun"), _("Seharusnya dibayar"), _("Dibayar"), _("Sumber")]
    return TableExhibit(header, rows, "lrrl", table)


def _rupiah(amount: float, language: str) -> str:
    return CURRENCIES["idr"] + short(amount, language)
