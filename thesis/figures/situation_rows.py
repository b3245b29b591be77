"""Values side by side: one line per value, so that contradicting sources stay visible."""

from collections.abc import Callable

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D

from thesis.analysis.conflicts import contradict
from thesis.publish.computation import SOURCE, counted_text
from thesis.publish.style import BLUE, RED, WIDTH
from thesis.words.language import number, translator
from thesis.words.situation import reporters

SMALL = 7.5
LINE = 0.19  # inches per value
BAND = "#f2f2f2"


def panels(rows: list[int]) -> tuple[Figure, list[Axes]]:
    """Return a figure with one panel per number of rows, each as high as its rows."""
    figure = Figure(figsize=(WIDTH, sum(rows) * LINE + 1 + 0.28 * len(rows)))
    axes = figure.subplots(len(rows), 1, sharex=True, squeeze=False,
                           gridspec_kw={"height_ratios": [count + 0.6 for count in rows]})
    return figure, list(axes[:, 0])


def value_rows(axes: Axes, table: pd.DataFrame, language: str,
               text: Callable[[dict], str] | None = None, who: bool = True) -> None:
    """Draw one line per value of `table` (columns year, value, reported_by, source_count).

    Lines of the same year stand together, in the order of the table; values that contradict each
    other are red diamonds. Rows that say ``about`` contradict none.
    `text(row)` writes the value, `who` adds its reporters and the number of sources.
    """
    write = text or (lambda row: number(row["value"], language))
    ticks: dict[object, list[int]] = {}
    for y, (row, conflict) in enumerate(zip(
            table.to_dict("records"), contradicting(table), strict=True)):
        ticks.setdefault(row["year"], []).append(y)
        axes.plot(row["value"], y, "D" if conflict else "o", markersize=4.5 if conflict else 5,
                  color=RED if conflict else BLUE, clip_on=False)
        label = f"{write(row)}  ({_who(row, language)})" if who else write(row)
        axes.annotate(label, (row["value"], y), (6, 0), textcoords="offset points",
                      va="center", fontsize=SMALL)
    for place, ys in enumerate(ticks.values()):
        if place % 2 == 0:
            axes.axhspan(ys[0] - 0.5, ys[-1] + 0.5, color=BAND, zorder=0, linewidth=0)
    axes.set_yticks([sum(ys) / len(ys) for ys in ticks.values()], list(map(str, ticks)),
                    fontsize=8)
    axes.set_ylim(len(table) - 0.5, -0.5)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)


def contradicting(table: pd.DataFrame) -> list[bool]:
    """Return whether each row's value contradicts another of the same year."""
    whole = pd.Series(True, index=table.index)
    if "qualifier" in table:
        whole &= table["qualifier"] == "exact"
    clash = {key for key, values in table[whole].groupby("year")["value"] if contradict(values)}
    return [bool(same) and key in clash for same, key in zip(whole, table["year"], strict=True)]


def legend(figure: Figure, language: str) -> None:
    """Explain the two markers below the figure."""
    _ = translator(language)
    handles = [Line2D([], [], marker="o", linestyle="", color=BLUE, markersize=5),
               Line2D([], [], marker="D", linestyle="", color=RED, markersize=4.5)]
    labels = [_("tidak bertentangan"), _("nilai yang saling bertentangan")]
    figure.legend(handles, labels, loc="outside lower center", ncols=2, fontsize=8)


def _who(row: dict, language: str) -> str:
    count = counted_text(row["source_count"], SOURCE, language)
    return f"{reporters(row['reported_by'], language)}, {count}"
