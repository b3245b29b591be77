"""Figures on the people whom IOM assisted, identified or recorded."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from thesis.analysis.caseload import START, counts
from thesis.base.dates import parts
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREEN, GREY, ORANGE, PURPLE, SKY, localise, new_figure
from thesis.words.activities import qualified, span_text
from thesis.words.labels import labels
from thesis.words.language import number, translator

COLOURS = {"assisted": BLUE, "identified": ORANGE, "recorded": GREEN, "repatriated": SKY,
           "reintegrated": PURPLE, "other": GREY}
OPEN = 2023  # right edge, where counts without an end fade out


def overlapping(base: Base, language: str) -> FigureExhibit:
    """Draw every national count of victims known to IOM as its period and its value.

    One row per count; a dotted line is a beginning or an end that the source does not give. The
    counts overlap and are not to be added.
    """
    _ = translator(language)
    table = counts(base)
    figure, (periods, values) = new_figure(0.34 * len(table) + 0.9, 1, 2, sharey=True,
                                           width_ratios=[1.15, 1])
    for y, row in enumerate(table.itertuples()):
        colour = COLOURS[row.measure]
        _draw_period(periods, y, row.period_start, row.period_end, colour)
        values.barh(y, row.value, color=colour, height=0.62)
        values.text(row.value + 150, y, qualified(row.value, row.qualifier, language), fontsize=8,
                    va="center_baseline")
    words = labels("population", language)
    periods.set_yticks(range(len(table)), [textwrap.fill(words[p], 34) for p in
                                           table["population"]], fontsize=7.5)
    periods.invert_yaxis()
    periods.set_xlim(2004.5, OPEN)
    periods.set_xticks(range(2005, 2022, 5))
    periods.grid(axis="x", color="#dddddd", linewidth=0.5)
    periods.set_xlabel(_("kurun yang dicakup"))
    values.set_xlim(0, table["value"].max() * 1.28)
    values.set_xticks([0, 5000])
    values.set_xlabel(_("orang"))
    values.tick_params(axis="y", length=0, labelleft=False)
    localise(values.xaxis, language, 0)
    names = labels("caseload_measure", language)
    shown = [measure for measure in COLOURS if measure in set(table["measure"])]
    figure.legend(handles=[Line2D([], [], color=COLOURS[measure], linewidth=5, label=names[measure])
                           for measure in shown],
                  loc="outside lower center", ncols=3, fontsize=8)
    return FigureExhibit(figure, _counts_alt(table, language), table)


def _draw_period(axes: Axes, y: int, start: str, end: str, colour: str) -> None:
    first = _year(start, 0) if start else float(START)
    last = _year(end, 1) if end else float(OPEN)
    axes.plot([first, last], [y, y], color=colour, linewidth=3.5 if start and end else 1.5,
              linestyle="-" if start and end else ":", solid_capstyle="butt")
    for day, place in ((start, first), (end, last)):
        if day:
            axes.plot(place, y, marker="|", color=colour, markersize=9, markeredgewidth=2)


def _year(partial: str, side: int) -> float:
    """Return a partial date as a year with decimals, at the begin (0) or end (1) of its span."""
    year, *rest = parts(partial)
    return year + (rest[0] - 1 + side) / 12 if rest else year + side


def _counts_alt(table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    smallest, largest = table.loc[table["value"].idxmin()], table.loc[table["value"].idxmax()]
    return _("{n} hitungan korban di Indonesia yang diketahui IOM, masing-masing dengan kurun dan "
             "nilainya: dari {low} ({low_period}) sampai {high} orang ({high_period}). "
             "Hitungan itu bertumpang tindih dan tidak boleh dijumlahkan.").format(
        n=number(len(table), language), low=number(smallest["value"], language),
        low_period=span_text(smallest["period_start"], smallest["period_end"], language),
        high=number(largest["value"], language),
        high_period=span_text(largest["period_start"], largest["period_end"], language))
