"""Check that each edition in another language says what the Indonesian text says.

Each block of the text has a finished translation with the same roles in the same order, no typed
number and nothing that its sentences owe; where claims are judged, as many sentences. The terms of
the field are translated alike.
"""

import csv
import re
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from re import Pattern

from babel.messages.catalog import Message
from babel.messages.pofile import PoFileError

from thesis.check.problem import Problem, quoted
from thesis.check.prose import typed_numbers
from thesis.check.sentences import worded_problems
from thesis.manuscript.blocks import key_of
from thesis.manuscript.catalogs import catalog_file, read_catalog, texts_of, translated_files
from thesis.manuscript.claims import PAGES
from thesis.manuscript.sentences import sentences
from thesis.manuscript.text import FACT, ROLE
from thesis.project.edition import LANGUAGES

TRANSLATE = "thesis translate, then translate the entry"
LINK = re.compile(r"\]\(([^)\s]+)[^)]*\)|\[(\^[^\]]+)\]")
TARGET = re.compile(r".*<([^<>]+)>\s*", re.S)


def translation_problems(root: Path, language: str) -> Iterator[Problem]:
    """Yield what the catalogs of a language lack, or say otherwise than the text.

    language: one of `LANGUAGES`; the first of them is that of the text, which needs none.
    """
    if language == LANGUAGES[0]:
        return
    known = terms(root, language)
    for file in translated_files(root):
        path = catalog_file(root, file, language)
        try:
            entries = {key_of(str(entry.id)): entry for entry in read_catalog(path, language)
                       if entry.id}
        except PoFileError as error:
            yield Problem(path.relative_to(root).as_posix(), error.lineno, "", "is no catalog",
                          "entries of msgid and msgstr", f"mend the line: {error}")
            continue
        judged = fnmatch(file.relative_to(root).as_posix(), PAGES)
        try:
            texts = dict.fromkeys(texts_of(file))
        except (ValueError, KeyError):
            continue  # no notebook, or no text: named by whoever runs or reads it
        for text in texts:
            yield from _of_block(path.relative_to(root).as_posix(), text,
                                 entries.get(key_of(text)), judged, known)


def terms(root: Path, language: str) -> list[tuple[Pattern[str], list[str]]]:
    """Return (pattern of a term, how its translation may read) from ``locale/*/terms.csv``.

    A translation may be the beginning of a word, such as ``victim``.
    """
    path = root / "locale" / language / "terms.csv"
    text = path.read_text(encoding="utf-8") if path.exists() else ""
    return [(re.compile(rf"\b{re.escape(row['term_id'])}\b", re.I),
             row[f"term_{language}"].lower().split("|"))
            for row in csv.DictReader(text.splitlines())]


def _of_block(file: str, text: str, entry: Message | None, judged: bool,
              known: list[tuple[Pattern[str], list[str]]]) -> Iterator[Problem]:
    if entry is None or not entry.string:
        yield Problem(file, entry.lineno or 0 if entry else 0, quoted(text, 40),
                      "is not translated", "a translation", TRANSLATE, "untranslated")
    elif entry.fuzzy:
        yield Problem(file, entry.lineno or 0, quoted(text, 40), "the text has changed",
                      "a translation of what it says now",
                      "adapt the translation, then delete its line `#, fuzzy`", "fuzzy")
    else:
        line, translation = entry.lineno or 0, str(entry.string)
        yield from entry_problems(file, line, text, translation, judged)
        yield from term_problems(file, line, text, translation, known)


def term_problems(file: str, line: int, text: str, translation: str,
                  known: list[tuple[Pattern[str], list[str]]]) -> Iterator[Problem]:
    """Yield each term of a text that its translation gives in another word; known: see `terms`."""
    said = words_of(translation).lower()
    for pattern, expected in known:
        if (term := pattern.search(words_of(text))) and not any(word in said for word in expected):
            yield Problem(file, line, quoted(text, 40), f"{term[0]!r} is translated otherwise",
                          " or ".join(expected), "use the term, or add this one to terms.csv",
                          "other-term", term[0])


def words_of(text: str) -> str:
    """Return a text in one line, without its roles."""
    return " ".join(ROLE.sub(" ", text).split())


def entry_problems(file: str, line: int, text: str, translation: str,
                   judged: bool = False) -> Iterator[Problem]:
    """Yield what a translation lacks, adds or claims; judged: whether its sentences are counted."""
    name = quoted(text, 40)
    if (mine := marks(translation)) != (theirs := marks(text)):
        yield Problem(file, line, name, f"the translation has {' '.join(mine) or 'no role'}",
                      f"{' '.join(theirs) or 'no role'}, as in the text, in this order",
                      "give it the facts, notes, citations, links of the text", "other-roles")
    if judged and (count := len(list(sentences(translation)))) != (
            wanted := len(list(sentences(text)))):
        yield Problem(file, line, name, f"the translation has {count} sentences", f"{wanted}",
                      "one sentence for each of the text, since each is judged", "other-sentences")
    for _, number in typed_numbers(translation)[len(typed_numbers(text)):]:
        yield Problem(file, line, name, f"the number {number} is typed", "the role of the text",
                      "show the fact that the text shows, or write the number in words",
                      "typed-number", number)
    if judged:
        yield from worded_problems(file, translation, line)


def marks(text: str) -> list[str]:
    """Return what a text leads to, in its order: ``fact:NAME``, ``note:E0001``, addresses."""
    found = [(match.start(), f"{match['role']}:{_target(match[0], match['text'])}")
             for match in ROLE.finditer(text)]
    found += [(match.start(), match[1] or match[2]) for match in LINK.finditer(text)]
    return [mark for _, mark in sorted(found)]


def _target(role: str, text: str) -> str:
    fact = FACT.fullmatch(role)
    if fact:
        return str(fact["target"] or fact["bare"])
    return re.sub(r"\{[^}]*\}|\s", "", TARGET.sub(r"\1", text))
