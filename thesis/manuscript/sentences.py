"""The sentences of a page with what they cite and show."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from thesis.manuscript.text import ABSENCE, FACT, ITEM, ROLE, note_ids, prose_lines

END = re.compile(r"[.!?…](?:\[\^[^\]]+\]|[\"”’')*_])*(?:\s+(?=[\[\"“‘'(*_]*[A-ZÀ-Ý])|[ \t]*\n)")
ABBREVIATED = re.compile(r"(?:\b[A-Z]|\b(?:No|Dr|Drs|Prof|St|dkk|hlm|cf|vs|al|ed|eds|Ibid|pp?))\.$")


@dataclass(frozen=True)
class Sentence:
    """A sentence of running text, of a caption, a footnote or an item of a list.

    line: where it begins; text: as it is written; words: its text, with blanks in the place of
    roles and code; facts, absences, notes: the names and ids in its roles, in their order.
    """

    line: int
    text: str
    words: str
    facts: tuple[str, ...]
    absences: tuple[str, ...]
    notes: tuple[str, ...]

    def line_of(self, place: int) -> int:
        """Return the line of a place in `words`."""
        return self.line + self.words.count("\n", 0, place)


def sentences(text: str) -> Iterator[Sentence]:
    """Yield the sentences of a page in their order; headings are none."""
    for line, paragraph in _paragraphs(text):
        covered = ROLE.sub(lambda role: "X" * len(role[0]), paragraph)
        start = 0
        for end in END.finditer(covered):
            if not ABBREVIATED.search(covered, start, end.start() + 1):
                yield _sentence(line + paragraph.count("\n", 0, start),
                                paragraph[start:end.end()].rstrip())
                start = end.end()
        if paragraph[start:].strip():
            yield _sentence(line + paragraph.count("\n", 0, start), paragraph[start:].rstrip())


def _paragraphs(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, lines) of paragraphs, captions and items."""
    first, lines = 0, list[str]()
    for number, line in prose_lines(text):
        new = number != first + len(lines) or ITEM.match(line) or line.lstrip().startswith("|")
        heading = line.startswith("#")
        if lines and (new or heading or not line.strip()):
            yield first, "\n".join(lines)
            lines = []
        if line.strip() and not heading:
            first = first if lines else number
            lines.append(line)
    if lines:
        yield first, "\n".join(lines)


def _sentence(line: int, text: str) -> Sentence:
    found = [(match["role"], match["target"] or match["bare"]) for match in FACT.finditer(text)]
    return Sentence(
        line, text, re.sub("`[^`]*`", _blank, ROLE.sub(_blank, text)),
        tuple(name for role, name in found if role != ABSENCE),
        tuple(name for role, name in found if role == ABSENCE),
        tuple(note for match in ROLE.finditer(text) if match["role"].startswith("note:")
              for note in note_ids(match["text"])))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
