"""Check that no number of the text is typed: each is a fact, or of a kind that needs none.

Kinds that need none: dates, years and periods; numbers of laws, articles and resolutions; roles
(facts, citations, cross references), code, formulas, addresses, attributes of HTML; numbers of
lists; identifiers (F1, 3P).
"""

import re
from collections.abc import Iterator
from pathlib import Path

from thesis.check.problem import Problem
from thesis.manuscript.formulas import DOLLARS
from thesis.manuscript.text import page_files, prose_lines
from thesis.manuscript.wording import MONTHS

COUNTED = ("korban|orang|kasus|laporan|tersangka|persen|perkara|kali|anak|perempuan|laki-laki|"
           "warga|pekerja|sumber|catatan|victims|people|cases|suspects|reports|sources|notes|times")
YEAR = r"(?:19|20)\d\d"
YEARS = rf"{YEAR}(?:\s?[-–/]\s?(?:{YEAR}|\d\d))?(?:-an|s)?"
LAWS = ("Nomor|No\\.|Number|Pasal|Article|Articles|Bab|ayat|angka|butir|Resolusi|Resolution|Rule|"
        "Konvensi ILO|Konvensi|Protokol|Bagian|Section|Chapters?|SDG|TPB|Sasaran|Target")
MARKUP = re.compile(  # what is no text of the page, though it may go over several lines
    r"\{[\w:+-]+\}`[^`]*`"  # roles
    r"|(?<!`)(`+)(?!`).+?(?<!`)\1(?!`)"
    r"|<!--.*?-->|<(script|style|svg|math|pre|code)\b.*?</\2\s*>"
    r"|</?[A-Za-z](?:\"[^\"]*\"|'[^']*'|[^<>\"'])*>"
    rf"|&#?\w+;|{DOLLARS}", re.S | re.I)
BLANKED = (
    r"\]\((?:[^()]|\([^()]*\))*\)|^\(.*\)=$|\[\^[\w-]+\]",  # links, labels, footnotes
    r"<?(?:https?://|www\.|mailto:|doi:\s?|10\.\d{4,}/)[^\s)>]+>?",
    r"^\s*\[[^\]^]+\]:\s.*$|\{[^{}`]*=[^{}`]*\}",  # addresses by name, attributes
    r"^\s*\d+[.)]\s",
    rf"\b\d{{1,2}}(?:\s?[-–]\s?\d{{1,2}})?\s(?:{MONTHS})\b(?:\s{YEAR})?",
    rf"\b(?:{MONTHS})\s(?:\d{{1,2}},\s)?{YEAR}",
    rf"\b(?:{LAWS})\s\(?\d+(?:[./]\d+)*\)?(?:\s(?:Tahun|of)\s{YEAR})?"
    rf"(?:(?:,|\s?[-–]|\sdan|\shingga|\sand|\sto)\s?\(?\d+\)?(?!\d|\.\d|\s(?:{COUNTED})\b))*",
    r"\b(?:Law|Regulation|UU|Perpres|PP|Permen\w*|Kepres|Inpres|Perda|Perma|Pergub|Permenlu|"
    r"Permensos)\s\d+/\d{4}",
    r"\b(?!Rp)[A-Za-z][\w./]*-?\d[\w./]*|\b\d+[A-Za-z]\w*",  # identifiers
    rf"\b{YEARS}(?![\d.,]*\d)(?!\s(?:{COUNTED})\b)",
)
NUMBER = re.compile(r"\d+(?:[.,]\d+)*\s?%?")


def prose_problems(root: Path) -> Iterator[Problem]:
    """Yield every typed number in the prose of the pages below `root`."""
    for path in page_files(root):
        file = path.relative_to(root).as_posix()
        for line, number in typed_numbers(path.read_text(encoding="utf-8")):
            yield Problem(file, line, number, f"the number {number} is typed",
                          "a fact: {fact}`name`, or {fact}`O01234` for one observation",
                          "compute it in a cell, or name the observation that states it",
                          "typed-number", number)


def typed_numbers(text: str) -> list[tuple[int, str]]:
    """Return (line, number) of every digit in the prose of a page that is of no allowed kind."""
    return [(number, match[0].strip()) for number, line in enumerate(plain_prose(text), 1)
            for match in NUMBER.finditer(without_kinds(line))]


def plain_prose(text: str) -> list[str]:
    """Return the lines of a page with its prose alone, what is code, role or HTML in it blank."""
    lines = [""] * (text.count("\n") + 1)
    for number, line in prose_lines(text):
        lines[number - 1] = line
    return MARKUP.sub(_blank, "\n".join(lines)).split("\n")


def without_kinds(prose: str) -> str:
    """Return a line without the numbers of the kinds that need no fact."""
    for pattern in BLANKED:
        prose = re.sub(pattern, _blank, prose)
    return prose


def _blank(match: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", match[0])
