"""Numbers as people write them: plainly in a table, in Indonesian or English in a note."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

# of three decimals, which read as thousands, only behind a zero
PLAIN = re.compile(r"-?(0(\.\d*[1-9])?|[1-9]\d*(\.(\d?|\d{3,})[1-9])?)")
FORMS = (  # with the sign between thousands and the sign before decimals
    (re.compile(r"[1-9]\d{0,2}(\.\d{3})+(,\d+)?"), ".", ","),
    (re.compile(r"[1-9]\d{0,2}(,\d{3})+(\.\d+)?"), ",", "."),
    (re.compile(r"\d+(,\d+)?"), ".", ","), (re.compile(r"\d+(\.\d+)?"), ",", "."))
SPELLING = re.compile(r"[^\d-]*(-?)\s*(\d(?:[\d.,\s]*\d)?)\D*")
SIGNS = re.compile(r"-?[\d.,]+")
WORD = re.compile(r"\d[\d.,]*\d|\d|[a-z]+")
ENGLISH = ("no one two three four five six seven eight nine ten eleven twelve thirteen fourteen "
           "fifteen sixteen seventeen eighteen nineteen")
TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
INDONESIAN = "nol satu dua tiga empat lima enam tujuh delapan sembilan sepuluh sebelas"
VALUES: dict[str, float] = {
    **{word: value for words in (ENGLISH, INDONESIAN) for value, word in enumerate(words.split())},
    **{word: 10 * ten for ten, word in enumerate(TENS.split(), 2)},
    "none": 0, "zero": 0, "tidak": 0, "tanpa": 0, "first": 1, "once": 1, "only": 1, "single": 1,
    "seorang": 1, "sebuah": 1, "pertama": 1, "second": 2, "twice": 2, "both": 2, "kedua": 2,
    "third": 3, "ketiga": 3, "fourth": 4, "keempat": 4, "fifth": 5, "kelima": 5, "dozen": 12,
    "half": 0.5, "setengah": 0.5, "quarter": 0.25, "seperempat": 0.25}
SCALES = {"hundred": 100, "ratus": 100, "seratus": 100, "thousand": 1e3, "ribu": 1e3, "seribu": 1e3,
          "million": 1e6, "juta": 1e6, "sejuta": 1e6, "billion": 1e9, "miliar": 1e9,
          "trillion": 1e12, "triliun": 1e12}
BETWEEN = {"and", "a", "an", "dan"}  # in: six and a half million


def readings(text: str) -> list[str]:
    """Return the plain numbers that a spelling may mean: 3.000 -> 3000 and 3; [] for none."""
    number = SPELLING.fullmatch(text)
    if number is None:
        return []
    sign, digits = number[1], re.sub(r"\s", "", number[2])
    found = [digits.replace(thousands, "").replace(decimals, ".")
             for form, thousands, decimals in FORMS if form.fullmatch(digits)]
    return list(dict.fromkeys(sign + f"{Decimal(number).normalize():f}" for number in found))


def states(text: str, value: float) -> bool:
    """Return whether a text gives the amount of a value, in digits or in words."""
    return any(abs(abs(value) - number) <= 1e-9 * number for number in numbers_in(text))


@lru_cache(maxsize=4096)
def numbers_in(text: str) -> frozenset[float]:
    """Return every amount that a text may give, more than it means where words can be read so."""
    found: set[float] = set()
    open_sums: set[tuple[float, float]] = set()  # (thousands and above, what is below)
    for word in WORD.findall(text.lower()):
        if word not in BETWEEN:
            open_sums = set(_with(word, open_sums))
            found |= {above + below for above, below in open_sums}
    return frozenset(found)


def _with(word: str, sums: set[tuple[float, float]]) -> Iterable[tuple[float, float]]:
    if word[0].isdigit():
        return [(0, float(number)) for number in readings(word)]
    if word in VALUES:
        return [(0, VALUES[word]), *((above, below + VALUES[word]) for above, below in sums)]
    if word == "belas":
        return [(above, below + 10) for above, below in sums]
    if word == "puluh":
        return [(above, below // 100 * 100 + below % 10 * 10) for above, below in sums]
    if SCALES.get(word) == 100:
        return [(above, below * 100) for above, below in sums or {(0, 1)} if below < 100] + (
            [(above, 100) for above, below in sums if not below])
    if word in SCALES:
        return [(above + (below or 1) * SCALES[word], 0) for above, below in sums or {(0, 1)}]
    return []
