"""Figures of the corpus: sources by year and class, coverage of the period month by month."""

import pandas as pd

from thesis.analysis import corpus
from thesis.base.dates import PERIOD
from thesis.base.load import Base
from thesis.base.sources import CLASSES
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import PALETTE, localise, new_figure
from thesis.words.labels import headings, label
from thesis.words.language import number, percent, translator

FIRST_YEAR = 2007
COLOURS = dict(zip(CLASSES, PALETTE, strict=True))


def by_year(base: Base, language: str) -> FigureExhibit:
    """Sources by year of publication and class; earlier years and undated sources apart."""
    _ = translator(language)
    table = corpus.by_year(base)
    early = _("sebelum {year}").format(year=FIRST_YEAR)
    undated = _("tanpa tanggal")
    bars = table["year"].map(lambda year: undated if year == corpus.UNDATED else
                             early if int(year) < FIRST_YEAR else year)
    wide = table.groupby([bars, "source_class"])["count"].sum().unstack(fill_value=0)
    years = [str(year) for year in range(FIRST_YEAR, int(table["year"].max()) + 1)]
    wide = wide.reindex([early, *years, undated], fill_value=0)
    shown = [name for name in CLASSES if name in wide]
    classes = headings("source_class", language, "plural")
    figure, axes = new_figure(3.6)
    bottom = pd.Series(0, index=wide.index)
    for name in shown:
        axes.bar(wide.index, wide[name], bottom=bottom, color=COLOURS[name], width=0.8,
                 label=classes[name])
        bottom += wide[name]
    axes.tick_params(axis="x", rotation=90, labelsize=8)
    axes.set_ylabel(_("Banyaknya sumber"))
    axes.set_xlabel(_("Tahun terbit"))
    localise(axes.yaxis, language, 0)
    axes.legend(fontsize=8, loc="upper left")
    return FigureExhibit(figure, _year_alt(table, language), table)


def _year_alt(table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    by_year = table.groupby("year")["count"].sum()
    total = by_year.sum()
    period = sum(by_year[year] for year in PERIOD)
    by_class = table.groupby("source_class")["count"].sum()
    return _("Dari {total} sumber yang dianalisis, {period} ({share}) terbit pada 2023–2024 dan "
             "{undated} tanpa tanggal. Jenis terbanyak ialah {name} dengan {count} sumber.").format(
        total=number(total, language), period=number(period, language),
        share=percent(period / total * 100, language),
        undated=number(by_year[corpus.UNDATED], language),
        name=label("source_class", by_class.idxmax(), language, "plural"),
        count=number(by_class.max(), language))
