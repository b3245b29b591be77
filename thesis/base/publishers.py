"""Publishers under one name: their aliases and acronyms mean the same body."""

from collections.abc import Iterable, Mapping
from difflib import get_close_matches

from thesis.base.acronyms import ACRONYMS

ALIKE = 0.85  # of difflib, from which on two names may be one


def spellings(publishers: Iterable[Mapping[str, str]]) -> dict[str, str]:
    """Return {spelling in lower case: publisher} of names, aliases and acronyms.

    publishers: rows of ``data/publishers.csv``.
    """
    found: dict[str, str] = {}
    names = []
    for row in publishers:
        name = row["publisher"]
        names.append(name)
        for other in (ACRONYMS.get(name, ""), *row["aliases"].split(" | ")):
            found[other.strip().casefold()] = name
    found.pop("", None)
    return found | {name.casefold(): name for name in names}


def alike(name: str, known: Mapping[str, str]) -> str:
    """Return the publisher whose name or alias a new name resembles or continues, else ``""``.

    known: as `spellings` returns.
    """
    folded = name.casefold()
    begun = [other for other in known if len(other) > 2 and
             (folded.startswith(f"{other} ") or other.startswith(f"{folded} "))]
    near = begun or get_close_matches(folded, known, 1, ALIKE)
    return known[near[0]] if near else ""
