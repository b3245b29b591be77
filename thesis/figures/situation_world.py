"""Figures on Indonesia in the eyes of others: tiers of the US report, victims at UNODC."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Patch, Rectangle

from thesis.analysis import situation_world as world
from thesis.base.load import Base
from thesis.figures.situation_rows import SMALL, value_rows
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREY, localise, new_figure
from thesis.words.activities import qualified
from thesis.words.language import join_words, number, translator
from thesis.words.situation import country_names

SHADES = {1: ("#bfe3d3", "black"), 2: ("#fdd49e", "black"), 2.5: ("#ef8a4a", "black"),
          3: ("#a63603", "white")}


def tiers(base: Base, language: str) -> FigureExhibit:
    """Draw the tier of Indonesia and its neighbours in every edition of the US report."""
    _ = translator(language)
    table = world.tiers(base)
    names = country_names(base, language)
    others = sorted(set(table["area"]) - {world.INDONESIA}, key=names.__getitem__)
    order = [world.INDONESIA, *others]
    years = list(range(table["year"].min(), table["year"].max() + 1))
    figure, axes = new_figure(0.27 * len(order) + 1.0)
    known = table.set_index(["area", "year"])["value"]
    for y, area in enumerate(order):
        for x, year in enumerate(years):
            _cell(axes, x, y, known.get((area, year)), language)
    axes.set_xlim(-0.5, len(years) - 0.5)
    axes.set_ylim(len(order) - 0.5, -0.6)
    axes.set_xticks(range(len(years)), list(map(str, years)), rotation=90, fontsize=8)
    axes.set_yticks(range(len(order)), [names[area] for area in order], fontsize=8)
    axes.get_yticklabels()[0].set_fontweight("bold")
    axes.tick_params(length=0)
    axes.axhline(0.5, color="black", linewidth=1)
    for spine in axes.spines.values():
        spine.set_visible(False)
    figure.legend(handles=_tier_keys(language), loc="outside lower center", ncols=5, fontsize=8,
                  handlelength=1.2, columnspacing=1.2)
    return FigureExhibit(figure, _tier_alt(table, language), table)


def _cell(axes: Axes, x: int, y: int, tier: float | None, language: str) -> None:
    fill, colour = SHADES[tier] if tier else ("white", "black")
    axes.add_patch(Rectangle((x - 0.46, y - 0.44), 0.92, 0.88, facecolor=fill, linewidth=0.3,
                             edgecolor="white" if tier else "#c4c4c4"))
    if tier:
        axes.text(x, y, number(tier, language), ha="center", va="center", fontsize=SMALL,
                  color=colour)


def _tier_keys(language: str) -> list[Patch]:
    _ = translator(language)
    labels = {1: "Tier 1", 2: "Tier 2", 2.5: _("2,5 = Tier 2 Watch List"), 3: "Tier 3"}
    keys = [Patch(facecolor=SHADES[tier][0], label=label, edgecolor="#c4c4c4", linewidth=0.3)
            for tier, label in labels.items()]
    return [*keys, Patch(facecolor="white", edgecolor="#c4c4c4", label=_("tanpa data"))]


def _tier_alt(table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    own = table[table["area"] == world.INDONESIA]
    years = {tier: [str(year) for year in rows["year"]] for tier, rows in own.groupby("value")}
    low, watch = (join_words(years.get(tier, ["–"]), language) for tier in (3, 2.5))
    last = table[table["year"] == table["year"].max()]
    return _("Indonesia berada di Tier 3 pada {low}, Tier 2 Watch List pada {watch}, dan Tier 2 "
             "pada {n} edisi lain. Pada edisi {year}, {worst} dari {all} negara yang tercatat "
             "berada di Tier 3.").format(
        low=low, watch=watch, n=len(years[2]), year=last["year"].iloc[0], all=len(last),
        worst=int((last["value"] == 3).sum()))


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
