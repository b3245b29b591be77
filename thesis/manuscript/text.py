"""The text of the book as its author wrote it: prose and roles of the pages, line by line."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from thesis.base.load import source_of_note

PAGES = ("index.md", "chapters/*.md")
NO_PROSE = ("code-cell", "code", "code-block", "sourcecode", "literalinclude", "raw", "math",
            "mermaid", "toctree", "csv-table", "eval-rst")  # directives that hold something else
FENCE = re.compile(r"^(?P<fence>`{3,}|:{3,}|~{3,})(?P<name>.*)$")
ITEM = re.compile(r"\s*(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:|:)\s")  # what indented lines may belong to
NO_TEXT = re.compile(r"\s*:[\w-]+:(\s|$)|%|\+\+\+|\([\w:-]+\)=\s*$")  # options, comments, labels
ROLE = re.compile(r"\{(?P<role>[\w:-]+)\}`(?P<text>[^`]*)`")
FACT = re.compile(r"\{(?P<role>fact(?:-en|-id)?|absence)\}`"
                  r"(?:(?P<shown>[^`]*?)\s*<(?P<target>[^<>`]+)>|(?P<bare>[^`]*))`")
ABSENCE = "absence"  # the role whose facts show words in the place of a value
OBSERVATION = re.compile(r"O\d{5}(?:\d{2})?")
CITED = re.compile(r"(?:\{(?P<before>[^}]*)\})?\s*(?P<key>[^,{}\s]+)\s*(?:\{(?P<after>[^}]*)\})?")


def page_files(root: Path) -> list[Path]:
    """Return the files of the text below `root`, in order."""
    return [path for pattern in PAGES for path in sorted(root.glob(pattern))]


def prose_lines(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, line) of running text and captions: no front matter, code or options."""
    fences: list[tuple[str, bool]] = []
    front, in_item, code = text.startswith("---\n"), False, True
    for number, line in enumerate(text.splitlines(), 1):
        if front:
            front = number == 1 or line != "---"
            continue
        fence = FENCE.match(line.strip())
        if fence and fences and fence["fence"] == fences[-1][0] and not fence["name"].strip():
            fences.pop()
        elif fence and all(prose for _, prose in fences):
            name = re.match(r"\{([\w:-]+)\}", fence["name"].strip())
            fences.append((fence["fence"], name is not None and name[1] not in NO_PROSE))
        elif all(prose for _, prose in fences) and not NO_TEXT.match(line):
            indented = line.startswith(("    ", "\t"))
            in_item = ITEM.match(line) is not None or in_item and (indented or not line.strip()
                                                                  or line.startswith(" "))
            code = not line.strip() or code and indented and not in_item  # after an empty line
            if not (code and indented):
                yield number, line


def roles(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line number, role, text) of every role in the prose of a page."""
    for number, line in prose_lines(text):
        for match in ROLE.finditer(line):
            yield number, match["role"], match["text"]


def facts(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, name) of every fact in the prose, see `named`."""
    yield from ((line, name) for line, _, name in named(text))


def named(text: str) -> Iterator[tuple[int, str, str]]:
    """Yield (line number, role, name) of every fact, absences too, in the prose of a page.

    They are written ``{fact}`name` ``, ``{absence}`words <name>` ``.
    """
    for number, line in prose_lines(text):
        for match in FACT.finditer(line):
            yield number, match["role"], match["target"] or match["bare"]


def cited_keys(text: str) -> list[str]:
    """Return the keys inside a citation role: ``{lihat}a,b{hlm. 4}`` -> a, b."""
    return [match["key"] for part in text.split(",") if (match := CITED.fullmatch(part.strip()))]


def citations(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, key) of every work that the prose of a page cites."""
    for line, role, keys in roles(text):
        if role.startswith("cite:"):
            yield from ((line, key) for key in cited_keys(keys))


def note_ids(text: str) -> list[str]:
    """Return the ids inside a role that cites notes: ``E0239,E1930``."""
    return [part.strip() for part in text.split(",") if part.strip()]


def cited_notes(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, id) of every note that the prose of a page cites."""
    for line, role, ids in roles(text):
        if role.startswith("note:"):
            yield from ((line, note) for note in note_ids(ids))


def cited_sources(text: str, source_of: Mapping[str, str]) -> Iterator[tuple[int, str]]:
    """Yield (line number, key) of every source that the prose of a page cites, itself or a note.

    source_of: {id: source} of the notes; a note that is not in it counts for nothing.
    """
    yield from citations(text)
    yield from ((line, source_of[note]) for line, note in cited_notes(text) if note in source_of)


def cited_works(root: Path, source_of: Mapping[str, str] | None = None) -> frozenset[str]:
    """Return the keys of the sources that the pages cite.

    source_of: {id: source} of the notes; None for those of the base below `root`.
    """
    source_of = source_of_note(root) if source_of is None else source_of
    return frozenset(key for path in page_files(root)
                     for _, key in cited_sources(path.read_text(encoding="utf-8"), source_of))


def directives(text: str, name: str) -> int:
    """Return how often a directive stands in a page."""
    return len(re.findall(rf"^`{{3,}}\{{{name}\}}", text, re.MULTILINE))
