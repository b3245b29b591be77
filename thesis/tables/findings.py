"""Tables of the findings: support, notes, verdicts; and of the obstacles."""

from functools import partial

import pandas as pd

from thesis.analysis import examples, findings, obstacles, robustness
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import column, date_text, number, percent, translator


def country_roles(base: Base, language: str) -> TableExhibit:
    """What the three parts of F1 rest on."""
    _, n = translator(language), partial(number, language=language)
    table = findings.country_roles(base)
    rows = [[row[column("label", language)], n(row["notes"]), n(row["publishers"]),
             n(row["outside_publishers"]), n(row["press_notes"]), n(row["period_notes"])]
            for row in table.to_dict("records")]
    header = [_("Peran Indonesia"), _("Catatan"), _("Jumlah penerbit"), _("Penerbit di luar IOM"),
              _("Catatan pers"), _("Fakta 2023–2024")]
    return TableExhibit(header, rows, "lrrrrr", table)


def contradicting(base: Base, language: str) -> TableExhibit:
    """Every note that contradicts a finding, with its source."""
    return _noted(findings.contradicting(base), language)


def supporting(base: Base, language: str, finding: str, most: int = 5) -> TableExhibit:
    """Chosen notes that support a finding: independent first, one per publisher."""
    return _noted(examples.of_finding(base, finding, most), language)


def verdicts(base: Base, language: str) -> TableExhibit:
    """The verdict on each finding with the counts from which it follows."""
    _, n = translator(language), partial(number, language=language)
    table = robustness.matrix(base)
    table = table[table["scenario"] == "all"].reset_index(drop=True)
    names, kinds = headings("finding", language), labels("verdict", language)
    rows = [[f"{row['finding_id']} {names[row['finding_id']]}", n(row["outside_publishers"]),
             n(row["independent_publishers"]), n(row["against"]),
             percent(row["own_word_share"], language), kinds[row["verdict"]]]
            for row in table.to_dict("records")]
    header = [_("Pernyataan"), _("Penerbit di luar IOM"), _("Di antaranya independen"),
              _("Penerbit di luar IOM yang membantah"), _("Catatan IOM sendiri"), _("Putusan")]
    return TableExhibit(header, rows, "lrrrrl", table)


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
