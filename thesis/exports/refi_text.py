"""What a coder reads in a REFI-QDA project: the notes of one source as plain text."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from thesis.words.labels import label
from thesis.words.locators import locator_text

UNDATED = "tanpa tanggal"


class Span(NamedTuple):
    """Where a note stands in the text of its source: Unicode code points, the end excluded."""

    start: int
    end: int


def source_name(source: Mapping) -> str:
    """Return authors, date and key of a source: ``Kompas.com (2024-03-07) [kompascom2024polri]``.

    The programs want names that differ and can name a file; the key is that of ``references.bib``.
    """
    authors = source["authors"]
    who = f"{authors[0]} dkk." if len(authors) > 2 else " dan ".join(authors)
    return f"{who} ({source['date'] or UNDATED}) [{source['source']}]".replace("/", "-")


def source_values(source: Mapping) -> dict[str, str]:
    """Return the variables of a source that are known: date, publisher, language."""
    values = {"date": source["date"], "publisher": source["issuer"],
              "language": label("language", source["language"], "id")}
    return {name: value for name, value in values.items() if value}


def source_text(source: Mapping, notes: Iterable[Mapping]) -> tuple[str, dict[str, Span]]:
    """Return the text of a source, and evidence_id -> where the sentence of that note stands.

    source: a row of ``sources``; notes: its rows of ``evidence``. Lines end with LF only, since
    the programs disagree on how many positions CR LF takes.
    """
    text = "\n".join([source["title"], f"{'; '.join(source['authors'])} "
                      f"({source['date'] or UNDATED}). {source['issuer']}", source["url"], ""])
    spans = {}
    for note in notes:
        text += f"\n[{note['evidence_id']}] {locator_text(note['locator'], 'id')}\n"
        spans[note["evidence_id"]] = Span(len(text), len(text) + len(note["note_id"]))
        text += note["note_id"] + "\n"
    return text, spans
