"""The sources of ``references.bib`` as a table, with the short citation of each."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from pathlib import Path

import pandas as pd
from pybtex.database import Entry, Person
from pybtex.database.input.bibtex import Parser

from thesis.base.acronyms import acronym

CLASSES = (
    "official_report", "policy_document", "iom_publication", "ngo_report",
    "journal_article", "book", "thesis", "news_report",
)
SCHOLARLY = ("journal_article", "book", "thesis")
MONTHS = {m: i for i, m in enumerate(
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"], start=1)}
NO_DATE = {"id": "t.t.", "en": "n.d."}
START = re.compile(r"^@(?!comment|preamble)(\w+)\s*\{\s*([^,\s}]*)", re.MULTILINE | re.IGNORECASE)


def read_sources(bib: Path, publishers: pd.DataFrame) -> pd.DataFrame:
    """Return one row per source, in the order of the file.

    Columns: source (the BibTeX key), entry_type, source_class, kind and quality (scholarly works
    only), excluded (bool), title, authors (tuple of family or corporate names), year (``""`` where
    no date was visible), year_suffix (``a``, ``b``... where authors and year coincide), date
    (``YYYY[-MM[-DD]]``), url, language (``id``/``en``), issuer, issuer_kind, independent_of_iom.
    """
    text = bib.read_text(encoding="utf-8")
    rows = pd.DataFrame([_row(start[2], parse_entry(piece)) for start, piece in pieces(text)])
    rows["year_suffix"] = _suffixes(zip(rows["authors"], rows["year"], strict=True))
    issuers = publishers.set_index("publisher")
    rows["issuer_kind"] = rows["issuer"].map(issuers["kind"])
    rows["independent_of_iom"] = rows["issuer"].map(issuers["independent_of_iom"])
    return rows


@cache
def read_entries(bib: Path) -> Mapping[str, Entry]:
    """Return the entries of a BibTeX file by key; the file is read once in a process."""
    return {start[2]: parse_entry(piece)
            for start, piece in pieces(bib.read_text(encoding="utf-8"))}


def pieces(text: str) -> Iterator[tuple[re.Match, str]]:
    """Yield the start of each entry of a BibTeX text with the text up to the next."""
    start = None
    for following in START.finditer(text):
        if start:
            yield start, text[start.start():following.start()]
        start = following
    if start:
        yield start, text[start.start():]


@cache
def parse_entry(text: str) -> Entry:
    """Return the one entry of a BibTeX text; PybtexError or ValueError where it is not one.

    It is parsed once in a process: do not change it.
    """
    (entry,) = Parser().parse_string(text).entries.values()
    return entry


def plain(text: str) -> str:
    """Return a BibTeX field without its protecting braces and escapes."""
    return text.replace("{", "").replace("}", "").replace("\\", "").strip()


def address(url: str) -> str:
    """Return an address without scheme, ``www.`` and closing slash, for comparison."""
    host, slash, path = re.sub(r"(?i)^https?://(www\.)?|/+$", "", url).partition("/")
    return host.lower() + slash + path


def _row(key: str, entry: Entry) -> dict:
    fields = entry.fields
    keywords = [word.strip() for word in fields["keywords"].split(",")]
    kind_and_quality = [word for word in keywords[1:] if word != "excluded"] + ["", ""]
    year = "" if fields["year"] == "n.d." else fields["year"]
    return {
        "source": key,
        "entry_type": entry.type,
        "source_class": keywords[0],
        "kind": kind_and_quality[0],
        "quality": kind_and_quality[1],
        "excluded": "excluded" in keywords,
        "title": plain(fields["title"]),
        "authors": tuple(_family(p) for p in entry.persons.get("author", [])),
        "year": year,
        "date": _date(year, fields.get("month", ""), fields.get("day", "")),
        "url": fields["url"],
        "language": {"indonesian": "id", "english": "en"}[fields["language"]],
        "issuer": plain(fields["issuer"]),
    }


def _family(person: Person) -> str:
    names = person.prelast_names + person.last_names or person.first_names
    return plain(" ".join(names))


def _date(year: str, month: str, day: str) -> str:
    parts = [year]
    if month:
        parts.append(f"{MONTHS[month[:3].lower()] if not month.isdigit() else int(month):02d}")
    if month and day:
        parts.append(f"{int(plain(day)):02d}")
    return "-".join(part for part in parts if part)


def _suffixes(labels: Iterable[tuple]) -> list[str]:
    labels = list(labels)
    total: Counter[tuple] = Counter(labels)
    seen: Counter[tuple] = Counter()
    suffixes = []
    for label in labels:
        suffixes.append(_letters(seen[label]) if total[label] > 1 else "")
        seen[label] += 1
    return suffixes


def _letters(index: int) -> str:
    """Return a..z, then aa..zz, aaa...: the suffix of the work with this index, from 0."""
    head, tail = divmod(index, 26)
    return (_letters(head - 1) if head else "") + chr(97 + tail)


def short_citation(row: pd.Series, language: str) -> str:
    """Return the citation in the text of one source: ``Kompas.com (2023b)``."""
    names = tuple(acronym(name) for name in row["authors"])
    return f"{short_authors(names, language)} ({year_label(row, language)})"


def short_authors(authors: tuple[str, ...], language: str) -> str:
    """Return author names as APA shortens them in the text."""
    and_, others = {"id": ("dan", "dkk."), "en": ("and", "et al.")}[language]
    if len(authors) > 2 or "others" in authors:
        return f"{authors[0]} {others}"
    return f" {and_} ".join(authors)


def year_label(row: pd.Series, language: str) -> str:
    """Return the year of a source with its suffix: ``2023b``, or ``t.t.-b`` without a date."""
    if row["year"]:
        return row["year"] + row["year_suffix"]
    return NO_DATE[language] + (f"-{row['year_suffix']}" if row["year_suffix"] else "")
