"""Figures on Indonesia in the eyes of others: victims at UNODC."""

import pandas as pd
from matplotlib.axes import Axes

from thesis.analysis import situation_world as world
from thesis.base.load import Base
from thesis.figures.situation_rows import SMALL, value_rows
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREY, localise, new_figure
from thesis.words.activities import qualified
from thesis.words.language import number, translator


def detected_victims(base: Base, language: str) -> FigureExhibit:
    """Draw the detected victims at UNODC: Indonesia's returns, and the world total."""
    _ = translator(language)
    own, all_ = world.detected_in_indonesia(base), world.detected_in_world(base)
    figure, (left, right) = new_figure(2.9, 1, 2, width_ratios=[1.6, 1])
    bars = left.bar(own["year"], own["value"], color=BLUE, width=0.75)
    left.bar_label(bars, [number(value, language) for value in own["value"]], fontsize=SMALL,
                   padding=2)
    for year in world.gaps(own["year"]):
        left.text(year, 20, _("tanpa laporan"), rotation=90, ha="center", va="bottom",
                  fontsize=SMALL, color=GREY)
    years = range(own["year"].min(), own["year"].max() + 1)
    left.set_xticks(list(years), [f"{year}" for year in years], rotation=90, fontsize=8)
    left.set_title(_("Indonesia"))
    localise(left.yaxis, language)
    _world_rows(right, all_, language)
    right.set_title(_("Dunia"))
    table = pd.concat([own.assign(area="IDN"), all_.assign(area="World")], ignore_index=True)
    top = own.loc[own["value"].idxmax()]
    alt = _("Korban terdeteksi menurut laporan Indonesia ke UNODC: paling banyak {top} pada "
            "{year}, terakhir {last} pada {end}. Jumlah dunia terakhir {world} pada {now}.")
    return FigureExhibit(figure, alt.format(
        top=number(top["value"], language), year=top["year"],
        last=number(own["value"].iloc[-1], language), end=own["year"].iloc[-1],
        world=number(all_["value"].iloc[-1], language), now=all_["year"].iloc[-1]), table)


def _world_rows(axes: Axes, table: pd.DataFrame, language: str) -> None:
    value_rows(axes, table, language, who=False,
               text=lambda row: qualified(row["value"], row["qualifier"], language))
    axes.set_xlim(0, table["value"].max() * 1.6)
    axes.set_xticks([0, 50_000, 100_000])
    localise(axes.xaxis, language)
