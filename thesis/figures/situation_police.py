"""Figures on police counts: years with their contradictions, the task force."""

from datetime import date

import pandas as pd
from matplotlib.axes import Axes

from thesis.analysis import situation_police as police
from thesis.base.dates import first_day
from thesis.base.load import Base
from thesis.figures.situation_rows import SMALL, legend, panels, value_rows
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, PURPLE, RED, localise, new_figure
from thesis.words.language import date_text, join_words, number, translator
from thesis.words.situation import indicator_label, month_name

MEASURES = ("police_cases", "police_suspects", "police_victims_recorded",
            "trafficking_cases_recorded")
TASK_FORCE = {"police_victims_rescued": ("s", RED, "center"),
              "police_suspects": ("^", PURPLE, "bottom"), "police_reports": ("o", BLUE, "top")}


def police_years(base: Base, language: str) -> FigureExhibit:
    """Draw cases, suspects and victims by year, each value that a source gives on its own line."""
    _ = translator(language)
    table = police.police_years(base)
    table = table[table["indicator"].isin(MEASURES)].reset_index(drop=True)
    parts = [table[table["indicator"] == measure] for measure in MEASURES]
    figure, axes = panels([len(part) for part in parts])
    for axis, part, measure in zip(axes, parts, MEASURES, strict=True):
        value_rows(axis, part, language)
        axis.set_title(indicator_label(base, measure, language))
    axes[-1].set_xlim(0, table["value"].max() * 1.75)
    localise(axes[-1].xaxis, language)
    legend(figure, language)
    alt = _("Setiap nilai yang dilaporkan per tahun berdiri sendiri. {conflicts}. Hitungan kasus "
            "Kemenko PMK ({low}–{high} setahun) memakai dasar lain.")
    other = parts[-1]["value"]
    return FigureExhibit(figure, alt.format(
        conflicts="; ".join(_spans(base, table, language)), low=number(other.min(), language),
        high=number(other.max(), language)), table)


def _spans(base: Base, table: pd.DataFrame, language: str) -> list[str]:
    several = table[table.duplicated(["indicator", "year"], keep=False)]
    return [f"{indicator_label(base, indicator, language)} {year}: "
            + join_words([number(value, language) for value in group["value"]], language)
            for (indicator, year), group in several.groupby(["indicator", "year"])]


def task_force(base: Base, language: str) -> FigureExhibit:
    """Draw reports, suspects and victims of the task force, cumulative from 5 June 2023."""
    _ = translator(language)
    table = police.task_force(base)
    figure, axes = new_figure(3.6)
    for indicator, (marker, colour, side) in TASK_FORCE.items():
        rows = table[table["indicator"] == indicator]
        _curve(axes, rows, marker, colour)
        end = rows.iloc[-1]
        label = f"{indicator_label(base, indicator, language)}\n{number(end['value'], language)}"
        axes.annotate(label, (first_day(end["as_of"]), end["value"]), (6, 0), fontsize=SMALL,
                      textcoords="offset points", va=side, color=colour)
    axes.plot([], [], "D", color="black", fillstyle="none", markersize=4.5, linestyle="",
              label=_("dua nilai untuk tanggal yang sama"))
    axes.legend(loc="upper left", fontsize=8)
    months = [date(2023, month, 1) for month in range(6, 13)]
    axes.set_xticks(months, [month_name(month.month, language) for month in months])
    axes.set_xlabel("2023", fontsize=8)
    axes.set_xlim(date(2023, 6, 1), date(2024, 2, 14))
    axes.set_ylim(0)
    axes.set_ylabel(_("kumulatif sejak 5 Juni 2023"), fontsize=8)
    localise(axes.yaxis, language)
    return FigureExhibit(figure, _task_force_alt(base, table, language), table)


def _curve(axes: Axes, rows: pd.DataFrame, marker: str, colour: str) -> None:
    single, double = rows[~rows["conflict"]], rows[rows["conflict"]]
    axes.plot(single["as_of"].map(first_day), single["value"], marker=marker, color=colour,
              markersize=3, linewidth=1)
    axes.plot(double["as_of"].map(first_day), double["value"], "D", color=colour, fillstyle="none",
              markersize=4.5)


def _task_force_alt(base: Base, table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    last = police.latest(table)
    values = [f"{number(row.value, language)} ({indicator_label(base, row.indicator, language)})"
              for row in last.itertuples()]
    dates = table.loc[table["conflict"], ["indicator", "as_of"]].drop_duplicates()
    return _("Hitungan kumulatif satgas naik sampai {date}: {values}. Pada {n} titik (ukuran dan "
             "tanggal) sumber mencetak dua nilai.").format(
        date=date_text(last["as_of"].iloc[0], language), n=len(dates),
        values=join_words(values, language))
