"""APA style, 7th edition: the CSL style of its authors, and what is different in this book.

``apa.csl`` is of the Citation Style Language project (CC BY-SA 3.0); take a newer one as it is.
"""

import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from unicodedata import combining, normalize

from thesis.base.acronyms import acronym
from thesis.base.csl import name_text
from thesis.base.hosts import host, keeps_copies
from thesis.words.labels import labels

STYLE = Path(__file__).with_name("apa.csl")
TERMS = STYLE.with_name("apa-id.xml").read_text(encoding="utf-8")
RANK = "call-number"  # orders the works of one author and year; it is not printed
MONTH = '<macro name="date-issued-month-day">\n    <date variable="issued">\n      '
MONTH_DAY = '<date-part name="month"/>\n      <date-part name="day" prefix=" "/>'
DAY_MONTH = '<date-part name="day" suffix=" "/>\n      <date-part name="month"/>'
DATE = '<key macro="date-sort"/>\n      <key variable="status"/>\n      <key macro="title"/>'
RANKED = f'<key macro="date-issued-year"/>\n      <key variable="{RANK}"/>\n      {DATE}'
ISSUED = ("article-newspaper", "webpage", "report", "document")  # their issuer is on record
READ_AT = re.compile(r"Dibaca melalui (\S+)")
ARTICLE_NUMBER = re.compile(r"e?\d{5,}")
CHANGES = {
    "id": {DATE: RANKED, MONTH + MONTH_DAY: MONTH + DAY_MONTH,
           "<macro ": f"{TERMS}<macro "},
    "en": {DATE: RANKED},
}
WORDS = {
    "id": {"ff.": "dst.",
           "Bachelor’s thesis": "Skripsi", "Master’s thesis": "Tesis",
           "Doctoral dissertation": "Disertasi", "Thesis": "Skripsi atau tesis",
           "Technical report": "Laporan teknis", "Research report": "Laporan penelitian",
           "inpress": "dalam proses cetak", "forthcoming": "akan terbit",
           "submitted": "diajukan untuk terbit", "prepublished": "prapublikasi",
           "inpreparation": "dalam persiapan"},
    "en": {"inpress": "in press", "inpreparation": "in preparation"},
}


@cache
def style(language: str) -> str:
    """Return the style of an edition; ValueError where `apa.csl` lacks what is changed."""
    text = STYLE.read_text(encoding="utf-8")
    for old, new in CHANGES[language].items():
        if old not in text:
            raise ValueError(f"{STYLE.name} no longer has {old!r}")
        text = text.replace(old, new, 1)
    return text


def printed(item: Mapping, source: Mapping, language: str) -> dict:
    """Return a CSL item as the bibliography shows it.

    source: its row of ``base.sources``. An organisation has its acronym; what has no publisher of
    its own is published by its issuer, unless that is the author; a title in brackets, which was
    not seen in the source, is a description; a title in another language than the edition is
    marked by ``nocase``. A site of copies is named under ``custom``, not linked.
    """
    shown, words, kind = _without_copies(item), WORDS[language], item["type"]
    holder = ("container-title" if kind in ("article-newspaper", "webpage", "article-journal")
              else "publisher")
    if kind in ISSUED or holder not in item:
        shown[holder] = source["issuer"]
    if kind != "thesis" and by_issuer(item, source["issuer"]):
        shown[holder if kind in ISSUED else "publisher"] = ""
    shown["author"] = [name | {"literal": with_acronym(name["literal"])} if "literal" in name
                       else name for name in item.get("author", [])]
    if ARTICLE_NUMBER.fullmatch(item.get("page", "")):
        shown["number"] = shown.pop("page")
    for field in {"page", "genre", "status", holder} & set(shown):
        shown[field] = _in_words(shown[field], words)
    if holder in shown:
        shown[holder] = labels("publisher", language).get(shown[holder], shown[holder])
    if kind == "paper-conference" and "publisher" in item and "volume" not in item:
        shown["type"] = "chapter"  # of proceedings that are a book
    if "collection-title" in item and "number" in item:
        shown["genre"] = shown.pop("collection-title")
    title = item["title"]
    field, text = "title", title
    if title.startswith("[") and title.endswith("]") and "genre" not in shown:
        shown["title"], field, text = "", "genre", title[1:-1]
    worded = labels("described_work", language).get(text, "")
    marked, text = item["language"] != language and not worded, worded or text
    shown[field] = f'<span class="nocase">{text}</span>' if marked else text
    return {name: value for name, value in shown.items() if value}


def _without_copies(item: Mapping) -> dict:
    """Return an item without the address of a site of copies, with where it was read instead."""
    url, said = item.get("URL", ""), READ_AT.match(item.get("note", ""))
    copies = keeps_copies(url)
    read_at = host(said[1] if said else url if copies else "")
    shown = {name: value for name, value in item.items()
             if not (copies and name in ("URL", "accessed"))}
    elsewhere = read_at and (copies or read_at != host(url))
    return shown | ({"custom": {"read_at": read_at}} if elsewhere else {})


def by_issuer(item: Mapping, issuer: str) -> bool:
    """Return whether the issuer is an author, or all authors are organisations that issue jointly.
    """
    names = item.get("author", [])
    organisations = {name["literal"] for name in names if "literal" in name}
    itself = {issuer, re.sub(r" \(.*\)$", "", issuer)} & organisations
    return bool(itself) or 1 < len(organisations) == len(names)


def _in_words(text: str, words: Mapping[str, str]) -> str:
    return words.get(text) or re.sub(r"ff\.$", lambda found: words.get(found[0], found[0]), text)


def with_acronym(name: str) -> str:
    """Return the name of an organisation with the acronym under which the text cites it."""
    short = acronym(name)
    return name if short == name else f"{name} [{short}]"


def first_name(item: Mapping) -> str:
    """Return ``family, given`` of the first author or editor, "" where a work has none."""
    names = item.get("author") or item.get("editor") or [{"literal": ""}]
    return ", ".join(filter(None, [name_text(names[0]), names[0].get("given")]))


def sort_name(text: str) -> str:
    """Return a name in lower case, without accents and punctuation."""
    bare = "".join(char for char in normalize("NFD", text) if not combining(char))
    return re.sub(r"[^\w\s]", "", bare).casefold()
