"""Check ``references.bib``: each entry alone, against the register of issuers and exclusions."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from pybtex.bibtex.utils import split_name_list
from pybtex.database import Person
from pybtex.exceptions import PybtexError

from thesis.base.bibtex import fields_of, macros, numbered, plain
from thesis.base.csl import Unreadable, items_of
from thesis.base.sources import address
from thesis.check.files import Tables
from thesis.check.problem import Problem, nearest, quoted
from thesis.check.text_files import read_text

FILE = "references.bib"


@dataclass(slots=True)
class Source:
    """An entry of references.bib.

    Its key, line, field values as they are typed, the line of each field, and its CSL item.
    """

    key: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int]
    item: dict

    def problem(self, column: str, message: str, expected: str, fix: str, rule: str) -> Problem:
        """Return a problem of this entry at the line of a field, or of the entry without it."""
        line = self.lines.get(column, self.line)
        return Problem(FILE, line, column, f"{self.key}: {message}", expected, fix, rule, self.key)


def read_entries(root: Path) -> tuple[list[Source] | None, list[Problem]]:
    """Return the entries that can be read, repeated keys included, and the faults of the rest."""
    text, problems = read_text(root / FILE, FILE)
    if text is None:
        return None, problems
    found = list(numbered(text))
    if not found:
        return None, [*problems, Problem(FILE, 0, "", "the file has no entry", "BibTeX entries",
                                         "restore it from the last version in Git")]
    definitions = macros(text)
    texts = {key: piece for _, key, piece in found}
    entries: list[tuple[Source, str]] = []
    for line, key, piece in found:
        texts[key] = piece  # of a key that stands twice, this one
        try:
            fields = fields_of(key, texts, definitions)
            read_names_and_json(fields)
        except (PybtexError, ValueError) as error:
            problems.append(_unreadable(key, line, _reason(error)))
            continue
        lines = {match[1].lower(): line + piece.count("\n", 0, match.start(1))
                 for match in re.finditer(r"(?:^|[,{])\s*(\w+)\s*=", piece, re.MULTILINE)}
        entries.append((Source(key, line, fields, lines, {}), piece))
    return [entry for entry, _ in entries], problems + _add_items(entries, definitions)


def _add_items(entries: list[tuple[Source, str]], definitions: str) -> list[Problem]:
    """Give each entry its CSL item; return the problems of those that pandoc cannot read."""
    problems: list[Problem] = []
    readable = {entry.key: (entry, piece) for entry, piece in entries}
    while readable:
        body = [definitions, *(piece for _, piece in readable.values())]
        try:
            items = items_of("".join(body))
        except Unreadable as error:
            ends, at = {}, 0
            for key, piece in zip(["", *readable], body, strict=True):
                at += piece.count("\n")
                ends[key] = at
            key = next((key for key, end in ends.items() if key and error.line <= end),
                       list(readable)[-1])
            entry, _ = readable.pop(key)
            problems.append(_unreadable(key, entry.line, error.reason))
            continue
        for key, (entry, _) in readable.items():
            entry.item = items[key]
        break
    return problems


def read_names_and_json(fields: Mapping[str, str]) -> None:
    """Raise what pybtex finds wrong in the names of persons, or what keeps ``csl`` from being JSON.
    """
    for role in Person.valid_roles:
        for name in split_name_list(fields.get(role, "")):
            Person(name)
    json.loads(fields.get("csl", "{}"))


def _reason(error: Exception) -> str:
    return re.sub(r"\s+", " ", str(error).split("\n")[0]) or type(error).__name__


def _unreadable(key: str, line: int, reason: str) -> Problem:
    return Problem(FILE, line, "", f"{key or 'the entry'} cannot be read ({reason})",
                   "an entry with a key, commas between fields and paired braces",
                   "look for a missing comma or brace, or a macro that no @string defines; "
                   "thesis add source --from FILE takes entries of reference managers",
                   "unreadable-entry", key)


def key_problems(entries: list[Source], tables: Tables) -> Iterator[Problem]:
    """Yield repeated keys, and issuers that ``data/publishers.csv`` does not have."""
    publishers = tables.get("publishers")
    issuers = None
    if publishers and "publisher" not in publishers.absent:
        issuers = set(publishers.column("publisher"))
    first: dict[str, int] = {}
    pages: dict[str, Source] = {}
    for entry in entries:
        if entry.key.lower() in first:
            yield entry.problem("", f"the key stands already in line {first[entry.key.lower()]}",
                                "each key once", "remove one entry, or rename the key",
                                "repeated-key")
        first.setdefault(entry.key.lower(), entry.line)
        page = address(entry.item.get("URL", ""))
        if page and (other := pages.setdefault(page, entry)).key.lower() != entry.key.lower():
            yield entry.problem("url", f"the page is that of {other.key} in line {other.line}",
                                "each page once", "remove one entry; let its notes name the other",
                                "repeated-address")
        issuer = plain(entry.fields.get("issuer", ""))
        if issuer and issuers is not None and issuer not in issuers:
            near = nearest(issuer, issuers)
            yield entry.problem("issuer", f"{quoted(issuer)} is not in data/publishers.csv",
                                "a publisher of data/publishers.csv",
                                f"write {near}" if near else "add a row for it", "foreign-key")
        author = plain(entry.fields.get("author", ""))
        if author in (issuers or ()) and any("given" in n for n in entry.item.get("author", [])):
            yield entry.problem("author", f"{quoted(author)} is read as the name of a person",
                                "the name of an organisation in braces of its own",
                                f"write author = {{{{{author}}}}}", "organisation")


def exclusion_problems(entries: list[Source], tables: Tables) -> Iterator[Problem]:
    """Yield where the keyword `excluded` and data/excluded_sources.csv disagree."""
    table = tables.get("excluded_sources")
    if table is None or table.absent:
        return
    listed = set(table.column("source"))
    marked = {entry.key for entry in entries if "excluded" in _keywords(entry)}
    for entry in entries:
        if entry.key in marked and entry.key not in listed:
            yield entry.problem("keywords", f"excluded here, but not in {table.file}",
                                "the same exclusions in both",
                                f"add the source to {table.file} with its reason, or remove the "
                                "keyword", "exclusion")
    unmarked = {entry.key for entry in entries} - marked
    for line, row in table.numbered():
        if row["source"] in unmarked:
            yield Problem(table.file, line, "source",
                          f"{row['source']} has no keyword excluded in {FILE}",
                          "the same exclusions in both",
                          f"add the keyword in {FILE}, or remove the row", "exclusion",
                          row["source"])


def _keywords(entry: Source) -> set[str]:
    return {word.strip() for word in plain(entry.fields.get("keywords", "")).split(",")}
