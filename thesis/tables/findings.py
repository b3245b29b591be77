"""Tables of the notes for and against the findings, and of the obstacles."""

from functools import partial

import pandas as pd

from thesis.analysis import examples, findings, obstacles
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import headings
from thesis.words.language import column, date_text, number, percent, translator


def contradicting(base: Base, language: str) -> TableExhibit:
    """Every note that contradicts a finding, with its source."""
    return _noted(findings.contradicting(base), language)


def supporting(base: Base, language: str, finding: str, most: int = 5) -> TableExhibit:
    """Chosen notes that support a finding: independent first, one per publisher."""
    return _noted(examples.of_finding(base, finding, most), language)


def obstacle_codes(base: Base, language: str) -> TableExhibit:
    """Obstacles by number of publishers, with the shares of the press and of 2023-2024."""
    _, n = translator(language), partial(number, language=language)
    table = obstacles.by_code(base)
    rows = [[row[column("label", language)], n(row["notes"]), n(row["sources_count"]),
             n(row["publishers"]), percent(row["press_share"], language, 0),
             percent(row["period_share"], language, 0), n(row["undated"])]
            for row in table.to_dict("records")]
    header = [_("Hambatan"), _("Catatan"), _("Sumber"), _("Jumlah penerbit"), _("Dari pers"),
              _("Fakta 2023–2024"), _("Tanpa tanggal")]
    return TableExhibit(header, rows, "lrrrrrr", table)


def _noted(table: pd.DataFrame, language: str) -> TableExhibit:
    _ = translator(language)
    kinds = headings("basis", language)
    rows = [[row["finding_id"], row[column("note", language)], Linked("", (row["source"],)),
             kinds[row["basis"]],
             date_text(row["date_of_fact"], language) if row["date_of_fact"] else "–"]
            for row in table.to_dict("records")]
    header = [_("Pernyataan"), _("Catatan"), _("Sumber"), _("Dasar"), _("Tanggal fakta")]
    return TableExhibit(header, rows, "lllll", table)
