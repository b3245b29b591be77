"""Figures on the organisations with which IOM acted."""

import textwrap
from typing import Any

import networkx as nx
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.lines import Line2D

from thesis.analysis import actors as found
from thesis.base.load import Base
from thesis.figures.network_layout import label_places, positions
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
from thesis.words.language import join_words, number, percent, translator

LONGEST = 30
HEIGHT = 5.8
SOCIETY = ("civil_society", "academia", "media", "community")
COLOURS = {"ministry": BLUE, "state_body": SKY, "law_enforcement": RED, "judiciary": RED,
           "local_government": GREEN, "international_organisation": ORANGE,
           "foreign_government": PURPLE, "private_sector": GREY} | dict.fromkeys(SOCIETY, YELLOW)


def network(base: Base, language: str) -> FigureExhibit:
    """Draw the organisations that shared activities with IOM (left out) and with each other.

    Size: number of activities; width of a line: number of shared ones; colour: kind. The small
    groups at the bottom share no activity with the rest.
    """
    graph, table = found.network(base), found.centrality(base)
    places = positions(graph)
    figure, axes = new_figure(HEIGHT)
    for one, other, weight in graph.edges(data="weight"):
        axes.plot(*zip(places[one], places[other]), color="#b5b5b5", linewidth=0.35 + 0.45 * weight,
                  zorder=1, solid_capstyle="round")
    sizes = dict(zip(table["actor_id"], 28 + 20 * table["activities"]))
    across, up = zip(*(places[actor] for actor in sizes))
    axes.scatter(across, up, s=list(sizes.values()), zorder=2, edgecolors="white", linewidths=0.8,
                 c=[COLOURS[kind] for kind in table["kind"]])
    _label(axes, table, places, sizes, language)
    axes.set(xlim=(-0.04, 1.04), ylim=(-0.04, 1.04))
    axes.set_axis_off()
    figure.legend(handles=_kinds(table, language), loc="outside lower center", ncols=3, fontsize=8)
    return FigureExhibit(figure, _network_alt(graph, table, language), table)


def name(row: Any, language: str) -> str:
    """Return the acronym of an actor, or its name where it has none."""
    return row.acronym or getattr(row, f"name_{language}")


def _label(axes: Axes, table: pd.DataFrame, places: dict, sizes: dict, language: str) -> None:
    radii = {actor: (size ** 0.5 / 2) / (72 * HEIGHT) for actor, size in sizes.items()}
    names = {row.actor_id: textwrap.fill(name(row, language), 15) for row in table.itertuples()
             if len(name(row, language)) <= LONGEST}
    for actor, place in label_places(names, places, radii).items():
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


def _network_alt(graph: nx.Graph, table: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    leaders = [f"{name(row, language)} ({number(row.degree, language)})"
               for row in table.head(3).itertuples()]
    return _("Jaringan {n} organisasi yang menjadi penyelenggara, tuan rumah, mitra, atau donor "
             "dalam kegiatan bersama IOM, dengan {edges} hubungan; kepadatannya {density}. Paling "
             "banyak terhubung: {leaders}.").format(
        n=number(len(graph), language), edges=number(graph.number_of_edges(), language),
        density=percent(nx.density(graph) * 100, language),
        leaders=join_words(leaders, language))
