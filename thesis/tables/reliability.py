"""Tables of how far the two coding passes agree."""

import pandas as pd

from thesis.analysis import reliability, resampling
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import column, number, percent, translator

FEWEST_NOTES = 10


def overall(base: Base, language: str) -> TableExhibit:
    """Agreement of each kind of decision, with a bootstrap interval of alpha."""
    _ = translator(language)
    names = headings("coding_decision", language)
    table = resampling.overall(base)
    rows = [[names[row["decision"]], number(row["units"], language), *_measures(row, language),
             _interval(row, language)] for row in table.to_dict("records")]
    header = [_("Keputusan"), _("Satuan"), _("Sepakat"), _("Kappa Cohen"),
              _("Alfa Krippendorff"), _("Selang 95%")]
    return TableExhibit(header, rows, "lrrrrr", table)


def by_finding(base: Base, language: str) -> TableExhibit:
    """Agreement on the stance of the notes on each finding, lowest kappa first."""
    _ = translator(language)
    names = headings("finding", language)
    table = resampling.by_finding(base)
    rows = [[f"{row['finding_id']} {names[row['finding_id']]}", *_given(row, language),
             number(row["kappa"], language, 3), number(row["alpha"], language, 3),
             _interval(row, language)] for row in table.to_dict("records")]
    header = [_("Pernyataan"), "A", "B", _("Keduanya"), _("Kappa Cohen"), _("Alfa Krippendorff"),
              _("Selang 95%")]
    return TableExhibit(header, rows, "lrrrrrr", table)


def by_code(base: Base, language: str) -> TableExhibit:
    """Agreement per code that was given at least once, lowest kappa first (appendix)."""
    _ = translator(language)
    table = reliability.by_code(base)
    families = base.codebook.set_index("code")[column("label", language)]
    rows = [[row[column("label", language)], families[row["parent"]], *_given(row, language),
             number(row["kappa"], language, 3), number(row["alpha"], language, 3)]
            for row in table.to_dict("records")]
    header = [_("Kode"), _("Keluarga"), "A", "B", _("Keduanya"), _("Kappa Cohen"),
              _("Alfa Krippendorff")]
    return TableExhibit(header, rows, "llrrrrr", table)


def _given(row: dict, language: str) -> list[str]:
    return [number(row[name], language) for name in ("first", "second", "both")]


def _measures(row: dict, language: str) -> list[str]:
    return [percent(row["agreement"], language), number(row["kappa"], language, 3),
            number(row["alpha"], language, 3)]


def _interval(row: dict, language: str) -> str:
    """Return the interval; a dash where so few notes were coded that it says nothing."""
    if min(row["first"], row["second"]) < FEWEST_NOTES:
        return "–"
    return f"{number(row['low'], language, 3)}–{number(row['high'], language, 3)}"


def codes_in_words(base: Base, language: str) -> pd.DataFrame:
    """Return `reliability.by_code` with name (in lower case) and words: ``name (kappa)``."""
    table = reliability.by_code(base)
    names = table[column("label", language)].str.lower()
    kappas = [number(kappa, language, 2) for kappa in table["kappa"]]
    return table.assign(name=names, words=[f"{name} ({kappa})" for name, kappa in
                                           zip(names, kappas, strict=True)])


def findings_in_words(base: Base, language: str) -> pd.DataFrame:
    """Return `reliability.by_finding` with words: ``F4 (capacity; alpha)``."""
    table, names = reliability.by_finding(base), labels("finding", language)
    return table.assign(words=[f"{key} ({names[key]}; {number(alpha, language, 2)})"
                               for key, alpha in zip(table["finding_id"], table["alpha"],
                                                     strict=True)])
