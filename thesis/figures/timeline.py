"""The activities of the period on a time line, one row per programme."""

import textwrap

import matplotlib.dates as mdates
import pandas as pd
from babel.dates import format_date
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch, Rectangle
from matplotlib.patheffects import withStroke

from thesis.analysis.activities import (
    EARLIER,
    PROGRAMMES,
    UMBRELLA,
    dated,
    in_period,
    programme_labels,
    umbrella,
    undated,
    year_of,
)
from thesis.base.dates import PERIOD, first_day, last_day
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, GREY, ORANGE, new_figure
from thesis.words.labels import labels
from thesis.words.language import number, translator

FIRST, LAST = pd.Timestamp(first_day(PERIOD[0])), pd.Timestamp(last_day(PERIOD[-1]))
LOOKS = {"core": (BLUE, "o"), "related": (ORANGE, "D")}
LABEL_DAYS = 84  # width of an id such as A045, with its mark
YEAR_DAYS = 75  # width of the year behind it, for an activity that began before the period
COLUMN_DAYS = 118  # distance between the two columns of undated activities
SHORT_DAYS = 7  # a shorter range is no wider than its mark
LANE = 0.17  # inches


def timeline(base: Base, language: str) -> FigureExhibit:
    """Draw when the activities of 2023-2024 took place, and those that may lie outside.

    Marks stand at the day of beginning; bars span longer or imprecise dates (hatched: only the
    year is known). The right-hand part lists activities of which it is
    not known whether they took place in these years.
    """
    _ = translator(language)
    inside = _placed(pd.concat([dated(in_period(base)), dated(umbrella(base))]))
    outside = _listed(undated(base))
    heights = [max(_lanes(inside, p), _lanes(outside, p), 2) for p in PROGRAMMES]
    figure, (axes, side) = new_figure(LANE * (sum(heights) + len(heights)) + 0.95, 1, 2,
                                      sharey=True, width_ratios=[4, 1.25])
    tops = [sum(heights[:i]) + i for i in range(len(heights))]
    for programme, top in zip(PROGRAMMES, tops, strict=True):
        _draw_row(axes, inside[inside["programme"] == programme], top)
        _draw_list(side, outside[outside["programme"] == programme], top)
    names = programme_labels(base, language)
    axes.set_yticks([top + height / 2 - 0.5 for top, height in zip(tops, heights, strict=True)],
                    [textwrap.fill(names[p], 17) for p in PROGRAMMES], fontsize=8)
    _frame(axes, side, tops, sum(heights) + len(heights), language)
    _legend(figure, language)
    return FigureExhibit(figure, _alt(base, language), pd.concat(
        [inside, outside])[["activity_id", "start", "end", "date_precision", "programme",
                            "relevance", "in_period", "title_id", "title_en", "sources"]])


def _placed(activities: pd.DataFrame) -> pd.DataFrame:
    """Return activities with the lane in which each is drawn: the first that is free."""
    order = activities.sort_values(["first", "activity_id"])
    lanes: dict[str, list[pd.Timestamp]] = {p: [] for p in PROGRAMMES}
    chosen = []
    for row in order.itertuples():
        begin, ends = max(row.first, FIRST), lanes[row.programme]
        label = LABEL_DAYS + YEAR_DAYS * (row.first < FIRST)
        busy_until = max(row.last, begin + pd.Timedelta(days=label))
        lane = next((i for i, end in enumerate(ends) if end < begin), len(ends))
        ends[lane:lane + 1] = [busy_until]
        chosen.append(lane)
    return order.assign(lane=chosen)


def _listed(activities: pd.DataFrame) -> pd.DataFrame:
    place = activities.groupby("programme").cumcount()
    return activities.assign(lane=place // 2, side=place % 2)


def _lanes(activities: pd.DataFrame, programme: str) -> int:
    lanes = activities.loc[activities["programme"] == programme, "lane"]
    return int(lanes.max()) + 1 if len(lanes) else 0


def _draw_row(axes: Axes, activities: pd.DataFrame, top: float) -> None:
    for row in activities.itertuples():
        colour, mark = LOOKS[row.relevance]
        begin, y = max(row.first, FIRST), top + row.lane
        before, vague = row.first < FIRST, row.date_precision == "year"
        if (row.last - begin).days > SHORT_DAYS:
            axes.add_patch(_bar(begin, row.last, y, colour, vague))
        axes.plot(begin, y, marker="<" if before else mark, color=colour, markersize=5,
                  markerfacecolor="white" if vague and not before else colour, clip_on=False)
        name = f"{row.activity_id} ({row.start[:4]})" if before else row.activity_id
        axes.text(begin + pd.Timedelta(days=12), y, name, fontsize=7.5, va="center_baseline",
                  path_effects=[withStroke(linewidth=2, foreground="white")])  # over the new year


def _bar(begin: pd.Timestamp, end: pd.Timestamp, y: float, colour: str, vague: bool) -> Rectangle:
    left, right = mdates.date2num(begin), mdates.date2num(min(end, LAST))
    return Rectangle((left, y - 0.4), right - left, 0.8, facecolor=colour, alpha=0.25, linewidth=0,
                     hatch="////" if vague else None, edgecolor="white")


def _draw_list(axes: Axes, activities: pd.DataFrame, top: float) -> None:
    for row in activities.itertuples():
        colour, mark = LOOKS[row.relevance]
        x = row.side * COLUMN_DAYS
        axes.plot(x, top + row.lane, marker=mark, color=colour, markersize=5,
                  markerfacecolor="white")
        axes.text(x + 13, top + row.lane, row.activity_id, fontsize=7.5, va="center_baseline")


def _frame(axes: Axes, side: Axes, tops: list[int], bottom: int, language: str) -> None:
    _ = translator(language)
    for top in tops[1:]:
        for part in (axes, side):
            part.axhline(top - 1, color=GREY, linewidth=0.4)
    axes.set_xlim(FIRST - pd.Timedelta(days=8), LAST + pd.Timedelta(days=30))
    axes.set_ylim(bottom - 1, -1)
    axes.xaxis.set_major_locator(mdates.MonthLocator(bymonth=(1, 4, 7, 10)))
    axes.xaxis.set_major_formatter(lambda day, _: _quarter(day, language))
    axes.grid(axis="x", color="#dddddd", linewidth=0.5)
    axes.tick_params(axis="y", length=0)
    axes.tick_params(axis="x", labelsize=8)
    axes.axvline(pd.Timestamp(first_day(PERIOD[-1])), color=GREY, linewidth=0.8)
    side.set_xlim(-20, COLUMN_DAYS * 2)
    side.set_xticks([])
    side.tick_params(axis="y", length=0, labelleft=False)
    side.set_xlabel(_("mungkin di luar\nkurun kajian"), fontsize=8)
    for part in (axes, side):
        part.spines["left"].set_visible(part is side)
    side.spines["left"].set_color(GREY)


def _quarter(day: float, language: str) -> str:
    date = mdates.num2date(day)
    month = format_date(date, "MMM", locale=language)
    return f"{month}\n{date.year}" if date.month == 1 else month


def _legend(figure: Figure, language: str) -> None:
    _ = translator(language)
    words = labels("relevance", language)
    marks = [Line2D([], [], color=colour, marker=mark, linestyle="", markersize=5,
                    label=words[relevance]) for relevance, (colour, mark) in LOOKS.items()]
    bars = [Patch(facecolor=GREY, alpha=0.35, label=_("rentang waktu, atau hanya bulan diketahui")),
            Patch(facecolor=GREY, alpha=0.35, hatch="////", edgecolor="white",
                  label=_("hanya tahun diketahui"))]
    figure.legend(handles=[*marks, *bars], loc="outside lower center", ncols=2, fontsize=8)


def _alt(base: Base, language: str) -> str:
    _ = translator(language)
    activities = in_period(base)
    begun = year_of(activities).value_counts()
    return _("Garis waktu {n} kegiatan tahun 2023–2024 menurut jenis upaya, {core} di antaranya "
             "tentang TPPO: {first} dimulai pada 2023, {second} pada 2024, dan {earlier} "
             "sebelumnya. Program payung {umbrella} digambar, tetapi tidak dihitung; {undated} "
             "kegiatan lain mungkin berlangsung di luar kurun itu.").format(
        n=number(len(activities), language),
        core=number((activities["relevance"] == "core").sum(), language),
        first=number(begun.get("2023", 0), language), second=number(begun.get("2024", 0), language),
        earlier=number(begun.get(EARLIER, 0), language), umbrella=UMBRELLA,
        undated=number(len(undated(base)), language))
