"""Figures on Indonesians in online-scam cases: running totals, countries."""

from datetime import date

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from thesis.analysis import situation_scam as scam
from thesis.base.load import Base
from thesis.figures.situation_rows import SMALL
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREY, ORANGE, RED, localise, new_figure
from thesis.words.language import date_text, join_words, number, translator
from thesis.words.situation import country_names, period, reporters

MINISTRY = "Kemlu"
MONTH = 31  # days
ROOM = 140  # cases that the width of a number takes on the axis
BOUNDS = ("more_than", "at_least", "about")
SNAPSHOTS = {("2021-01", "2022-12"): (GREY, "o"), ("2020", "2023-05"): (BLUE, "s"),
             ("2020", "2024-03"): (RED, "D")}


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
    dots = {"marker": "o", "linestyle": ""}
    return [Line2D([], [], color=BLUE, markersize=6, **dots),
            Line2D([], [], color=ORANGE, markersize=3.5, **dots),
            Line2D([], [], color="black", fillstyle="none", **dots),
            Line2D([], [], color="black", linewidth=1, linestyle=":")], [
        _("sejak 2020"), _("sejak 2021"), _("dibulatkan atau batas bawah"),
        _("sampai suatu hari dalam rentang ini")]


def scam_countries(base: Base, language: str) -> FigureExhibit:
    """Draw scam cases by country in three running totals, contradicting values side by side."""
    _ = translator(language)
    table = scam.scam_countries(base)
    wanted = [key in SNAPSHOTS
              for key in zip(table["period_start"], table["period_end"], strict=True)]
    table = table[wanted].reset_index(drop=True)
    order = table.groupby("area")["value"].max().sort_values().index
    names = country_names(base, language)
    figure, axes = new_figure(0.36 * len(order) + 1.1)
    for (start, end), (colour, marker) in SNAPSHOTS.items():
        rows = table[(table["period_start"] == start) & (table["period_end"] == end)]
        axes.plot(rows["value"], rows["area"].map(order.get_loc), marker, color=colour,
                  markersize=6, label=period(start, end, language))
    _label_dots(axes, table, order, language)
    axes.set_yticks(range(len(order)), [names[area] for area in order])
    axes.set_xlim(-25, table["value"].max() * 1.08)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.grid(axis="y", color="#e5e5e5")
    localise(axes.xaxis, language)
    figure.legend(loc="outside lower center", ncols=3, fontsize=8)
    return FigureExhibit(figure, _countries_alt(table, names, language), table)


def _label_dots(axes: Axes, table: pd.DataFrame, order: pd.Index, language: str) -> None:
    """Write the values above their dots, below where the next one is too close."""
    for area, rows in table.groupby("area"):
        below, last = False, -2 * ROOM
        for value in sorted(set(rows["value"])):
            below = not below and value - last < ROOM
            axes.annotate(number(value, language), (value, order.get_loc(area)),
                          (0, -5 if below else 5), textcoords="offset points", ha="center",
                          va="top" if below else "bottom", fontsize=SMALL)
            last = value


def _countries_alt(table: pd.DataFrame, names, language: str) -> str:
    _ = translator(language)
    last = table[table["period_end"] == table["period_end"].max()]
    top = last.loc[last["value"].idxmax(), "area"]
    values = [number(value, language) for value in last.loc[last["area"] == top, "value"]]
    others = [f"{names[row.area]} {number(row.value, language)}"
              for row in last[last["area"] != top].sort_values("value", ascending=False)
              .itertuples()]
    return _("{country} di urutan teratas: sumber mencetak {values} untuk {period}; berikutnya "
             "{others}. Masa hitung saling tumpang tindih.").format(
        country=names[top], values=join_words(values, language),
        others=join_words(others, language),
        period=period(last["period_start"].iloc[0], last["period_end"].iloc[0], language))
