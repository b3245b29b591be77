"""References and citations as APA style, 7th edition, writes them, with the words of the edition.

Titles stay as their sources print them: their case is not changed, since no program knows the
proper nouns of two languages. A title in brackets was not seen in the source and is not italic.
"""

import re
from collections.abc import Mapping
from unicodedata import combining, normalize

from babel.dates import format_date
from pybtex.database import Entry, Person
from pybtex.richtext import BaseText, HRef, Tag, Text

from thesis.base.acronyms import acronym
from thesis.base.dates import first_day, parts
from thesis.base.sources import plain, short_authors, year_label
from thesis.words.language import date_text

MOST_AUTHORS = 20
WORDS = {
    "id": {"in": "Dalam ", "page": "hlm. ", "pages": "hlm. ", "following": "dst.",
           "article": "Artikel ", "number": "No. ", "others": "dkk.", "issn": "jurnal ber-ISSN",
           "thesis": "Skripsi atau tesis", "bachelor": "Skripsi", "master": "Tesis",
           "doctor": "Disertasi", "retrieved": "Diakses {date}, dari "},
    "en": {"in": "In ", "page": "p. ", "pages": "pp. ", "following": "ff.",
           "article": "Article ", "number": "No. ", "others": "et al.", "issn": "journal with ISSN",
           "thesis": "Thesis", "bachelor": "Undergraduate thesis", "master": "Master’s thesis",
           "doctor": "Doctoral dissertation", "retrieved": "Retrieved {date}, from "},
}


def cited_authors(names: tuple[str, ...], language: str, narrative: bool) -> str:
    """Return names as a citation gives them: joined by "&" in parentheses, a word in a sentence."""
    names = tuple(acronym(name) for name in names)
    if len(names) == 2 and "others" not in names and not narrative:
        return " & ".join(names)
    return short_authors(names, language)


def reference(entry: Entry, source: Mapping, language: str) -> Text:
    """Return the entry of a source in the bibliography.

    entry: the BibTeX entry; source: its row of ``base.sources``; language: of the edition.
    """
    parts = [with_stop(authors(entry, language)), f"({dated(source, language)}).",
             *work(entry, source, language), link(entry, source, language)]
    return Text(" ").join([part for part in parts if part])


def sort_key(source: Mapping, entry: Entry) -> tuple:
    """Return what a bibliography is sorted by: authors, undated works first, year, suffix."""
    names = tuple(sort_name(full_name(person)) for person in entry.persons["author"])
    suffix = source["year_suffix"]
    return names, source["year"], len(suffix), suffix, sort_name(source["title"])


def sort_name(text: str) -> str:
    """Return a name in lower case, without accents and punctuation."""
    bare = "".join(char for char in normalize("NFD", text) if not combining(char))
    return re.sub(r"[^\w\s]", "", bare).casefold()


def authors(entry: Entry, language: str) -> str:
    """Return the authors in full: family name, initials; organisations whole."""
    persons = [person for person in entry.persons["author"] if str(person) != "others"]
    names = [full_name(person) for person in persons]
    if len(persons) < len(entry.persons["author"]):
        listed = ", ".join([*names, WORDS[language]["others"]])
    elif len(names) > MOST_AUTHORS:
        listed = ", ".join(names[:MOST_AUTHORS - 1]) + f", . . . {names[-1]}"
    elif len(names) == 2 and not any(person.first_names for person in persons):
        listed = " & ".join(names)
    else:
        listed = ", ".join(names[:-1]) + (", & " if names[1:] else "") + names[-1]
    if entry.fields.get("authortype") == "editor":
        listed += " (Ed.)" if len(names) == 1 else " (Eds.)"
    return listed


def full_name(person: Person) -> str:
    """Return ``Abbott, K. W.``, or the whole name of an organisation with its acronym."""
    family = plain(" ".join(person.prelast_names + person.last_names))
    given = [initial(name) for name in person.first_names + person.middle_names]
    if not given:
        return family if acronym(family) == family else f"{family} [{acronym(family)}]"
    return ", ".join([family, " ".join(given), *map(plain, person.lineage_names)])


def initial(name: str) -> str:
    """Return the initials of one given name: ``Kelly-Kate`` -> ``K.-K.``."""
    return "-".join(f"{part[0]}." for part in plain(name).split("-") if part)


def dated(source: Mapping, language: str) -> str:
    """Return the date as precise as it is known, year first: ``2024b, 18 Desember``."""
    label = year_label(source, language)
    precision = len(parts(source["date"])) if source["date"] else 0
    if precision < 2:
        return label
    pattern = "LLLL" if precision == 2 else {"id": "d MMMM", "en": "MMMM d"}[language]
    return f"{label}, {format_date(first_day(source['date']), pattern, locale=language)}"


def work(entry: Entry, source: Mapping, language: str) -> list[BaseText | str]:
    """Return title and place of publication, in the form of the kind of work."""
    title = source["title"]
    if "journal" in entry.fields and entry.type != "techreport":
        return [with_stop(title), journal(entry, language)]
    if entry.type == "incollection":
        return [with_stop(title), book(entry, language),
                with_stop(publisher(entry, source, language))]
    remark = ""
    if entry.type == "mastersthesis":
        level = WORDS[language][entry.fields.get("type", "thesis")]
        remark = f" [{level}, {source['issuer']}]"
    elif entry.type == "techreport" and "number" in entry.fields:
        remark = f" ({series(entry, language)})"
    shown = standalone(title)
    whole = with_stop(Text(shown, remark))
    if entry.type == "mastersthesis":
        return [whole]
    return [whole, with_stop(publisher(entry, source, language))]


def standalone(title: str) -> BaseText:
    """Return the title of a work that stands by itself: italic, unless it is a description."""
    return Text(title) if title.startswith("[") else Tag("em", title)


def with_stop(text: BaseText | str) -> BaseText | str:
    """Return the text with a full stop, unless it is empty or ends with a mark of its own."""
    if not str(text) or re.search(r"[.?!…][\"”’']?$", str(text)):
        return text
    return text + "."


def journal(entry: Entry, language: str) -> Text:
    """Return journal, volume, issue and pages: *Journal*, *16*(2), 1–13."""
    fields = {name: plain(text) for name, text in entry.fields.items()}
    text = Text(Tag("em", fields["journal"]))
    if "volume" in fields:
        text += Text(", ", Tag("em", fields["volume"]))
    if "number" in fields:
        text += Text("" if "volume" in fields else ", ", f"({fields['number']})")
    if "pages" in fields:
        text += Text(", ", page_range(fields["pages"], language))
    return with_stop(text)


def page_range(pages: str, language: str) -> str:
    """Return pages with an en dash; an article number is called one."""
    if re.fullmatch(r"e?\d{5,}", pages):
        return WORDS[language]["article"] + pages
    return pages.replace("--", "–").replace("ff.", WORDS[language]["following"])


def book(entry: Entry, language: str) -> Text:
    """Return the book that a chapter is part of: In *Book* (pp. 228–240)."""
    words, pages = WORDS[language], entry.fields.get("pages", "")
    span = words["pages" if "-" in pages or "ff" in pages else "page"]
    return Text(words["in"], Tag("em", plain(entry.fields["booktitle"])),
                f" ({span}{page_range(pages, language)})" if pages else "", ".")


def series(entry: Entry, language: str) -> str:
    """Return the number of a report, with its series if it has a title."""
    number, title = plain(entry.fields["number"]), plain(entry.fields.get("journal", ""))
    if not number[0].isdigit():
        return number
    return f"{title} {WORDS[language]['number']}{number}".strip()


def publisher(entry: Entry, source: Mapping, language: str) -> str:
    """Return who issued the work; nothing where that is the author."""
    organisations = [plain(str(p)) for p in entry.persons["author"] if not p.first_names]
    issuer = source["issuer"].replace("journal with ISSN", WORDS[language]["issn"])
    itself = issuer in organisations or re.sub(r" \(.*\)$", "", issuer) in organisations
    joint = 1 < len(organisations) == len(entry.persons["author"])
    return "" if itself or joint else issuer


def link(entry: Entry, source: Mapping, language: str) -> Text:
    """Return the DOI, else the address, with the day it was read where no date was visible."""
    if "doi" in entry.fields:
        address, lead = "https://doi.org/" + plain(entry.fields["doi"]), ""
    else:
        address, lead = source["url"], ""
        if not source["year"] and entry.type in ("misc", "techreport"):
            lead = WORDS[language]["retrieved"].format(date=_read_on(entry, language))
    return Text(lead, HRef(address, address))


def _read_on(entry: Entry, language: str) -> str:
    day = entry.fields["urldate"]
    if language == "id":
        return date_text(day, language)
    return format_date(first_day(day), "MMMM d, y", locale=language)
