"""The rules behind the confidence in the findings, with their thresholds, as a table."""

from collections.abc import Callable

import pandas as pd

from thesis.analysis import confidence
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.tables.confidence import COMPONENT, CONCERN, LEVEL
from thesis.words.labels import headings, labels
from thesis.words.language import join_words, number, percent, translator


def rules(base: Base, language: str) -> TableExhibit:
    """What each component measures and from which values its concerns start."""
    _ = translator(language)
    words, level = labels(CONCERN, language), labels(LEVEL, language)
    share = _marks(confidence.SOLID_SHARES, "≥", words, language, percent)
    against = _marks(confidence.CONTRADICTED_BELOW, "<", words, language, percent)
    alphas = _marks(confidence.STABLE_ALPHAS, "≥", words, language, number)
    publishers = _marks(confidence.PUBLISHERS, "≥", words, language, number)
    period = _marks(confidence.PERIOD_SHARES, "≥", words, language, percent)
    texts = {
        "methodological_limitations": _(
            "Bagian penerbit pendukung yang independen dan bukan pers: {share}, selebihnya serius. "
            "Satu tingkat lebih berat bila catatan IOM sendiri melebihi {own}. Tidak pernah lebih "
            "ringan daripada cukup besar karena sumber dibaca sebagai petikan.").format(
                share=share, own=percent(confidence.OWN_WORD_ABOVE, language)),
        "coherence": _(
            "Yang terberat dari tiga: bagian penerbit di luar IOM yang membantah (tidak ada: "
            "nihil, {against}, selebihnya serius); bagi {claims}, yang menyatakan akibat, cukup "
            "besar "
            "bila catatan yang melaporkan hasil kurang dari {outcomes}; alfa kedua pengodean atas "
            "sikap ({alphas}, selebihnya serius).").format(
                against=against, claims=join_words(list(confidence.EFFECT_CLAIMS), language),
                outcomes=percent(confidence.OUTCOMES_FROM, language), alphas=alphas),
        "adequacy": _(
            "Penerbit di luar IOM yang mendukung: {publishers}, selebihnya serius. Satu tingkat "
            "lebih berat bila satu penerbit memberi lebih dari {voice} catatan.").format(
                publishers=publishers, voice=percent(confidence.ONE_VOICE_ABOVE, language)),
        "relevance": _(
            "Bagian catatan pendukung dengan fakta bertanggal 2023–2024: {period}, selebihnya "
            "serius.").format(period=period),
        "level": _(
            "Nihil bernilai 0, ringan 1, cukup besar 2, serius 3; jumlahnya {most}, selebihnya "
            "sangat rendah.").format(
                most=_marks(confidence.MOST_POINTS, "≤", level, language, number)),
    }
    names = {**headings(COMPONENT, language), "level": _("Keyakinan")}
    table = pd.DataFrame([{"component": key, "rule": text} for key, text in texts.items()])
    return TableExhibit([_("Komponen"), _("Aturan")],
                        [[names[key], text] for key, text in texts.items()], "ll", table)


def _marks(thresholds: dict, sign: str, words: dict[str, str], language: str,
           written: Callable[..., str]) -> str:
    """Return thresholds in words: ``nihil ≥ 75%, ringan ≥ 50%``."""
    return ", ".join(f"{words[name]} {sign} {written(value, language)}"
                     for name, value in thresholds.items())
