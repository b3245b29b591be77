"""Tables on migration: online-scam cases and placements."""

import pandas as pd

from thesis.analysis import situation_migration as migration
from thesis.analysis import situation_scam as scam
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.tables.situation_cells import joined, values_table
from thesis.words.language import translator
from thesis.words.situation import country_names, period, short_date

PERIODS = (("2021-01", "2022-12"), ("2022", "2022"), ("2020", "2023-05"), ("2023", "2023"),
           ("2020", "2024-03"), ("2024", "2024"))


def placements(base: Base, language: str) -> TableExhibit:
    """Show placements by year, one row per value."""
    _ = translator(language)
    return values_table(migration.placements(base), language, {
        _("Tahun"): lambda row: str(row["year"]),
        _("Sampai"): lambda row: short_date(row["until"], language) if row["until"] else ""}, "ll")


def scam_totals(base: Base, language: str) -> TableExhibit:
    """Show the running totals of online-scam cases; each includes those before it."""
    _ = translator(language)
    return values_table(scam.scam_totals(base), language, {
        _("Sampai"): lambda row: short_date(row["period_end"], language),
        _("Sejak"): lambda row: row["since"]}, "ll")


def scam_years(base: Base, language: str) -> TableExhibit:
    """Show the online-scam cases of single years: all countries, and Cambodia."""
    _ = translator(language)
    names = country_names(base, language)
    return values_table(scam.scam_years(base), language, {
        _("Tahun"): lambda row: str(row["year"]),
        _("Tempat"): lambda row: names[row["area"]]}, "ll")


def scam_countries(base: Base, language: str) -> TableExhibit:
    """Show online-scam cases by country and period; the periods overlap."""
    _ = translator(language)
    table = scam.scam_countries(base)
    chosen = [key in PERIODS
              for key in zip(table["period_start"], table["period_end"], strict=True)]
    table = table[chosen].reset_index(drop=True)
    names = country_names(base, language)
    order = table.groupby("area")["value"].max().sort_values(ascending=False).index
    rows = [[names[area], *(joined(_cells(table, area, *span), language) for span in PERIODS)]
            for area in order]
    header = [_("Negara"), *(period(*span, language) for span in PERIODS)]
    return TableExhibit(header, rows, "l" + "r" * len(PERIODS), table)


def _cells(table: pd.DataFrame, area: str, start: str, end: str) -> list[dict]:
    same = ((table["area"] == area) & (table["period_start"] == start)
            & (table["period_end"] == end))
    return table[same].to_dict("records")
