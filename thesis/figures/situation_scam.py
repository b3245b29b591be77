"""Figures on Indonesians in online-scam cases: running totals, countries."""

from datetime import date
from typing import Any

from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from thesis.analysis import situation_scam as scam
from thesis.base.load import Base
from thesis.figures.situation_rows import SMALL
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, ORANGE, localise, new_figure
from thesis.words.language import date_text, number, translator
from thesis.words.situation import reporters

MINISTRY = "Kemlu"
MONTH = 31  # days
BOUNDS = ("more_than", "at_least", "about")


def scam_totals(base: Base, language: str) -> FigureExhibit:
    """Draw the running totals of scam cases over time; every point includes those before it.

    A line spans the days on which a count without day may have ended; no dot for a whole year.
    """
    _ = translator(language)
    table = scam.scam_totals(base)
    figure, axes = new_figure(3.7)
    for row in table.to_dict("records"):
        _point(axes, row, language)
    axes.set_xlim(date(2021, 9, 1), date(2026, 2, 1))
    axes.set_ylim(0, table["value"].max() * 1.08)
    years = range(2022, 2027)
    axes.set_xticks([date(year, 1, 1) for year in years], list(map(str, years)))
    axes.set_ylabel(_("kasus, kumulatif"), fontsize=8)
    localise(axes.yaxis, language)
    axes.legend(*_keys(language), loc="upper left", fontsize=8)
    first, last = table.iloc[0], table[table["value"] == table["value"].max()].iloc[0]
    alt = _("Jumlah kumulatif WNI dalam kasus penipuan daring menurut berbagai lembaga: dari "
            "{low} (sampai {first}) menjadi lebih dari {high} (sampai {last}). Angka yang lebih "
            "baru mencakup yang lama; jangan dijumlahkan.")
    return FigureExhibit(figure, alt.format(
        low=number(first["value"], language), first=date_text(first["period_end"], language),
        high=number(last["value"], language), last=date_text(last["period_end"], language)), table)


def _point(axes: Axes, row: dict, language: str) -> None:
    colour, size = (BLUE, 6) if row["since"] == "2020" else (ORANGE, 3.5)
    dated = (row["latest"] - row["earliest"]).days < MONTH
    axes.hlines(row["value"], row["earliest"], row["latest"], color=colour, linewidth=1,
                linestyle="-" if dated else ":")
    if dated:
        axes.plot(row["latest"], row["value"], "o", color=colour, markersize=size,
                  fillstyle="none" if row["qualifier"] in BOUNDS else "full")
    if MINISTRY not in row["reported_by"]:
        axes.annotate(reporters(row["reported_by"], language), (row["latest"], row["value"]),
                      (5, -3), fontsize=SMALL, textcoords="offset points", va="top")


def _keys(language: str) -> tuple[list[Line2D], list[str]]:
    _ = translator(language)
    dots: dict[str, Any] = {"marker": "o", "linestyle": ""}
    return [Line2D([], [], color=BLUE, markersize=6, **dots),
            Line2D([], [], color=ORANGE, markersize=3.5, **dots),
            Line2D([], [], color="black", fillstyle="none", **dots),
            Line2D([], [], color="black", linewidth=1, linestyle=":")], [
        _("sejak 2020"), _("sejak 2021"), _("dibulatkan atau batas bawah"),
        _("sampai suatu hari dalam rentang ini")]
