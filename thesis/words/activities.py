"""Words that tables of activities, their actors and IOM's caseload share, in both languages."""

from thesis.base.dates import parts
from thesis.words.labels import label
from thesis.words.language import DASH, date_text, number, translator

EXACT = "exact"
JOIN = "\u00a0"  # a space at which no line ends
FULL = len("2023-06-05")


def qualified(value: float, qualifier: str, language: str) -> str:
    """Return a number with the sign of its qualifier, joined: ``> 9.000``; none where exact."""
    if qualifier in ("", EXACT):
        return number(value, language)
    return f"{label('qualifier', qualifier, language, 'short')}{JOIN}{number(value, language)}"


def span_text(start: str, end: str, language: str) -> str:
    """Return a period in words; ``?`` stands for an end that the source does not give."""
    if not start and not end:
        return DASH
    if start == end:
        return date_text(start, language)
    if len(start) == len(end) == FULL and start[:7] == end[:7]:
        return f"{parts(start)[2]}–{date_text(end, language)}"
    return " – ".join(date_text(day, language) if day else "?" for day in (start, end))


def when(start: str, end: str, language: str) -> str:
    """Return the dates of an activity in few words; one without an end has one date."""
    _ = translator(language)
    if not start:
        return _("tanpa tanggal")
    return span_text(start, end or start, language)
