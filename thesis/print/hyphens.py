"""Soft hyphens for Indonesian, whose patterns Typst lacks, and for English words within it.

What a page marks as English is left to Typst.
"""

import re
from functools import cache

import pyphen
from lxml.html import HtmlElement

BREAK = "\u200b"  # where a name may break without a hyphen
LONG_WORD = re.compile(rf"\S*\w\.[a-z]\S*|(?<!{BREAK})\b([a-z]{{9,}})\b")  # or an address
ENGLISH = re.compile(  # letters that Indonesian spelling does not put together
    r"[cjvwy](?![aeiou])|(?<!n)gh|[pstw]h|[qx]|ou|([bdflmprstz])\1|tion|(?:ed|ies|ing?ly|ous|sions?"
    r"|ments?|ving|[dgmnprt]s|(?:[bcglrvz]|at|in|it|ut)e)$")
SOFT = "\u00ad"
NAMED = re.compile(r"\b(Tabel|Gambar|Bab|Lampiran|Tier|Table|Figure|Chapter|Appendix) (?=[\dA-Z])")
UNCHANGED = {"code", "pre", "math", "h1", "h2", "h3"}


def join_numbers(body: HtmlElement) -> None:
    """Join the number or letter of a table, a chapter or the like to the word before it."""
    for element in body.iter():
        if element.tag not in UNCHANGED:
            element.text = NAMED.sub("\\1\u00a0", element.text or "")
        element.tail = NAMED.sub("\\1\u00a0", element.tail or "")


def hyphenate(element: HtmlElement, language: str) -> None:
    """Put soft hyphens into the long lower-case words of running text in Indonesian."""
    language = element.get("lang", language)
    if element.tag in UNCHANGED or element.tag == "a":
        return
    if language == "id":
        element.text = soften(element.text or "")
    for child in element:
        hyphenate(child, language)
        if language == "id":
            child.tail = soften(child.tail or "")


def soften(text: str) -> str:
    """Return Indonesian text with soft hyphens where its long words may break."""
    return LONG_WORD.sub(lambda match: _soften_word(match[0]) if match[1] else match[0], text)


@cache
def _soften_word(word: str) -> str:
    return _patterns("en_US" if ENGLISH.search(word) else "id_ID").inserted(word, SOFT)


@cache
def _patterns(dictionary: str) -> pyphen.Pyphen:
    return pyphen.Pyphen(lang=dictionary, left=3, right=3)
