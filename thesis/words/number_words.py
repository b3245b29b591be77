"""Numbers as sentences have them: small ones in words, ``dua belas``, large ones short,
``49,6 juta``.
"""

from functools import cache

from thesis.words.language import number

SMALL = {
    "id": ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan",
           "sepuluh", "sebelas"),
    "en": ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
           "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen",
           "eighteen", "nineteen")}
TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = {"id": {12: "triliun", 9: "miliar", 6: "juta"},
          "en": {12: "trillion", 9: "billion", 6: "million"}}
BELOW = 100  # what is written in words


def in_words(value: int, language: str) -> str:
    """Return a number from 0 to 99 in words: ``dua puluh satu`` (id), ``twenty-one`` (en)."""
    small = SMALL[language]
    if value < len(small):
        return small[value]
    tens, units = divmod(value, 10)
    if language == "en":
        return TENS[tens - 2] + (f"-{small[units]}" if units else "")
    if tens == 1:
        return f"{small[units]} belas"
    return f"{small[tens]} puluh" + (f" {small[units]}" if units else "")


def short(value: float, language: str) -> str:
    """Return a number from a million on with its scale, to three digits: ``2,55 miliar``."""
    power = next(power for power in SCALES[language] if abs(value) >= 10**power)
    scaled = float(f"{value / 10**power:.3g}")
    return f"{number(scaled, language)} {SCALES[language][power]}"


@cache
def _values() -> dict[str, int]:
    return {in_words(value, language): value for language in SMALL for value in range(BELOW)}


def in_digits(shown: str) -> str:
    """Return a small number in digits where it is written in words, else the text itself."""
    value = _values().get(shown.lower())
    return shown if value is None else str(value)
