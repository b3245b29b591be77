"""Soft hyphens for languages whose patterns Typst lacks."""

import re
from functools import cache

import pyphen
from lxml.html import HtmlElement

DICTIONARY = {"id": "id_ID"}  # English is hyphenated by Typst itself
BREAK = "\u200b"  # where a name may break without a hyphen
LONG_WORD = re.compile(rf"(?<!{BREAK})\b[a-z]{{9,}}\b")
SKIPPED = {"code", "pre", "a", "h1", "h2", "h3"}
SOFT = "\u00ad"


def hyphenate(element: HtmlElement, language: str) -> None:
    """Put soft hyphens into the long lower-case words of running text."""
    if language not in DICTIONARY or element.tag in SKIPPED:
        return
    element.text = soften(element.text or "", DICTIONARY[language])
    for child in element:
        hyphenate(child, language)
        child.tail = soften(child.tail or "", DICTIONARY[language])


def soften(text: str, dictionary: str) -> str:
    """Return text with soft hyphens where its long words may break."""
    return LONG_WORD.sub(lambda match: _soften_word(match[0], dictionary), text)


@cache
def _soften_word(word: str, dictionary: str) -> str:
    return _patterns(dictionary).inserted(word, SOFT)


@cache
def _patterns(dictionary: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=dictionary, left=3, right=3)
