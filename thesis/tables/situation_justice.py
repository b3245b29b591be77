"""Tables on justice: prosecutions, returns to UNODC, restitution, protection."""

import pandas as pd

from thesis.analysis import situation_justice as justice
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.tables.situation_cells import joined, values_table
from thesis.words.language import translator
from thesis.words.situation import first_months, indicator_label, short_date

RETURNED = ("offences_recorded", "persons_prosecuted", "persons_convicted")


def prosecutions(base: Base, language: str) -> TableExhibit:
    """Show cases prosecuted by period, one row per value; sums of years stand apart."""
    _ = translator(language)

    def years(row: dict) -> str:
        if row["start"] == row["end"]:
            return _year(row["start"], row["until"], language)
        end = short_date(row["until"], language) if row["until"] else str(row["end"])
        return f"{row['start']}–{end}"

    return values_table(justice.prosecutions(base), language, {_("Masa"): years}, "l")


def returns_to_unodc(base: Base, language: str) -> TableExhibit:
    """Show offences, persons prosecuted and convicted that Indonesia returned to UNODC."""
    return _by_year(base, justice.returns_to_unodc(base), RETURNED, language)


def restitution(base: Base, language: str) -> TableExhibit:
    """Show restitution in rupiah by year and step, contradicting values side by side."""
    _ = translator(language)
    return values_table(justice.restitution(base), language, {
        _("Tahun"): lambda row: str(row["year"]),
        _("Langkah"): lambda row: indicator_label(base, row["indicator"], language)}, "ll")


def protection(base: Base, language: str) -> TableExhibit:
    """Show requests to LPSK and persons protected by year, one row per value."""
    _ = translator(language)
    return values_table(justice.protection(base), language, {
        _("Ukuran"): lambda row: indicator_label(base, row["indicator"], language),
        _("Tahun"): lambda row: _year(row["year"], row["until"], language)}, "ll")


def _year(year: int, until: str, language: str) -> str:
    return first_months(until, language) if until else str(year)


def _by_year(base: Base, table: pd.DataFrame, indicators: tuple[str, ...],
             language: str) -> TableExhibit:
    _ = translator(language)
    header = [_("Tahun"), *(indicator_label(base, name, language) for name in indicators)]
    cells = {key: group.to_dict("records")
             for key, group in table.groupby(["year", "indicator"])}
    rows = [[str(year), *(joined(cells.get((year, name), []), language) for name in indicators)]
            for year in sorted(set(table["year"]))]
    return TableExhibit(header, rows, "l" + "r" * len(indicators), table)
