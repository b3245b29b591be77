"""Figures on what IOM did in 2023-2024: programme against pillar, months, provinces, and
how independently it is documented."""

import textwrap
from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes

from thesis.analysis import activities as found
from thesis.analysis import documentation
from thesis.base.load import Base
from thesis.figures.provinces import province_bars
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREEN, ORANGE, PURPLE, SKY, localise, new_figure
from thesis.words.labels import labels
from thesis.words.language import join_words, number, translator
from thesis.words.situation import province_names

DOCUMENTATION_COLOURS = dict(zip(documentation.KINDS, (BLUE, GREEN, SKY, ORANGE, PURPLE)))


def pillar_matrix(base: Base, language: str) -> FigureExhibit:
    """Draw how many activities of each programme touch each pillar, as a shaded table."""
    _ = translator(language)
    counts, order = found.by_pillar(base), found.PILLARS
    words = found.labels(base, "pillar", language)
    table = counts.pivot(index="programme", columns="pillar", values="count")
    table = table.reindex(index=found.PROGRAMMES, columns=order).fillna(0).astype(int)
    totals = found.in_period(base)["programme"].value_counts().reindex(found.PROGRAMMES)
    names = found.labels(base, "prog", language)
    figure, axes = new_figure(2.7)
    axes.imshow(table, cmap="Blues", vmin=0, vmax=table.to_numpy().max() * 1.25, aspect="auto")
    for y, row in enumerate(table.to_numpy()):
        for x, value in enumerate(row):
            axes.text(x, y, number(value, language), ha="center", va="center",
                      color="white" if value > table.to_numpy().max() * 0.7 else "black")
    axes.set_xticks(range(len(order)), [words[code] for code in order], fontsize=8)
    axes.set_yticks(range(len(totals)), [
        textwrap.fill(f"{names[p]} (n\u00a0=\u00a0{number(totals[p], language)})", 26)
        for p in found.PROGRAMMES], fontsize=8)
    axes.tick_params(length=0, top=True, labeltop=True, bottom=False, labelbottom=False)
    axes.spines[:].set_visible(False)
    largest = counts.sort_values("count").iloc[-1]
    touched = [f"{words[code]} {number(table[code].sum(), language)}" for code in order]
    alt = _("Tabel berwarna jenis upaya terhadap pilar untuk {n} kegiatan tahun 2023–2024. "
            "Terbanyak: {programme}, {code} ({count} kegiatan). Menurut kolom: {touched}.").format(
        n=number(totals.sum(), language), programme=names[largest["programme"]],
        code=words[largest["pillar"]], count=number(largest["count"], language),
        touched=join_words(touched, language))
    return FigureExhibit(figure, alt, counts)


def documentation_by_programme(base: Base, language: str) -> FigureExhibit:
    """Draw who documents the activities of each programme: IOM, press, others, or several."""
    _ = translator(language)
    counts = documentation.by_programme(base)
    words = labels("documentation", language)
    figure, axes = new_figure(2.9)
    _stacked(axes, counts, words, lambda value: number(value, language))
    names = found.labels(base, "prog", language)
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


def provinces(base: Base, language: str) -> FigureExhibit:
    """Draw the activities of the period by province."""
    _ = translator(language)
    counts = found.by_province(base)
    placed = counts[counts["province"] != ""]
    elsewhere = counts.loc[counts["province"] == "", "count"].sum()
    figure = province_bars(base, dict(zip(placed["province"], placed["count"])), language,
                           label=_("kegiatan 2023–2024"), missing=_("tanpa kegiatan tercatat"))
    names = province_names(base, language)
    top = [f"{names[row.province]} ({number(row.count_, language)})"
           for row in placed.rename(columns={"count": "count_"}).head(3).itertuples()]
    alt = _("Batang menurut provinsi: {placed} kegiatan tahun 2023–2024 di {n} provinsi, terbanyak "
            "{top}. {elsewhere} kegiatan lain berlangsung di luar negeri atau tanpa provinsi "
            "tertentu, dan {empty} provinsi tidak punya kegiatan tercatat.").format(
        placed=number(placed["count"].sum(), language), n=number(len(placed), language),
        top=join_words(top, language), elsewhere=number(elsewhere, language),
        empty=number(len(base.provinces) - len(placed), language))
    return FigureExhibit(figure, alt, counts)
