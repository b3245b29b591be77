"""Check ``references.bib``: each entry alone, against the register of issuers and exclusions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

from pybtex.exceptions import PybtexError

from thesis.base.sources import CLASSES, MONTHS, START, address, parse_entry, pieces, plain
from thesis.check.files import Tables
from thesis.check.problem import Problem, nearest, quoted
from thesis.check.text_files import read_text

FILE = "references.bib"
REQUIRED = ("title", "year", "url", "keywords", "issuer", "language")
LANGUAGES = ("english", "indonesian")
FORMS = {"year": (r"\d{4}|n\.d\.", "a year of four digits, or n.d."),
         "day": (r"[1-9]|[12]\d|3[01]", "a day from 1 to 31"),
         "month": (rf"(?i:{'|'.join(MONTHS)})[a-z]*|1[0-2]|0?[1-9]", "a month from jan to dec")}


@dataclass(slots=True)
class Source:
    """An entry of references.bib: its key, line, plain field values and the line of each field."""

    key: str
    line: int
    fields: dict[str, str]
    lines: dict[str, int]

    def problem(self, column: str, message: str, expected: str, fix: str, rule: str) -> Problem:
        """Return a problem of this entry at the line of a field, or of the entry without it."""
        line = self.lines.get(column, self.line)
        return Problem(FILE, line, column, f"{self.key}: {message}", expected, fix, rule, self.key)


def read_entries(root: Path) -> tuple[list[Source] | None, list[Problem]]:
    """Return the entries that can be read, repeated keys included, and the faults of the rest."""
    text, problems = read_text(root / FILE, FILE)
    if text is None:
        return None, problems
    if not START.search(text):
        return None, [*problems, Problem(FILE, 0, "", "the file has no entry", "BibTeX entries",
                                         "restore it from the last version in Git")]
    entries: list[Source] = []
    line, at = 1, 0
    for start, piece in pieces(text):
        line, at = line + text.count("\n", at, start.start()), start.start()
        entry, problem = _entry(piece, start[2], line)
        entries += [entry] if entry else []
        problems += [problem] if problem else []
    return entries, problems


def _entry(text: str, key: str, line: int) -> tuple[Source | None, Problem | None]:
    try:
        found = parse_entry(text)
    except (PybtexError, ValueError) as error:
        reason = re.sub(r"\s+", " ", str(error).split("\n")[0]) or type(error).__name__
        return None, Problem(FILE, line, "", f"{key or 'the entry'} cannot be read ({reason})",
                             "an entry with a key, commas between fields and paired braces",
                             "look for a missing comma or brace", "unreadable-entry", key)
    lines = {match[1].lower(): line + text.count("\n", 0, match.start())
             for match in re.finditer(r"^\s*(\w+)\s*=", text, re.MULTILINE)}
    fields = {name.lower(): plain(value) for name, value in found.fields.items()}
    return Source(key, line, fields, lines), None


def entry_problems(entries: list[Source], tables: Tables, today: str) -> Iterator[Problem]:
    """Yield what is wrong inside the entries; `today` is the date of collection."""
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
        yield from _field_problems(entry, today)
        page = address(entry.fields.get("url", ""))
        if page and (other := pages.setdefault(page, entry)).key.lower() != entry.key.lower():
            yield entry.problem("url", f"the page is that of {other.key} in line {other.line}",
                                "each page once", "remove one entry; let its notes name the other",
                                "repeated-address")
        issuer = entry.fields.get("issuer")
        if issuer and issuers is not None and issuer not in issuers:
            near = nearest(issuer, issuers)
            yield entry.problem("issuer", f"{quoted(issuer)} is not in data/publishers.csv",
                                "a publisher of data/publishers.csv",
                                f"write {near}" if near else "add a row for it", "foreign-key")


def _field_problems(entry: Source, today: str) -> Iterator[Problem]:
    fields = entry.fields
    for name in REQUIRED:
        if not fields.get(name):
            yield entry.problem(name, f"the field {name} is missing", f"a field {name}",
                                "fill it in (year = {n.d.} where no date was visible)", "required")
    for name, (form, expected) in FORMS.items():
        if fields.get(name) and not re.fullmatch(form, fields[name]):
            yield entry.problem(name, f"{quoted(fields[name])} is no {name}", expected,
                                "mend it", "pattern")
    if fields.get("year", "") > today[:4] and fields["year"].isdigit():
        yield entry.problem("year", f"{fields['year']} is after the collection",
                            f"a year up to {today[:4]}", "mend the year", "date-order")
    if not _is_date(fields.get("urldate", today)):
        yield entry.problem("urldate", f"{quoted(fields['urldate'])} is no date",
                            "a date like 2026-11-23", "mend it", "pattern")
    if fields.get("url") and not _is_link(fields["url"]):
        yield entry.problem("url", f"{quoted(fields['url'])} is no web address",
                            "a link that begins with http:// or https://", "mend the link", "url")
    source_class = fields.get("keywords", "").split(",")[0].strip()
    if source_class and source_class not in CLASSES:
        near = nearest(source_class, CLASSES)
        yield entry.problem("keywords", f"{quoted(source_class)} is no class of sources",
                            "first one of " + ", ".join(CLASSES),
                            f"write {near}" if near else "put the class first", "source-class")
    if fields.get("language") and fields["language"] not in LANGUAGES:
        yield entry.problem("language", f"{quoted(fields['language'])} is no known language",
                            " or ".join(LANGUAGES), "use one of the two", "enum")


def _is_date(text: str) -> bool:
    try:
        return date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False


def _is_link(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return parts.scheme in ("http", "https") and bool(parts.hostname) and not re.search(r"\s", url)


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
    return {word.strip() for word in entry.fields.get("keywords", "").split(",")}
