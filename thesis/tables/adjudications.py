"""Tables of the adjudication: its rules, what it decided, the disputed stances one by one."""

from thesis.analysis import adjudications
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import column, number, translator


def summary(base: Base, language: str) -> TableExhibit:
    """How many disputes of each kind, and whose side the decision took."""
    _ = translator(language)
    table = adjudications.by_group(base)
    names = {"F1": _("Sikap atas F1"), adjudications.OTHERS: _("Sikap atas F2–F9"),
             **headings("coding_decision", language)}
    labels = base.codebook.set_index("code")[column("label", language)]
    rows = [[names.get(row["group"]) or _("Kode: {family}").format(family=labels[row["group"]]),
             *(number(row[name], language) for name in ("disputes", "first", "second", "reading"))]
            for row in table.to_dict("records")]
    header = [_("Yang disengketakan"), _("Sengketa"), _("Diputus seperti A"),
              _("Diputus seperti B"), _("Tanpa aturan")]
    return TableExhibit(header, rows, "lrrrr", table)


def rules(base: Base, language: str) -> TableExhibit:
    """The rules, word for word."""
    _ = translator(language)
    table = base.adjudication_rules
    rows = [[row["rule"], row["item"], row[column("text", language)]]
            for row in table.to_dict("records")]
    return TableExhibit([_("Aturan"), _("Berlaku bagi"), _("Isi")], rows, "lll", table)


def stances(base: Base, language: str) -> TableExhibit:
    """Every disputed stance on F2 to F9 with its note, decision and reason."""
    _ = translator(language)
    table = adjudications.of_stances(base)
    sides, names = labels("stance", language), headings("finding", language)
    rows = [[f"{row['item']} {names[row['item']]}",
             Linked("", (row["source"],)), row[column("note", language)],
             "; ".join(f"{coder}: {sides[row[f'coder_{coder.lower()}']]}" for coder in "AB"),
             f"{sides[row['decision']]}: {row[column('reason', language)]}"]
            for row in table.to_dict("records")]
    header = [_("Pernyataan"), _("Sumber"), _("Catatan"), _("Pengodean"), _("Keputusan dan alasan")]
    return TableExhibit(header, rows, "lllll", table)
