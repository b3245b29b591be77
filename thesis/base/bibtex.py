"""The entries of a BibTeX or BibLaTeX file: where each begins, and its fields as they are typed."""

import re
from collections.abc import Iterator, Mapping
from functools import cache

from pybtex.database import Entry
from pybtex.database.input.bibtex import Parser

START = re.compile(r"^[ \t]*@(\w+)[ \t]*[{(][ \t\r\n]*([^,\s={}()]*)", re.MULTILINE)
NO_ENTRIES = ("comment", "preamble", "string")
PARENTS = re.compile(r"^\s*(?:crossref|xdata)\s*=\s*[{\"]([^}\"]*)", re.MULTILINE | re.IGNORECASE)


def pieces(text: str) -> Iterator[tuple[re.Match, str]]:
    """Yield the start of each entry of a BibTeX text with the text up to whatever follows."""
    return ((start, piece) for start, piece in _all(text) if start[1].lower() not in NO_ENTRIES)


def numbered(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line where it begins, key, text) of each entry of a BibTeX text."""
    line, at = 1, 0
    for start, piece in pieces(text):
        line, at = line + text.count("\n", at, start.start()), start.start()
        yield line, start[2], piece


def macros(text: str) -> str:
    """Return the ``@string`` definitions of a BibTeX text."""
    return "".join(piece for start, piece in _all(text) if start[1].lower() == "string")


def parents(texts: Mapping[str, str]) -> list[str]:
    """Return the keys of entries from which others inherit fields, given {key: text}."""
    named = {key.strip() for text in texts.values() for match in PARENTS.finditer(text)
             for key in match[1].split(",")}
    return [key for key in texts if key in named]


def _all(text: str) -> Iterator[tuple[re.Match, str]]:
    starts = list(START.finditer(text))
    ends = [start.start() for start in starts[1:]] + [len(text)]
    return ((start, text[start.start():end]) for start, end in zip(starts, ends, strict=False))


@cache
def parse_entry(text: str, definitions: str = "", **options: tuple[str, ...]) -> Entry:
    """Return the one entry of a BibTeX text; PybtexError or ValueError where it is not one.

    definitions: of the ``@string`` macros that it may use; options: of pybtex's parser. It is
    parsed once in a process: do not change it.
    """
    (entry,) = Parser(**options).parse_string(definitions + text).entries.values()
    return entry


def fields_of(key: str, texts: Mapping[str, str], definitions: str = "") -> dict[str, str]:
    """Return the fields of an entry, and its ``entry_type``, with those that it inherits.

    texts: {key: text} of all entries. Names of persons are as they are typed. Raises what
    `parse_entry` raises.
    """
    entry = parse_entry(texts[key], definitions, person_fields=())
    own = {name.lower(): text for name, text in entry.fields.items()}
    parent = own.get("crossref", "")
    inherited = fields_of(parent, texts, definitions) if parent in texts and parent != key else {}
    return inherited | own | {"entry_type": entry.type}


def plain(text: str) -> str:
    """Return a BibTeX field without its protecting braces and escapes."""
    return text.replace("{", "").replace("}", "").replace("\\", "").strip()
