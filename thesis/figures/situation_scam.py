"""Figures on Indonesians in online-scam cases: running totals of cases and of victims."""

import pandas as pd

from thesis.analysis import situation_scam as scam
from thesis.base.load import Base
from thesis.publish.exhibits import FigureExhibit
from thesis.publish.style import BLUE, ORANGE, localise, new_figure
from thesis.words.language import capital, date_text, join_words, number, translator

COLOURS = {"online_scam_cases": BLUE, "online_scam_trafficking_victims": ORANGE}
HEIGHT = 0.38  # of a bar


def scam_totals(base: Base, language: str) -> FigureExhibit:
    """Draw the running totals of scam cases and of the victims among them by their end."""
    _ = translator(language)
    table = scam.scam_totals(base)
    names = {"online_scam_cases": _("kasus penipuan daring"),
             "online_scam_trafficking_victims": _("orang yang diakui sebagai korban TPPO")}
    ends = sorted(set(table["end"]))
    figure, axes = new_figure(0.42 * len(ends) + 1.0)
    for place, (indicator, colour) in enumerate(COLOURS.items()):
        values = table[table["indicator"] == indicator].groupby("end")["value"]
        rows = [ends.index(end) + (place - 0.5) * HEIGHT for end in values.groups]
        bars = axes.barh(rows, values.max(), HEIGHT, color=colour, label=names[indicator])
        axes.bar_label(bars, [" / ".join(number(value, language) for value in given)
                              for _end, given in values], padding=3, fontsize=8)
    axes.set_yticks(range(len(ends)), [_("sampai {date}").format(date=_month(end, language))
                                       for end in ends], fontsize=8)
    axes.tick_params(axis="y", length=0)
    axes.invert_yaxis()
    axes.set_xlim(0, table["value"].max() * 1.2)
    localise(axes.xaxis, language)
    figure.legend(loc="outside lower center", ncols=2, fontsize=8)
    return FigureExhibit(figure, _alt(table, names, language), table)


def _month(end: str, language: str) -> str:
    return date_text(end[:len("2024-11")], language)


def _alt(table: pd.DataFrame, names: dict[str, str], language: str) -> str:
    _ = translator(language)
    parts = [capital(names[indicator]) + ": " + join_words([
        f"{number(row.value, language)} ({_month(row.end, language)})"
        for row in table[table["indicator"] == indicator].itertuples()], language)
        for indicator in COLOURS]
    return _("Hitungan kumulatif Kemlu sejak 2020 menurut akhir masanya. {parts}. Angka yang "
             "lebih baru mencakup yang lama.").format(parts=". ".join(parts))
