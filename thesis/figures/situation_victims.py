"""Figures on victims: sex and age, provinces."""

import pandas as pd
from matplotlib.axes import Axes

from thesis.analysis import situation_police as police
from thesis.analysis import situation_world as world
from thesis.analysis.complete import complete
from thesis.base.load import Base
from thesis.figures.provinces import province_bars
from thesis.figures.situation_rows import SMALL
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, ORANGE, new_figure
from thesis.words.labels import headings
from thesis.words.language import date_text, join_words, number, percent, translator
from thesis.words.situation import indicator_label, province_names

SEXES = ("female", "male")
COLOURS = {"female": ORANGE, "male": BLUE}


def victims_by_sex(base: Base, language: str) -> FigureExhibit:
    """Draw the shares of women and men in three counts: UNODC returns, police, task force."""
    _ = translator(language)
    table = by_sex(base)
    labels = _count_labels(language)
    counts = complete(table, sex=SEXES).set_index(["count", "year", "age", "sex"])["value"]
    counts = counts.unstack(sort=False).reset_index()  # refuses two values for one bar
    figure, axes = new_figure(0.24 * len(counts) + 0.9)
    for y, row in enumerate(counts.to_dict("records")):
        _share_bar(axes, y, row, language)
    names = [labels[row["count"], row["age"]].format(year=row["year"])
             for row in counts.to_dict("records")]
    axes.set_yticks(range(len(counts)), names, fontsize=8)
    axes.set_ylim(len(counts) - 0.5, -0.5)
    axes.set_xlim(0, 100)
    axes.axvline(50, color="black", linewidth=0.8, linestyle=":")
    axes.tick_params(axis="y", length=0)
    axes.xaxis.set_major_formatter(lambda value, __: percent(value, language, 0))
    sexes = headings("sex", language)
    handles = [axes.barh(0, 0, color=COLOURS[sex]) for sex in SEXES]
    figure.legend(handles, [sexes[sex] for sex in SEXES], loc="outside lower center", ncols=2,
                  fontsize=8)
    return FigureExhibit(figure, _sex_alt(counts, language), table)


def by_sex(base: Base) -> pd.DataFrame:
    """Return women and men in the counts of UNODC, the police and the task force (last date).

    Columns: count, year, age (``adult`` where children are left out), sex, value, rows, sources.
    """
    unodc = world.detected_by_sex(base).assign(count="unodc", age="")
    recorded = police.victims_by_sex(base).assign(count="police")
    force = police.latest(police.task_force_sex_age(base))
    force = force.assign(count="task_force", year=force["as_of"].str[:4].astype(int), age="adult")
    adults = police.latest(police.task_force_sex_age(base))["age"] == "adult"
    columns = ["count", "year", "age", "sex", "value", "rows", "sources"]
    return pd.concat([unodc, recorded, force[adults]])[columns].reset_index(drop=True)


def _share_bar(axes: Axes, y: int, row: dict, language: str) -> None:
    women = row["female"] / (row["female"] + row["male"]) * 100
    axes.barh(y, women, color=COLOURS["female"], height=0.75)
    axes.barh(y, 100 - women, left=women, color=COLOURS["male"], height=0.75)
    axes.text(1, y, number(row["female"], language), va="center", fontsize=SMALL)
    axes.text(101, y, number(row["male"], language), va="center", fontsize=SMALL)


def _count_labels(language: str) -> dict[tuple[str, str], str]:
    _ = translator(language)
    return {("unodc", ""): _("UNODC {year}, semua usia"),
            ("police", "adult"): _("Polri {year}, dewasa saja"),
            ("police", ""): _("Polri {year}, semua usia"),
            ("task_force", "adult"): _("Satgas Juni {year}, dewasa saja")}


def _sex_alt(counts: pd.DataFrame, language: str) -> str:
    _ = translator(language)
    share = counts["female"] / (counts["female"] + counts["male"]) * 100
    first, last = counts.index[0], counts.index[counts["count"] == "police"][-1]
    return _("Bagian perempuan di antara korban: {first} dalam laporan ke UNODC {year1}, {last} "
             "dalam catatan Polri {year2}. Hitungan memakai dasar yang berbeda.").format(
        first=percent(share[first], language), year1=counts["year"][first],
        last=percent(share[last], language), year2=counts["year"][last])


def victims_by_province(base: Base, language: str) -> FigureExhibit:
    """Draw the victims rescued by province in the fullest list, contradicting values together."""
    _ = translator(language)
    indicator = "police_victims_rescued"
    table = police.by_province(base, indicator)
    groups = table.groupby("area")["value"]
    highest = groups.max()
    texts = {area: " / ".join(number(value, language) for value in values)
             for area, values in groups if len(values) > 1}
    day = date_text(table["as_of"].iloc[0], language)
    name = indicator_label(base, indicator, language)
    figure = province_bars(base, highest.to_dict(), language, texts=texts,
                           label=_("{name}, kumulatif 5–{date}").format(name=name, date=day))
    names = province_names(base, language)
    top = [f"{names[area]} {number(value, language)}"
           for area, value in highest.sort_values(ascending=False).head(3).items()]
    alt = _("{name} menurut provinsi sampai {date}. Terbanyak: {top}. {n} dari {all} provinsi "
            "tidak mempunyai angka dalam daftar itu.")
    return FigureExhibit(figure, alt.format(
        name=name, date=day, top=join_words(top, language), all=len(names),
        n=len(names) - len(highest)), table)
