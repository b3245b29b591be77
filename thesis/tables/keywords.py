"""Tables of the agreement with the keyword coder and, once the sample is coded, with a person."""

from thesis.analysis import keywords
from thesis.analysis.sample import blind_sample
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.language import column, number, percent, translator


def ladder(base: Base, language: str) -> TableExhibit:
    """Agreement on the codes: the passes (ceiling), a person if any, keywords (floor)."""
    _ = translator(language)
    table = keywords.ladder(base).query("notes > 0").reset_index(drop=True)
    kinds = {("A", "B"): _("stabilitas, batas atas"), ("A", "H"): _("manusia, sampel"),
             ("B", "H"): _("manusia, sampel"), ("A", "K"): _("kata kunci, batas bawah"),
             ("B", "K"): _("kata kunci, batas bawah")}
    rows = [[f"{row['first']}–{row['second']}", kinds[row["first"], row["second"]],
             number(row["notes"], language), percent(row["agreement"], language),
             percent(row["positive"], language), number(row["kappa"], language, 3),
             number(row["alpha"], language, 3)] for row in table.to_dict("records")]
    header = [_("Pengode"), _("Arti"), _("Catatan"), _("Sepakat"), _("Sepakat positif"),
              _("Kappa Cohen"), _("Alfa Krippendorff")]
    return TableExhibit(header, rows, "llrrrrr", table)


def by_code(base: Base, language: str) -> TableExhibit:
    """What the keyword coder found of each code (appendix)."""
    _ = translator(language)
    table = keywords.by_code(base)
    rows = [[row[column("label", language)], number(row["agreed"], language),
             number(row["keyword"], language), percent(row["found"], language),
             percent(row["right"], language), number(row["kappa_passes"], language, 3),
             number(row["kappa_keyword"], language, 3)] for row in table.to_dict("records")]
    header = [_("Kode"), _("Catatan A dan B"), _("Catatan K"), _("Ditemukan K"), _("Tepat"),
              _("Kappa A–B"), _("Kappa dengan K")]
    return TableExhibit(header, rows, "lrrrrrr", table)


def patterns(base: Base, language: str) -> TableExhibit:
    """The patterns of the keyword coder in the language of the edition, word for word."""
    _ = translator(language)
    table = base.keywords[base.keywords["language"] == language].reset_index(drop=True)
    labels = base.codebook.set_index("code")[column("label", language)]
    rows = [[labels[row["code"]], row["pattern"].replace("|", " | ")]
            for row in table.to_dict("records")]
    return TableExhibit([_("Kode"), _("Pola kata kunci")], rows, "ll", table)


def human_status(base: Base, language: str) -> str:
    """Return the agreement with the person who codes the sample, or that it is still to be done."""
    _ = translator(language)
    pairs = keywords.human_pairs(base)
    if pairs.empty:
        return _("belum dilakukan")
    return _("dilakukan, dengan kappa {a} terhadap A dan {b} terhadap B pada {notes} dari "
             "{sample} catatan").format(
        a=number(pairs["kappa"].iloc[0], language, 3),
        b=number(pairs["kappa"].iloc[-1], language, 3),
        notes=number(pairs["notes"].max(), language),
        sample=number(len(blind_sample(base)), language))
