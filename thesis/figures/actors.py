"""Figures on the organisations with which IOM acted."""

import textwrap
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from thesis.analysis import activities
from thesis.analysis import actors as found
from thesis.base.load import Base
from thesis.figures.network_layout import MARGIN, label_places, middles, positions
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import (
    BLUE,
    GREEN,
    GREY,
    ORANGE,
    PURPLE,
    RED,
    SKY,
    YELLOW,
    new_figure,
)
from thesis.words.labels import headings
from thesis.words.language import number, translator

HEIGHT = 5.4
SOCIETY = ("civil_society", "academia", "media", "community")
COLOURS = {"ministry": BLUE, "state_body": SKY, "law_enforcement": RED, "judiciary": RED,
           "local_government": GREEN, "international_organisation": ORANGE,
           "foreign_government": PURPLE, "private_sector": GREY} | dict.fromkeys(SOCIETY, YELLOW)


def network(base: Base, language: str) -> FigureExhibit:
    """Draw the organisations that carried the core activities with IOM (left out).

    Size: number of activities; width of a line: number of shared ones; colour: kind. Groups that
    share no activity stand apart.
    """
    core = activities.core(base)
    graph, table = found.network(base, core), found.members(base, core)
    places = positions(graph)
    figure, axes = new_figure(HEIGHT)
    for one, other, weight in graph.edges(data="weight"):
        axes.plot(*zip(places[one], places[other]), color="#b5b5b5", linewidth=0.35 + 0.45 * weight,
                  zorder=1, solid_capstyle="round")
    sizes = dict(zip(table["actor_id"], 28 + 20 * table["activities"]))
    across, up = zip(*(places[actor] for actor in sizes))
    axes.scatter(across, up, s=list(sizes.values()), zorder=2, edgecolors="white", linewidths=0.8,
                 c=[COLOURS[kind] for kind in table["kind"]])
    _label(axes, table, (places, middles(graph, places)), sizes, language)
    axes.set(xlim=(-MARGIN, 1 + MARGIN), ylim=(-0.04, 1.04))
    axes.set_axis_off()
    figure.legend(handles=_kinds(table, language), loc="outside lower center", ncols=3, fontsize=8)
    return FigureExhibit(figure, _network_alt(found.components(base, core), language), table)


def name(row: Any, language: str) -> str:
    """Return the acronym of an actor, or its name where it has none."""
    return row.acronym or getattr(row, f"name_{language}")


def _label(axes: Axes, table: pd.DataFrame, layout: tuple[dict, dict], sizes: dict,
           language: str) -> None:
    radii = {actor: (size ** 0.5 / 2) / (72 * HEIGHT) for actor, size in sizes.items()}
    names = {row.actor_id: textwrap.fill(name(row, language), 12, break_long_words=False)
             for row in table.itertuples()}
    for actor, place in label_places(names, layout[0], radii, layout[1]).items():
        axes.text(*place, names[actor], fontsize=7.5, ha="center", va="center", zorder=3,
                  linespacing=0.95,
                  bbox={"facecolor": "white", "alpha": 0.65, "edgecolor": "none", "pad": 0.2})


def _kinds(table: pd.DataFrame, language: str) -> list[Line2D]:
    """Return one legend entry per colour; civil society stands for its neighbours too."""
    _ = translator(language)
    words = headings("actor_kind", language) | {
        "civil_society": _("Masyarakat sipil, kampus, media")}
    shown = {COLOURS[kind]: kind for kind in reversed(COLOURS) if kind in set(table["kind"])}
    shown |= {YELLOW: "civil_society"} if YELLOW in shown else {}
    return [Line2D([], [], color=colour, marker="o", linestyle="", markersize=7,
                   label=words[kind]) for colour, kind in reversed(shown.items())]


def _network_alt(parts: list[pd.DataFrame], language: str) -> str:
    _ = translator(language)
    groups = ["; ".join(name(row, language) for row in part.itertuples()) for part in parts]
    return _("Jaringan {n} organisasi yang menjadi penyelenggara, tuan rumah, mitra, atau donor "
             "dalam kegiatan inti IOM, dalam {parts} kelompok yang tidak terhubung: "
             "{groups}.").format(
        n=number(sum(map(len, parts)), language),
        parts=number(len(groups), language), groups=" | ".join(groups))
