"""The codebook, for an appendix."""

from thesis.analysis.examples import by_code
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.language import column, translator


def codebook(base: Base, language: str) -> TableExhibit:
    """Every code with its name, definition and limits, under its family."""
    _ = translator(language)
    table = base.codebook
    families = table[table["parent"] == ""]
    order = [group for family in families["code"]
             for group in table[(table["code"] == family) | (table["parent"] == family)].index]
    rows = [_row(row, language) for row in table.loc[order].to_dict("records")]
    header = [_("Kode"), _("Nama"), _("Definisi")]
    return TableExhibit(header, rows, "lll", table.loc[order].reset_index(drop=True))


def findings(base: Base, language: str) -> TableExhibit:
    """The statements that the thesis examines, word for word."""
    _ = translator(language)
    table = base.findings
    rows = [[row["finding_id"], row[column("statement", language)]]
            for row in table.to_dict("records")]
    return TableExhibit([_("No."), _("Pernyataan")], rows, "ll", table)


def examples(base: Base, language: str) -> TableExhibit:
    """A note for each code that both passes gave, and the statements that rest on the code."""
    _ = translator(language)
    table = by_code(base)
    families = base.codebook.set_index("code")[column("label", language)]
    rows = [[families[row["parent"]], row[column("label", language)], row[column("note", language)],
             Linked("", (row["source"],)), ", ".join(row["findings"]) or "–"]
            for row in table.to_dict("records")]
    header = [_("Keluarga"), _("Kode"), _("Contoh catatan"), _("Sumber"), _("Pernyataan")]
    return TableExhibit(header, rows, "lllll", table)


def _row(row: dict, language: str) -> list[str]:
    """Return code, name, and the definition with what it includes and excludes."""
    _ = translator(language)
    label, definition, include, exclude = (row[column(stem, language)] for stem in (
        "label", "definition", "include", "exclude"))
    limits = [_("Termasuk: {text}.").format(text=include.rstrip(".")) if include else "",
              _("Tidak termasuk: {text}.").format(text=exclude.rstrip(".")) if exclude else ""]
    name = label.upper() if row["parent"] == "" else label
    return [row["code"], name, " ".join(filter(None, [definition, *limits])) or "–"]
