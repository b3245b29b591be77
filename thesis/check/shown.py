"""The text shows its numbers: ``{fact}`104 <name>` `` shows the value that the book computes.

In the language of its file: Indonesian in the pages and in the originals of the catalogs, that of
the catalog in the translations, that of the role in ``{fact-en}``.
"""

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from thesis.check.problem import Problem
from thesis.manuscript.catalogs import read_catalog, write_catalog
from thesis.manuscript.text import ABSENCE, FACT, page_files, prose_lines
from thesis.project.files import write_whole
from thesis.publish.facts import Fact, text

Facts = Mapping[str, Callable[[str], Fact | None]]  # by language: the fact of a name, as computed
CATALOGS = "locale/*/LC_MESSAGES/**/*.po"


def shown_problems(root: Path, facts: Facts) -> list[Problem]:
    """Return a problem for each number that the text below `root` shows wrongly.

    facts: what is known of the facts, by the language in which they were computed; what is not
    known is not judged, nor is a role that shows nothing.
    """
    return [Problem(file, line, name, f"the text shows {match['shown']!r}", repr(value),
                    "thesis check --fix", "shown-value", name)
            for file, line, prose, language in _places(root)
            for match, name, value in _values(prose, language, facts)
            if match["shown"] not in (None, value)]


def fix(root: Path, facts: Facts) -> list[Path]:
    """Let every fact in the text below `root` show its value; return the files that changed."""
    changed = []
    for path in page_files(root):
        old = path.read_text(encoding="utf-8")
        lines = old.split("\n")
        for number, _ in prose_lines(old):
            lines[number - 1] = _fixed(lines[number - 1], "id", facts)
        if lines != old.split("\n"):
            write_whole(path, "\n".join(lines))
            changed.append(path)
    return changed + [path for path in _catalogs(root) if _fix_catalog(path, facts)]


def _values(prose: str, language: str, facts: Facts) -> Iterator[tuple[re.Match, str, str]]:
    """Yield (match, name, value) of each fact in a piece of text whose value is known."""
    for match in FACT.finditer(prose):
        name = match["target"] or match["bare"]
        fact = facts[language](name) if language in facts else None
        if fact is not None and match["role"] != ABSENCE:
            shown_in = match["role"].removeprefix("fact").lstrip("-") or language
            yield match, name, text(fact, shown_in, match["shown"] or "")


def _fixed(prose: str, language: str, facts: Facts) -> str:
    for match, name, value in reversed(list(_values(prose, language, facts))):
        role = f"{{{match['role']}}}`{value} <{name}>`"
        prose = prose[:match.start()] + role + prose[match.end():]
    return prose


def _places(root: Path) -> Iterator[tuple[str, int, str, str]]:
    """Yield (file, line, text, language) of every piece of text."""
    for path in page_files(root):
        file = path.relative_to(root).as_posix()
        for number, line in prose_lines(path.read_text(encoding="utf-8")):
            yield file, number, line, "id"
    for path in _catalogs(root):
        file = path.relative_to(root).as_posix()
        for message in read_catalog(path):
            yield file, message.lineno or 0, str(message.id), "id"
            yield file, message.lineno or 0, str(message.string), _language(path)


def languages_shown(root: Path) -> set[str]:
    """Return the languages in which the text shows facts: Indonesian, and those of catalogs."""
    return {"id", *map(_language, _catalogs(root))}


def _catalogs(root: Path) -> list[Path]:
    """Return the catalogs with facts in them."""
    return [path for path in sorted(root.glob(CATALOGS)) if "{fact" in path.read_text("utf-8")]


def _language(catalog: Path) -> str:
    return catalog.parts[catalog.parts.index("LC_MESSAGES") - 1]  # locale/en/LC_MESSAGES/…


def _fix_catalog(path: Path, facts: Facts) -> bool:
    """Rewrite a catalog whose facts show other values; return whether there were any."""
    language = _language(path)
    catalog = read_catalog(path, language)
    changed = False
    for message in catalog:
        if isinstance(message.id, str) and message.id:
            new = _fixed(message.id, "id", facts), _fixed(str(message.string), language, facts)
            changed |= new != (message.id, message.string)
            message.id, message.string = new
    if changed:
        write_catalog(path, catalog)
    return changed
