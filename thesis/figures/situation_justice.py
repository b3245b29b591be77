"""Figures on justice: what is left of restitution from computation to payment."""

import pandas as pd
from matplotlib.ticker import MultipleLocator

from thesis.analysis import situation_justice as justice
from thesis.base.load import Base
from thesis.figures.situation_rows import legend, panels, value_rows
from thesis.publish.exhibits import FigureExhibit
from thesis.words.language import number, percent, translator
from thesis.words.situation import indicator_label

MILLION, BILLION = 1e6, 1e9


def restitution(base: Base, language: str) -> FigureExhibit:
    """Draw the steps of restitution in trafficking cases by year, in billion rupiah."""
    _ = translator(language)
    table = justice.restitution(base)
    drawn = table.assign(step=[
        indicator_label(base, indicator, language) for indicator in table["indicator"]])
    parts = [part for __, part in drawn.groupby("year")]
    figure, axes = panels([len(part) for part in parts])
    for axis, part in zip(axes, parts, strict=True):
        value_rows(axis, part, language, by="step",
                   text=lambda row: _amount(row["value"], language))
        axis.set_title(part["year"].iloc[0])
    axes[-1].set_xlim(0, drawn["value"].max() * 1.5)
    axes[-1].set_xlabel(_("miliar rupiah"), fontsize=8)
    axes[-1].xaxis.set_major_locator(MultipleLocator(2 * BILLION))
    axes[-1].xaxis.set_major_formatter(lambda value, _: number(value / BILLION, language))
    legend(figure, language)
    return FigureExhibit(figure, _alt(table, language), table)


def _amount(rupiah: float, language: str) -> str:
    _ = translator(language)
    if rupiah < BILLION / 10:
        return _("{n} juta").format(n=number(rupiah / MILLION, language))
    return number(rupiah / BILLION, language)


def _alt(table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    highest = table.groupby(["year", "indicator"])["value"].max().unstack()
    years = highest.dropna(subset=["restitution_assessed", "restitution_paid"])
    shares = [_("{year}: dihitung {assessed} miliar, dibayar {paid} miliar ({share})").format(
        year=year, assessed=number(row["restitution_assessed"] / BILLION, language, 2),
        paid=number(row["restitution_paid"] / BILLION, language, 3),
        share=percent(row["restitution_paid"] / row["restitution_assessed"] * 100, language))
        for year, row in years.iterrows()]
    return _("Restitusi perkara perdagangan orang menurut langkah, dalam rupiah. "
             "{years}. Langkah-langkah satu tahun tidak selalu menyangkut perkara yang sama."
             ).format(years="; ".join(shares))
