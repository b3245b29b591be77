"""Tables of the corpus: classes, publishers, exclusions, months."""

from functools import partial

from thesis.analysis import corpus
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import headings
from thesis.words.language import number, percent, translator


def by_class(register: Base, language: str) -> TableExhibit:
    """Sources and notes by class, excluded sources too; takes `thesis.base.load.load_collected`."""
    _, n = translator(language), partial(number, language=language)
    table = corpus.by_class(register)
    names = headings("source_class", language, "plural")
    rows = [[names[row["source_class"]], n(row["registered"]), n(row["excluded"]),
             n(row["analysed"]), percent(row["share"], language), n(row["undated"]),
             n(row["notes"])]
            for row in table.to_dict("records")]
    sums = table[["registered", "excluded", "analysed", "undated", "notes"]].sum()
    rows.append([_("Jumlah"), n(sums["registered"]), n(sums["excluded"]), n(sums["analysed"]),
                 percent(100, language), n(sums["undated"]), n(sums["notes"])])
    header = [_("Jenis sumber"), _("Terdaftar"), _("Dikeluarkan"), _("Dianalisis"), _("Bagian"),
              _("Tanpa tanggal"), _("Catatan")]
    return TableExhibit(header, rows, "lrrrrrr", table)
