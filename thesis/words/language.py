"""Words, numbers and dates in the language of the edition (``id`` or ``en``).

Code writes labels in Indonesian inside ``_("...")``; the English ones are gettext catalogs,
``locale/en/LC_MESSAGES/figures/*.po``, which Babel reads without compiling.
"""

from collections.abc import Callable
from functools import cache
from math import isnan

from babel.dates import format_date, format_skeleton
from babel.lists import format_list
from babel.messages.pofile import read_po
from babel.numbers import format_decimal

from thesis.base.dates import first_day, parts
from thesis.project.paths import CODE

DASH = "–"
ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")
CURRENCIES = {"idr": "Rp", "usd": "US$", "aud": "A$"}  # sign by unit, before the number


@cache
def catalog(language: str) -> dict[str, str]:
    """Return {Indonesian label: label in `language`} merged from all figure catalogs."""
    entries: dict[str, str] = {}
    for path in sorted((CODE / "locale" / language / "LC_MESSAGES" / "figures").glob("*.po")):
        with path.open("rb") as file:
            messages = read_po(file, locale=language)
        entries |= {str(m.id): str(m.string) for m in messages if m.id and m.string}
    return entries


def translator(language: str) -> Callable[[str], str]:
    """Return the function that turns an Indonesian label into one of `language`.

    A label without translation raises KeyError: a half-translated figure is never drawn.
    """
    if language == "id":
        return lambda label: label
    labels = catalog(language)

    def translate(label: str) -> str:
        if label not in labels:
            raise KeyError(f"no {language} translation of label {label!r} in locale/{language}")
        return labels[label]

    return translate


def column(stem: str, language: str) -> str:
    """Return the name of the data column of a language: ``label`` -> ``label_id``."""
    return f"{stem}_{language}"


def number(value: float, language: str, decimals: int | None = None) -> str:
    """Return a number with the separators of the language: 2759 -> 2.759 (id), 2,759 (en).

    NaN, which stands for none, is a dash.
    """
    if isnan(value):
        return DASH
    if decimals is None:
        pattern = "#,##0.###"
    else:
        pattern = "#,##0" + ("." + "0" * decimals if decimals else "")
    return format_decimal(float(value), format=pattern, locale=language)


def percent(value: float, language: str, decimals: int | None = 1) -> str:
    """Return a percentage given in percent (26.5 -> 26,5% in Indonesian)."""
    if decimals is not None and float(value).is_integer():
        decimals = 0
    return DASH if isnan(value) else number(value, language, decimals) + "%"


def date_text(iso: str, language: str) -> str:
    """Return a full or partial ISO date in words: 2023-06-05, 2023-06 or 2023."""
    given = parts(iso)
    if len(given) == 1:
        return iso
    if len(given) == 2:
        return format_skeleton("yMMMM", first_day(iso), locale=language)
    return format_date(first_day(iso), "d MMMM y", locale=language)


def chapter_name(place: int, language: str) -> str:
    """Return how a text names the chapter in a place, from 1: ``Bab III``, ``Chapter 3``."""
    number = ROMAN[place] if language == "id" and place < len(ROMAN) else place
    _ = translator(language)
    return _("Bab {number}").format(number=number)


def capital(text: str) -> str:
    """Return a text with its first letter as a capital: for the beginning of a cell or an axis."""
    return text[:1].upper() + text[1:]


def join_words(words: list[str], language: str) -> str:
    """Return a list in a sentence: a, b, dan c (id); a, b and c (en)."""
    return format_list(words, locale={"id": "id", "en": "en_GB"}[language])
