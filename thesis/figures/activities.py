"""Figure of how independently what IOM did in 2023-2024 is documented."""

import textwrap
from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes

from thesis.analysis import activities as found
from thesis.analysis import documentation
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREEN, ORANGE, PURPLE, SKY, localise, new_figure
from thesis.words.labels import labels
from thesis.words.language import number, translator

DOCUMENTATION_COLOURS = dict(zip(documentation.KINDS, (BLUE, GREEN, SKY, ORANGE, PURPLE)))


def documentation_by_programme(base: Base, language: str) -> FigureExhibit:
    """Draw who documents the activities of each programme: IOM, press, others, or several."""
    _ = translator(language)
    counts = documentation.by_programme(base)
    words = labels("documentation", language)
    figure, axes = new_figure(2.9)
    _stacked(axes, counts, words, lambda value: number(value, language))
    names = found.programme_labels(base, language)
    axes.set_yticks(range(len(found.PROGRAMMES)),
                    [textwrap.fill(names[p], 26) for p in found.PROGRAMMES], fontsize=8)
    axes.set_xlabel(_("kegiatan"))
    localise(axes.xaxis, language, 0)
    figure.legend(loc="outside lower center", ncols=3, fontsize=8)
    totals = counts.groupby("documentation")["count"].sum()
    alt = _("Batang bertumpuk: siapa yang mendokumentasikan {n} kegiatan tahun 2023–2024. {parts}."
            ).format(n=number(totals.sum(), language), parts="; ".join(
                f"{words[kind]}: {number(totals[kind], language)}"
                for kind in documentation.KINDS if kind in totals))
    return FigureExhibit(figure, alt, counts)


def _stacked(axes: Axes, counts: pd.DataFrame, words: dict[str, str],
             write: Callable[[int], str]) -> None:
    """Draw horizontal stacked bars, one per programme, with their counts inside."""
    left = dict.fromkeys(found.PROGRAMMES, 0)
    for kind in documentation.KINDS:
        part = counts[counts["documentation"] == kind].set_index("programme")["count"]
        rows = [found.PROGRAMMES.index(p) for p in part.index]
        colour = DOCUMENTATION_COLOURS[kind]
        axes.barh(rows, part, left=[left[p] for p in part.index], color=colour, label=words[kind],
                  edgecolor="white")
        for row, (programme, count) in zip(rows, part.items(), strict=True):
            axes.text(left[programme] + count / 2, row, write(count), ha="center", va="center",
                      color="black" if colour in (SKY, ORANGE) else "white", fontsize=8)
            left[programme] += count
    axes.invert_yaxis()
