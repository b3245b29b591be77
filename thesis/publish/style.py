"""One look for all figures: sizes in inches at 100 % of the A4 text width, a palette that
colour-blind readers can tell apart, no title inside (captions say it)."""

from typing import Any

import matplotlib

matplotlib.use("Agg")

from matplotlib.axis import Axis  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.rcsetup import cycler  # noqa: E402
from matplotlib.ticker import FuncFormatter  # noqa: E402

from thesis.words.language import number  # noqa: E402

WIDTH = 6.3
BLUE, ORANGE, GREEN, RED, PURPLE, GREY = (
    "#0072B2", "#E69F00", "#009E73", "#D55E00", "#8a5a9e", "#6b6b6b")
SKY, YELLOW = "#56B4E9", "#F0E442"
PALETTE = (BLUE, ORANGE, GREEN, RED, PURPLE, SKY, YELLOW, GREY)
matplotlib.rcParams.update({  # saving reads them too: a context around drawing is not enough
    "font.family": "DejaVu Sans",
    "font.size": 9,
    "axes.titlesize": 9.5,
    "axes.titleweight": "bold",
    "axes.titlelocation": "left",
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.axisbelow": True,
    "axes.prop_cycle": cycler(color=PALETTE),
    "legend.frameon": False,
    "figure.facecolor": "white",
    "figure.constrained_layout.use": True,
    "svg.hashsalt": "thesis",
    "svg.fonttype": "path",
})


def new_figure(height: float, rows: int = 1, columns: int = 1,
               **options: Any) -> tuple[Figure, Any]:
    """Return a figure as wide as the text and `height` inches high, with its axes.

    They are an array where there are several; options are those of `Figure.subplots`.
    """
    figure = Figure(figsize=(WIDTH, height))
    return figure, figure.subplots(rows, columns, **options)


def localise(axis: Axis, language: str, decimals: int | None = None) -> None:
    """Write the tick labels of an axis with the separators of the language."""
    axis.set_major_formatter(FuncFormatter(lambda value, _: number(value, language, decimals)))
