"""Confidence in the findings, inspired by GRADE-CERQual: summary and judgements."""

from collections.abc import Mapping

from thesis.analysis import confidence
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import column, number, percent, translator

CONCERN, LEVEL, COMPONENT = "confidence_concern", "confidence_level", "confidence_component"


def summary(base: Base, language: str) -> TableExhibit:
    """Each finding with the confidence in it and why."""
    _ = translator(language)
    table = confidence.summary(base)
    names = headings("finding", language)
    long = confidence.concerns(base)
    changed = long[long["differs"]].groupby("finding_id")["component"].agg(set).to_dict()
    rows = [[f"{row['finding_id']} {names[row['finding_id']]}", _level(row, language),
             explanation(row, changed.get(row["finding_id"], set()), language)]
            for row in table.to_dict("records")]
    header = [_("Pernyataan"), _("Keyakinan"), _("Penjelasan")]
    return TableExhibit(header, rows, "lll", table)


def judgements(base: Base, language: str) -> TableExhibit:
    """Where the assessor differs from the rule, and why."""
    _ = translator(language)
    long = confidence.concerns(base)
    table = long[long["differs"]].reset_index(drop=True)
    words, parts = labels(CONCERN, language), headings(COMPONENT, language)
    rows = [[row["finding_id"], parts[row["component"]], words[row["rule"]], words[row["judged"]],
             row[column("reason", language)]] for row in table.to_dict("records")]
    header = [_("Pernyataan"), _("Komponen"), _("Aturan"), _("Penilai otomatis"), _("Alasan")]
    return TableExhibit(header, rows, "lllll", table)


def explanation(row: Mapping, changed: set[str], language: str) -> str:
    """Return the concerns of a row of `thesis.analysis.confidence.summary`, gravest first.

    changed: the components in which the assessor differs from the rule; their reasons stand in
    `judgements`, since the numbers of the rule do not explain them.
    """
    _ = translator(language)
    words, parts = labels(CONCERN, language), headings(COMPONENT, language)
    reasons = {**_reasons(row, language), **dict.fromkeys(changed, _("menurut penilai otomatis"))}
    ranked = sorted(parts, key=lambda part: -confidence.CONCERNS.index(row[part]))
    said = [f"{parts[part]}: {words[row[part]]} ({reasons[part]})." for part in ranked
            if row[part] != "none"]
    return " ".join(said) or _("Tidak ada kekhawatiran.")


def _level(row: Mapping, language: str) -> str:
    """Return the level of confidence, with that of the rule where the assessor moved it."""
    _ = translator(language)
    names = labels(LEVEL, language)
    if row["level"] == row["rule_level"]:
        return _("keyakinan {level}").format(level=names[row["level"]])
    return _("keyakinan {level} (menurut aturan {rule})").format(
        level=names[row["level"]], rule=names[row["rule_level"]])


def _reasons(row: Mapping, language: str) -> dict[str, str]:
    """Return {component: the numbers for which its rule gave its concern}."""
    _ = translator(language)
    n = {name: number(row[name], language)
         for name in ("solid_publishers", "publishers", "outside_publishers", "against",
                      "outcomes", "notes")}
    adequacy = [_("{outside_publishers} penerbit di luar IOM").format(**n)]
    if row["heaviest_share"] > confidence.ONE_VOICE_ABOVE:
        adequacy.append(_("{share} catatan dari satu penerbit").format(
            share=percent(row["heaviest_share"], language)))
    coherence = []
    if row["against"]:
        coherence.append(_("{against} penerbit di luar IOM membantah").format(**n))
    if row["finding_id"] in confidence.EFFECT_CLAIMS:
        coherence.append(_("{outcomes} dari {notes} catatan melaporkan hasil").format(**n))
    if confidence.graded(row["alpha"], confidence.STABLE_ALPHAS) != "none":
        coherence.append(_("alfa kedua pengodean {alpha}").format(
            alpha=number(row["alpha"], language, 2)))
    return {
        "methodological_limitations": _("{solid_publishers} dari {publishers} penerbit independen "
                                        "dan bukan pers").format(**n),
        "coherence": "; ".join(coherence), "adequacy": "; ".join(adequacy),
        "relevance": _("{share} catatan bertanggal 2023–2024").format(
            share=percent(row["period_share"], language))}
