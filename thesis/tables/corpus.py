"""Tables of the corpus: classes, publishers, exclusions, months."""

from thesis.analysis import corpus
from thesis.base.acronyms import acronym
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import capital, column, date_text, number, percent, translator


def by_class(register: Base, language: str) -> TableExhibit:
    """Sources and notes by class, excluded sources too; takes `thesis.base.load.load_register`."""
    _, n = translator(language), _number(language)
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


def by_issuer(base: Base, language: str, top: int = 20) -> TableExhibit:
    """The `top` publishers by number of sources, with their cumulative share."""
    _, n = translator(language), _number(language)
    table = corpus.by_issuer(base, top)
    kinds, own = labels("publisher_kind", language), labels("independence", language, "short")
    rows = [[acronym(row["issuer"]), kinds[row["issuer_kind"]], own[row["independent_of_iom"]],
             n(row["count"]), percent(row["share"], language), percent(row["cumulative"], language),
             n(row["notes"])] for row in table.to_dict("records")]
    header = [_("Penerbit"), _("Jenis"), _("Independen dari IOM"), _("Sumber"), _("Bagian"),
              _("Kumulatif"), _("Catatan")]
    return TableExhibit(header, rows, "lllrrrr", table)


def own_word(base: Base, language: str) -> TableExhibit:
    """Sources and notes that are independent of IOM, and those that are not."""
    _, n = translator(language), _number(language)
    table = corpus.own_word(base).sort_values("independent_of_iom", ascending=False)
    names = headings("independence", language)
    rows = [[names[row["independent_of_iom"]], n(row["count"]), percent(row["share"], language),
             n(row["notes"])] for row in table.to_dict("records")]
    header = [_("Asal pernyataan"), _("Sumber"), _("Bagian"), _("Catatan")]
    return TableExhibit(header, rows, "lrrr", table)


def excluded_by_reason(register: Base, language: str) -> TableExhibit:
    """Why sources were left out; takes `thesis.base.load.load_register`."""
    _, n = translator(language), _number(language)
    table = corpus.excluded_by_reason(register)
    rows = [[capital(row[column("reason", language)]), n(row["count"])]
            for row in table.to_dict("records")]
    rows.append([_("Jumlah"), n(table["count"].sum())])
    return TableExhibit([_("Alasan"), _("Sumber")], rows, "lr", table)


def by_month(base: Base, language: str) -> TableExhibit:
    """Sources dated 2023-2024 by month and language of the page."""
    _, n = translator(language), _number(language)
    table = corpus.by_month(base)
    wide = table.pivot(index="month", columns="language", values=["count", "press"])
    rows = []
    for month in table["month"].unique():
        name = date_text(month, language)
        if len(month) == 4:
            name = _("{year} tanpa bulan").format(year=month)
        counts, press = wide.loc[month, "count"], wide.loc[month, "press"]
        rows.append([name, n(counts["id"]), n(counts["en"]), n(counts.sum()), n(press.sum())])
    totals = wide.sum()
    rows.append([_("Jumlah"), n(totals["count", "id"]), n(totals["count", "en"]),
                 n(totals["count"].sum()), n(totals["press"].sum())])
    header = [_("Bulan terbit"), _("Bahasa Indonesia"), _("Bahasa Inggris"), _("Semua sumber"),
              _("Dari pers")]
    return TableExhibit(header, rows, "lrrrr", table)


def _number(language: str):
    return lambda value: number(int(value), language)
