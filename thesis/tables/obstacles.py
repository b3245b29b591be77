"""Tables of what hinders the handling of trafficking."""

from functools import partial

from thesis.analysis import obstacles
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.language import column, number, percent, translator


def codes(base: Base, language: str) -> TableExhibit:
    """Return obstacles by number of publishers, with the shares of the press and of 2023-2024."""
    _, n = translator(language), partial(number, language=language)
    table = obstacles.by_code(base)
    rows = [[row[column("label", language)], n(row["publishers"]), n(row["notes"]),
             percent(row["press_share"], language, 0), percent(row["period_share"], language, 0),
             n(row["undated"])] for row in table.to_dict("records")]
    header = [_("Hambatan"), _("Jumlah penerbit"), _("Catatan"), _("Dari pers"),
              _("Fakta 2023–2024"), _("Tanpa tanggal")]
    return TableExhibit(header, rows, "lrrrrr", table)
