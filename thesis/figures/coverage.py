"""Where the notes are: a tile map of the provinces."""

from collections.abc import Mapping

import pandas as pd

from thesis.analysis import coverage
from thesis.base.load import Base
from thesis.figures.tiles import tile_map
from thesis.publish.exhibits import FigureExhibit
from thesis.words.language import join_words, number, translator
from thesis.words.situation import province_names


def by_province(base: Base, language: str) -> FigureExhibit:
    """Notes per province; provinces that no note names are hatched."""
    _ = translator(language)
    table = coverage.by_province(base)
    values = {row["province"]: row["notes"] for row in table.to_dict("records") if row["notes"]}
    figure = tile_map(base, values, language, label=_("Catatan yang menyangkut provinsi"),
                      missing=_("tanpa satu pun catatan"))
    return FigureExhibit(figure, _alt(table, province_names(base, language), language), table)


def _alt(table: pd.DataFrame, names: Mapping[str, str], language: str) -> str:
    _ = translator(language)
    ranked = table.sort_values(["notes", "province"], ascending=[False, True])
    first = [f"{names[row['province']]} ({number(row['notes'], language)})"
             for row in ranked.head(3).to_dict("records")]
    empty = [names[province] for province in table.loc[table["notes"] == 0, "province"]]
    return _("Catatan menurut provinsi: terbanyak {first}. Tanpa catatan: {empty}.").format(
        first=join_words(first, language), empty=join_words(empty, language) or "–")
