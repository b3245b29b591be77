"""A map of the 38 provinces from equal tiles: no map file, small provinces stay visible."""

from collections.abc import Mapping
from textwrap import fill

from matplotlib.axes import Axes
from matplotlib.cm import ScalarMappable
from matplotlib.colors import LinearSegmentedColormap, Normalize
from matplotlib.figure import Figure
from matplotlib.patches import Patch, Rectangle
from matplotlib.ticker import MaxNLocator

from thesis.base.load import Base
from thesis.publish.style import GREY, WIDTH
from thesis.words.language import number, translator

LIGHT_TO_DARK = LinearSegmentedColormap.from_list("tiles", ["#d6e8f5", "#0072B2", "#00314d"])
WHITE_TEXT_FROM = 0.45
HEIGHT = 1.25  # of a tile, in widths
SMALL = 7.5
LABEL_WIDTH = 32  # characters of 8 pt between the edge and the tile of Yogyakarta


def tile_map(base: Base, values: Mapping[str, float], language: str, *, label: str,
             texts: Mapping[str, str] | None = None, missing: str = "") -> Figure:
    """Return the provinces as tiles coloured by `values` ({province: value}).

    base: for the tiles of ``data/provinces.csv``; label: what the colour counts; texts: what a tile
    shows instead of its value, e.g. two contradicting values; missing: what a white and hatched
    tile means, by default that there is no figure, which a zero is not. Raises
    KeyError for an unknown province.
    """
    unknown = set(values) - set(base.provinces["province"])
    if unknown:
        raise KeyError(f"not in data/provinces.csv: {', '.join(sorted(unknown))}")
    figure = Figure(figsize=(WIDTH, 3.35))
    axes = figure.subplots()
    norm = Normalize(0, max(values.values(), default=1))
    for tile in base.provinces.to_dict("records"):
        value = values.get(tile["province"])
        text = (texts or {}).get(tile["province"])
        shown = text or (number(value, language) if value is not None else "")
        _tile(axes, tile, None if value is None else norm(value), shown)
    axes.set_xlim(-0.05, base.provinces["tile_col"].max() + 1)
    axes.set_ylim((base.provinces["tile_row"].max() + 1) * HEIGHT, -0.05)
    axes.set_aspect("equal")
    axes.axis("off")
    _ = translator(language)
    _legend(axes, norm, label, missing or _("tanpa angka (bukan nol)"), language)
    return figure


def _tile(axes: Axes, tile: dict, strength: float | None, text: str) -> None:
    x, y = float(tile["tile_col"]), float(tile["tile_row"]) * HEIGHT
    empty = strength is None
    axes.add_patch(Rectangle(
        (x, y), 0.95, HEIGHT - 0.05, facecolor="white" if strength is None else
        LIGHT_TO_DARK(strength), edgecolor="#9a9a9a" if empty else "none", linewidth=0.6,
        hatch="////" if empty else None, hatch_linewidth=0.3))
    colour = "white" if strength is not None and strength >= WHITE_TEXT_FROM else "black"
    content = f"{tile['short_label']}\n{text}" if text else tile["short_label"]
    box = {"facecolor": "white", "edgecolor": "none", "pad": 0.5} if empty else None
    axes.text(x + 0.475, y + (HEIGHT - 0.05) / 2, content, ha="center", va="center", bbox=box,
              fontsize=SMALL, color=GREY if empty else colour, linespacing=1.1)


def _legend(axes: Axes, norm: Normalize, label: str, missing: str, language: str) -> None:
    """Explain the colours in the corners that no province needs."""
    scale = axes.inset_axes((0.0, 0.2, 0.21, 0.03))
    bar = axes.figure.colorbar(ScalarMappable(norm, LIGHT_TO_DARK), cax=scale,
                               orientation="horizontal")
    scale.text(0, -2.4, fill(label, LABEL_WIDTH), transform=scale.transAxes, va="top", fontsize=8)
    scale.tick_params(labelsize=8, length=2)
    scale.xaxis.set_major_locator(MaxNLocator(4, integer=True))
    scale.xaxis.set_major_formatter(lambda value, _: number(value, language))
    bar.outline.set_visible(False)
    empty = Patch(facecolor="white", edgecolor="#9a9a9a", hatch="////", linewidth=0.6)
    axes.legend([empty], [missing], loc="lower right", fontsize=8)
