"""Tables on justice: prosecutions, returns to UNODC, restitution, protection."""

from thesis.analysis import situation_justice as justice
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.tables.situation_cells import values_table
from thesis.words.language import translator
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
