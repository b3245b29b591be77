"""Figures on the placement of migrant workers: by year, by destination."""

from thesis.analysis import situation_migration as migration
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, localise, new_figure
from thesis.words.language import join_words, number, percent, translator
from thesis.words.situation import country_names, place_text


def placements_by_destination(base: Base, language: str) -> FigureExhibit:
    """Draw placements by destination in the latest full year with a list."""
    _ = translator(language)
    table = migration.placements_by_destination(base)
    names = country_names(base, language)
    year = table["year"].iloc[0]
    figure, axes = new_figure(0.24 * len(table) + 0.7)
    places = [place_text(destination, names) for destination in table["destination"]]
    bars = axes.barh(places, table["value"], color=BLUE, height=0.7)
    axes.bar_label(bars, [f"{number(row.value, language)} ({_share(row.share, language)})"
                          for row in table.itertuples()], padding=3, fontsize=8)
    axes.invert_yaxis()
    axes.set_xlim(0, table["value"].max() * 1.2)
    axes.tick_params(axis="y", length=0)
    axes.set_xlabel(_("penempatan {year} (bagian dari seluruh penempatan)").format(year=year),
                    fontsize=8)
    localise(axes.xaxis, language)
    top = [f"{place} {number(value, language)}"
           for place, value in zip(places[:3], table["value"])]
    last = table.iloc[-1]
    alt = _("Penempatan {year} terbanyak ke {top} ({share} dari seluruhnya); ke {last} hanya "
            "{value}. Sumber hanya memuat sebagian negara.")
    return FigureExhibit(figure, alt.format(
        year=year, top=join_words(top, language), last=places[-1],
        share=percent(table["share"].head(3).sum(), language),
        value=number(last["value"], language)), table)


def _share(share: float, language: str) -> str:
    return percent(share, language, 1 if share >= 0.1 else 2)
