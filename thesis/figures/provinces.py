"""Values of provinces as bars under their full names."""

from collections.abc import Mapping
from math import ceil
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from thesis.base.load import Base
from thesis.publish.style import BLUE, localise, new_figure
from thesis.words.language import capital, number, translator
from thesis.words.situation import province_names

COLUMNS = 2
BAR = 0.19  # inches per province
LINE = 96  # characters of 8 pt across the figure


def province_bars(base: Base, values: Mapping[str, float], language: str, *, label: str,
                  texts: Mapping[str, str] | None = None) -> Figure:
    """Return the provinces of `values` ({province: value}) as bars in two columns, largest first.

    label: what the bars count, said below them; texts: what stands at a bar instead of its value,
    such as two contradicting values. Provinces without figure, which a zero is not, are named
    below. Raises KeyError for an unknown province.
    """
    names = province_names(base, language)
    unknown = set(values) - set(names)
    if unknown:
        raise KeyError(f"not in data/provinces.csv: {', '.join(sorted(unknown))}")
    _ = translator(language)
    ranked = sorted(values, key=lambda province: (-values[province], names[province]))
    written = {province: number(values[province], language) for province in ranked}
    written |= texts or {}
    absent = sorted(name for province, name in names.items() if province not in values)
    note = capital(label) + "."
    if absent:
        why = capital(_("tanpa angka (bukan nol)"))
        note += "\n" + fill(f"{why}: {', '.join(absent)}.", LINE)
    rows = ceil(len(ranked) / COLUMNS)
    figure, axes = new_figure(BAR * rows + 0.45 + 0.16 * (note.count("\n") + 1), 1, COLUMNS)
    for column, axis in enumerate(axes):
        part = ranked[column * rows:(column + 1) * rows]
        _bars(axis, {names[province]: values[province] for province in part},
              [written[province] for province in part], rows)
        axis.set_xlim(0, max(values.values(), default=1) * 1.3)
        localise(axis.xaxis, language)
    figure.supxlabel(note, x=0.01, ha="left", fontsize=8)
    return figure


def _bars(axes: Axes, values: Mapping[str, float], texts: list[str], rows: int) -> None:
    bars = axes.barh(list(values), list(values.values()), color=BLUE, height=0.7)
    axes.bar_label(bars, texts, padding=3, fontsize=8)
    axes.set_ylim(rows - 0.4, -0.6)
    axes.tick_params(axis="y", length=0, labelsize=8)
    axes.tick_params(axis="x", labelsize=8)
