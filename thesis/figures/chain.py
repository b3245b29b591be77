"""Figure of IOM's core activities against the stages of trafficking and of the response."""

import textwrap

import pandas as pd
from matplotlib.axes import Axes

from thesis.analysis import chain
from thesis.analysis.activities import core
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREY, ORANGE, new_figure
from thesis.words.labels import labels
from thesis.words.language import column, join_words, number, translator

LINE, WRAP = 0.34, 52  # inches of a row, characters of a line


def chain_matrix(base: Base, language: str) -> FigureExhibit:
    """Draw which stages each core activity touches: a square where a note says so."""
    activities, table = core(base), chain.touched(base)
    figure, axes = new_figure(LINE * len(activities) + 2.0)
    stages, rows = list(chain.STAGES), list(activities["activity_id"])
    for row in table.itertuples():
        axes.plot(stages.index(row.stage), rows.index(row.activity_id), marker="s", markersize=10,
                  color=BLUE if row.part == chain.RESPONSE else ORANGE)
    axes.set_yticks(range(len(rows)), [_name(row, language) for row in
                                       activities.to_dict("records")], fontsize=6.8)
    axes.set_xlim(-0.5, len(stages) - 0.5)
    axes.set_ylim(len(rows) - 0.5, -0.5)
    _head(axes, chain.by_stage(base), len(rows), language)
    return FigureExhibit(figure, _alt(base, language), table)


def _name(row: dict, language: str) -> str:
    text = f"{row['activity_id']} {row[column('title', language)]} ({row['start'][:4]})"
    return textwrap.fill(text, WRAP)


def _head(axes: Axes, counts: pd.DataFrame, rows: int, language: str) -> None:
    """Write above the columns what they are, and below them how many activities touch them."""
    _ = translator(language)
    stages, parts = labels("chain_stage", language), labels("chain_part", language)
    named = [stages[row.stage] + ("" if row.part == chain.RESPONSE else f" ({parts[row.part]})")
             for row in counts.itertuples()]
    axes.set_xticks(range(len(named)), [number(n, language) for n in counts["count"]], fontsize=8)
    axes.set_xlabel(_("kegiatan yang menyentuhnya"), fontsize=8)
    for x, name in enumerate(named):
        axes.text(x - 0.1, -0.65, name, rotation=50, rotation_mode="anchor", fontsize=8)
    for y in range(rows + 1):
        axes.axhline(y - 0.5, color="#dddddd", linewidth=0.5)
    axes.axvline(sum(counts["part"] != chain.RESPONSE) - 0.5, color=GREY, linewidth=1)
    axes.tick_params(length=0)
    axes.spines[:].set_visible(False)


def _alt(base: Base, language: str) -> str:
    _ = translator(language)
    stages = labels("chain_stage", language)
    counts = [f"{stages[row.stage]} {number(row.n, language)}"
              for row in chain.by_stage(base).rename(columns={"count": "n"}).itertuples()]
    return _("Matriks {n} kegiatan inti terhadap tahap perdagangan orang dan tahap penanganannya. "
             "Kegiatan per tahap: {stages}. Pada {none} kegiatan tidak ada tahap yang disebut."
             ).format(n=number(len(core(base)), language), stages=join_words(counts, language),
                      none=number(len(chain.untouched(base)), language))
