"""How citations read: in brackets, or as part of a sentence."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import groupby

from markupsafe import Markup

from thesis.book.citeproc import Reference, in_sentence, references
from thesis.book.templates import macro
from thesis.manuscript.text import CITED
from thesis.project.edition import Edition
from thesis.words.language import join_words


@dataclass(frozen=True)
class Work:
    """A work in a citation; notes: the ids of those of its notes that are meant, if any."""

    key: str
    before: str = ""
    after: str = ""
    notes: tuple[str, ...] = ()


Address = Callable[[Work], dict[str, str]]  # uri, card, print


def read_works(text: str) -> tuple[Work, ...]:
    """Return the works of a role."""
    return tuple(read_work(part.strip()) for part in text.split(","))


def read_work(text: str) -> Work:
    """Return the work of a part of a role; what is none has itself as its key, which is unknown."""
    found = CITED.fullmatch(text)
    return (Work(found["key"], found["before"] or "", found["after"] or "") if found
            else Work(text))


def parenthetical(works: Iterable[Work], edition: Edition, address: Address) -> Markup:
    """Return a citation in brackets: by author and year, years of one author together."""
    known = references(edition)
    works = list(works)
    if not any(work.before for work in works):
        works.sort(key=lambda work: known[work.key].place)
    groups = groupby(works, lambda work: (known[work.key].names, work.before))
    return Markup("({})").format(Markup("; ").join(Markup(", ").join(
        linked(work, "" if number else f"{names}, ", known[work.key], address)
        for number, work in enumerate(group)) for (names, _), group in groups))


def narrative(works: Iterable[Work], edition: Edition, address: Address) -> Markup:
    """Return a citation that is part of a sentence: ``IOM (2023a, 2023c) dan Kompas.com (2023)``.
    """
    known = references(edition)
    named: dict[str, list[Markup]] = {}
    for work in works:
        named.setdefault(known[work.key].names, []).append(
            linked(work, "", known[work.key], address))
    return Markup(join_words(
        [Markup("{} ({})").format(in_sentence(names, edition.language), Markup(", ").join(years))
         for names, years in named.items()], edition.language))


def linked(work: Work, names: str, reference: Reference, address: Address) -> Markup:
    """Return names and year as a link to the work or its notes, between the words around them."""
    link = Markup(macro("citations", "link", "", names + reference.year, reference.text,
                        address(work)))
    before = Markup("{} ").format(work.before) if work.before else ""
    return before + link + (Markup(", {}").format(work.after) if work.after else "")
