"""Understand what a coder types: numbers, beginnings of names, signs for stances."""

import re
from collections.abc import Sequence

SIGNS = {"+": "supports", "-": "contradicts"}


class Unclear(Exception):
    """Says why an answer was not understood."""


def one_of(text: str, choices: Sequence[str]) -> str:
    """Return the choice that a number (from 1), a name or an unambiguous beginning means."""
    if text.isdigit():
        if 1 <= int(text) <= len(choices):
            return choices[int(text) - 1]
        raise Unclear(f"{text} is not a number from 1 to {len(choices)}")
    found = [choice for choice in choices if choice.lower().startswith(text.lower())]
    exact = [choice for choice in choices if choice.lower() == text.lower()]
    if len(exact or found) == 1:
        return (exact or found)[0]
    raise Unclear(f"{text!r} may mean {', '.join(found)}" if found
                  else f"{text!r} is none of {', '.join(choices)}")


def some_of(text: str, choices: Sequence[str]) -> list[str]:
    """Return the choices that several words mean, in the order of `choices`; none for ``""``."""
    given = {one_of(word, choices) for word in re.split(r"[\s,]+", text.strip()) if word}
    return [choice for choice in choices if choice in given]


def stances(text: str, findings: Sequence[str]) -> list[str]:
    """Return stances like ``F2:supports`` from ``2+``, ``F2+`` or ``F5-``; none for ``""``."""
    given: dict[str, str] = {}
    for word in re.split(r"[\s,]+", text.strip()):
        if not word:
            continue
        if word[-1] not in SIGNS:
            raise Unclear(f"{word!r} does not end with + (supports) or - (contradicts)")
        finding = one_of(word[:-1], findings)
        if given.setdefault(finding, SIGNS[word[-1]]) != SIGNS[word[-1]]:
            raise Unclear(f"{finding} is given both stances")
    return [f"{finding}:{given[finding]}" for finding in findings if finding in given]
