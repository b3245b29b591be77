"""Check the fields of an entry: those that are required, and what the engine would drop or misread.

The engine's reading, a CSL item, is compared with what is typed.
"""

import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date
from urllib.parse import urlsplit

from thesis.base.bibtex import plain
from thesis.base.csl import PUBLISHERS, date_text, without_markup
from thesis.base.sources import CLASSES, LANGUAGES
from thesis.check.bib import Source
from thesis.check.problem import Problem, nearest, quoted

REQUIRED = ("title", "url", "keywords", "issuer", "language")
TYPES = frozenset("""
    article artwork audio book bookinbook booklet collection conference dataset electronic image
    inbook incollection inproceedings inreference jurisdiction legal legislation letter manual
    mastersthesis misc movie music mvbook mvcollection mvproceedings mvreference online patent
    performance periodical phdthesis proceedings reference report review software standard
    suppbook suppcollection suppperiodical techreport thesis unpublished video www
""".split())  # noqa: SIM905
SHOWN = frozenset("""
    address author bookauthor booksubtitle booktitle booktitleaddon chapter crossref date day doi
    edition editor eid entrysubtype eventdate eventtitle howpublished institution issue
    issuesubtitle issuetitle journal journalsubtitle journaltitle langid language location
    maintitle mainsubtitle month note number organization origdate pages pagetotal part publisher
    pubstate school series subtitle title titleaddon translator type url urldate venue version
    volume volumes xdata year
""".split())  # noqa: SIM905
# Reference managers write these; a bibliography has no place for them.
SILENT = frozenset("""
    csl abstract acmid addendum annotation annote archiveprefix arxivid bibtex copyright eprint
    eprintclass eprinttype entry_type file groups hyphenation isbn issn issuer keywords lccn
    library mendeley-groups mendeley-tags numpages options owner pmcid pmid primaryclass rights
    shortjournal shorttitle timestamp usera userb
""".split())  # noqa: SIM905
TEXTS = ("title", "subtitle", "booktitle", "journal", "journaltitle", "series")
JOINED = re.compile(r"\s(?:dan|&|\\&)\s|;|\bdkk\b|\bet al\b|,.*,.*,")
DEGREE = re.compile(r"\b(?:Drs?|Dra|Prof|Ir)\.|\b[SM]\.(?:Hum|Sos|Pd|Si|Kom|IP|Psi|Ag|Kn|Sc|Th)\b"
                    r"|\bPh\.? ?D\b|\bLL\.? ?M\b|^\S+ [^,]+, [SM]\.[HAE]\.")
WORD = re.compile(r"(?<!\\)(?<![A-Za-z])[A-Za-z]{3,}")


def field_problems(entries: list[Source], today: str) -> Iterator[Problem]:
    """Yield what is wrong inside the entries; `today` is the date of collection."""
    for entry in entries:
        yield from _unknown(entry)
        yield from _required(entry)
        yield from _date(entry, today)
        yield from _names(entry)
        yield from _addresses(entry)
        yield from _words(entry)
        yield from _choices(entry)


def _unknown(entry: Source) -> Iterator[Problem]:
    kind = entry.fields["entry_type"]
    if kind not in TYPES:
        near = nearest(kind, TYPES)
        yield entry.problem("", f"@{kind} is no type of BibTeX or BibLaTeX", "a type such as "
                            "@article, @book, @incollection, @online or @misc",
                            f"write @{near}" if near else "write @misc", "unknown-type")
    for name in entry.lines:
        if name not in SHOWN | SILENT:
            near = nearest(name, SHOWN)
            yield entry.problem(name, f"the field {name} is not read", "a field of BibTeX or "
                                "BibLaTeX", f"write {near}" if near else "remove it, or put what "
                                "it says into note", "unknown-field")


def _required(entry: Source) -> Iterator[Problem]:
    missing = [name for name in REQUIRED if not plain(entry.fields.get(name, ""))]
    if not {"year", "date"} & set(entry.fields):
        missing.append("year")
    elif entry.item and not date_text(entry.item) and "urldate" not in entry.fields:
        missing.append("urldate")
    for name in missing:
        yield entry.problem(name, f"the field {name} is missing", f"a field {name}",
                            "fill it in (year = {n.d.} where no date was visible, with the day on "
                            "which it was read as urldate)", "required")


def _date(entry: Source, today: str) -> Iterator[Problem]:
    fields = {name: plain(text) for name, text in entry.fields.items()}
    read = date_text(entry.item) if entry.item else ""
    parts = len(read.split("-")) if read else 0
    given = [name for name in ("year", "month", "day") if fields.get(name)]
    year = fields.get("year", "")
    if not year and "date" not in fields:
        return
    if "date" in fields:
        expected, name = fields["date"].split("/")[0].count("-") + 1, "date"
    else:
        expected = 0 if year == "n.d." else len(given)
        name = given[parts] if parts < len(given) else "year"
    if "day" in given and "month" not in given:
        yield entry.problem("day", "a day without a month", "year, month and day",
                            "add the month, or remove the day", "pattern")
    elif entry.item and parts != expected:
        shown = fields.get(name, "")
        yield entry.problem(name, f"{quoted(shown)} is no {name}", {
            "year": "a year of four digits, or n.d.", "day": "a day from 1 to 31",
            "month": "a month from jan to dec", "date": "a date like 2023-05-17"}[name],
            "mend it", "pattern")
    elif read and not _is_date(read + "-01-01"[:10 - len(read)]):
        yield entry.problem(name, f"{read} is no date", "a day that the month has", "mend it",
                            "pattern")
    elif read[:4] > today[:4]:
        yield entry.problem(name, f"{read[:4]} is after the collection",
                            f"a year up to {today[:4]}", "mend the year", "date-order")
    if not _is_date(fields.get("urldate", today)):
        yield entry.problem("urldate", f"{quoted(fields['urldate'])} is no date",
                            "a date like 2026-11-23", "mend it", "pattern")


def _names(entry: Source) -> Iterator[Problem]:
    for role in ("author", "editor"):
        text = entry.fields.get(role, "")
        for name in re.split(r"\s+and\s+", text) if text else []:
            if not name.startswith("{") and JOINED.search(name):
                yield entry.problem(role, f"{quoted(plain(name))} is read as one name",
                                    "names joined by ' and ', an organisation in braces of its own",
                                    "write Family, Given and Family, Given (and others)", "name")
            elif not name.startswith("{") and DEGREE.search(plain(name)):
                yield entry.problem(role, f"{quoted(plain(name))} is read with a degree in it",
                                    "a name without degrees and titles", "remove them; write "
                                    "Family, Given, or a single name alone", "name")
        for name in entry.item.get(role, []):
            if not {"family", "literal"} & set(name):
                yield entry.problem(role, f"{quoted(' '.join(name.values()))} has no family name",
                                    "Family, Given", "mend the name", "name")


def _addresses(entry: Source) -> Iterator[Problem]:
    url, doi = entry.item.get("URL", ""), entry.item.get("DOI", "")
    if url and not _is_link(url):
        yield entry.problem("url", f"{quoted(url)} is no web address",
                            "a link that begins with http:// or https://", "mend the link", "url")
    if doi and not re.fullmatch(r"10\.\d{4,}(?:\.\d+)*/\S+", doi):
        yield entry.problem("doi", f"{quoted(doi)} is no DOI", "a DOI like 10.1234/abc",
                            "mend it, or remove the field", "doi")


def _words(entry: Source) -> Iterator[Problem]:
    """Yield texts of which the engine drops a word, such as a command that it does not know."""
    read = without_markup(" ".join(text for text in entry.item.values() if isinstance(text, str)))
    publisher = [name for name in PUBLISHERS if name in entry.fields][:1]
    for name in (*TEXTS, *publisher) if entry.item else ():
        typed = re.sub(r"\\[A-Za-z]+", " ", entry.fields.get(name, ""))
        lost = [word for word in WORD.findall(typed) if word not in read]
        if lost:
            yield entry.problem(name, f"{quoted(' '.join(lost))} would not be printed",
                                "text without TeX commands that only TeX knows",
                                "write the characters themselves (UTF-8)", "dropped-text")


def _choices(entry: Source) -> Iterator[Problem]:
    source_class = plain(entry.fields.get("keywords", "")).split(",")[0].strip()
    if source_class and source_class not in CLASSES:
        near = nearest(source_class, CLASSES)
        yield entry.problem("keywords", f"{quoted(source_class)} is no class of sources",
                            "first one of " + ", ".join(CLASSES),
                            f"write {near}" if near else "put the class first", "source-class")
    language = plain(entry.fields.get("language", ""))
    if language and language not in LANGUAGES:
        yield entry.problem("language", f"{quoted(language)} is no known language",
                            " or ".join(LANGUAGES), "use one of the two", "enum")


def _is_date(text: str) -> bool:
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat() == text
    return False


def _is_link(url: str) -> bool:
    with suppress(ValueError):
        return bool(re.match(r"https?://\S+$", url, re.I) and urlsplit(url).hostname)
    return False
