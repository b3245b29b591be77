"""Tables of what the corpus covers by month, province and language, and of its gaps."""

from thesis.analysis import coverage
from thesis.analysis.findings import FEWEST_PUBLISHERS
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import date_text, join_words, number, percent, translator
from thesis.words.situation import province_names


def gaps(base: Base, language: str) -> TableExhibit:
    """What the corpus lacks, by name."""
    _ = translator(language)
    table = coverage.gaps(base)
    dimensions = {"month": _("Bulan"), "province": _("Provinsi"), "language": _("Bahasa")}
    names, classes = _gap_names(language), labels("source_class", language, "plural")
    shown = {"month": lambda item: date_text(item, language),
             "province": province_names(base, language).__getitem__,
             "language": classes.__getitem__}
    rows = []
    for row in table.to_dict("records"):
        items = [shown[row["dimension"]](item) for item in row["items"]]
        rows.append([dimensions[row["dimension"]], names[row["gap"]],
                     f"{number(row['count'], language)}/{number(row['of'], language)}",
                     join_words(items, language) or "–"])
    header = [_("Dimensi"), _("Celah"), _("Banyaknya"), _("Yang mana")]
    return TableExhibit(header, rows, "llrl", table)


def by_month(base: Base, language: str) -> TableExhibit:
    """Sources and facts per month of 2023-2024, those on IOM apart (appendix)."""
    _ = translator(language)
    table = coverage.by_month(base)
    counts = ["published_id", "published_en", "notes", "iom_notes", "iom_publishers"]
    rows = [[date_text(row["month"], language), *(number(row[name], language) for name in counts)]
            for row in table.to_dict("records")]
    header = [_("Bulan"), _("Sumber berbahasa Indonesia"), _("Sumber berbahasa Inggris"),
              _("Catatan tentang bulan itu"), _("Di antaranya tentang IOM"),
              _("Penerbit di luar IOM tentang IOM")]
    return TableExhibit(header, rows, "lrrrrr", table)


def by_province(base: Base, language: str) -> TableExhibit:
    """Notes, publishers and activities per province, most notes first (appendix)."""
    _ = translator(language)
    table = coverage.by_province(base).sort_values(
        ["notes", "province"], ascending=[False, True], ignore_index=True)
    names = province_names(base, language)
    counts = ["notes", "period_notes", "figures", "publishers", "press_publishers", "activities"]
    rows = [[names[row["province"]], *(number(row[key], language) for key in counts)]
            for row in table.to_dict("records")]
    header = [_("Provinsi"), _("Catatan"), _("Catatan 2023–2024"), _("Angka"),
              _("Jumlah penerbit"), _("Di antaranya pers"), _("Kegiatan IOM 2023–2024")]
    return TableExhibit(header, rows, "lrrrrrr", table)


def by_language(base: Base, language: str) -> TableExhibit:
    """Sources and notes per class and language of the page."""
    _ = translator(language)
    table = coverage.by_language(base)
    names = headings("source_class", language, "plural")
    keys = ["id", "en", "notes_id", "notes_en"]
    rows = [[names[row["source_class"]], *(number(row[key], language) for key in keys),
             percent(row["one_language"], language)] for row in table.to_dict("records")]
    total = table[keys].sum()
    most = 100 * max(total["id"], total["en"]) / (total["id"] + total["en"])
    rows.append([_("Jumlah"), *(number(total[key], language) for key in keys),
                 percent(most, language)])
    header = [_("Jenis sumber"), _("Sumber berbahasa Indonesia"), _("Sumber berbahasa Inggris"),
              _("Catatan dari sumber Indonesia"), _("Catatan dari sumber Inggris"),
              _("Bagian bahasa terbanyak")]
    return TableExhibit(header, rows, "lrrrrr", table)


def _gap_names(language: str) -> dict[str, str]:
    """Return {gap: its name}, in the order of `thesis.analysis.coverage.GAPS`."""
    _ = translator(language)
    return {"months_without_iom": _("tanpa catatan tentang IOM"),
            "months_without_independent_iom": _("tanpa penerbit di luar IOM tentang IOM"),
            "provinces_without_note": _("tanpa satu pun catatan"),
            "provinces_thin": _("kurang dari {n} penerbit").format(
                n=number(FEWEST_PUBLISHERS, language)),
            "provinces_press_only": _("hanya pers"),
            "provinces_without_activity": _("tanpa kegiatan IOM yang tercatat pada 2023–2024"),
            "one_language_classes": _("hampir seluruhnya satu bahasa")}
