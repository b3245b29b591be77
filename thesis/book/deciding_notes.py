"""The directive ``deciding-notes``: every note for and against the findings about IOM."""

from collections.abc import Mapping

import pandas as pd
from sphinx.application import Sphinx

from thesis.analysis import findings, parts, settled
from thesis.base.disputes import FIELDS, NOT_GIVEN
from thesis.book.citeproc import citation
from thesis.book.domain import edition_of
from thesis.book.fact_register import address
from thesis.book.late_html import LateHtml, add_late_html
from thesis.book.printed_places import deciding, reference_places
from thesis.book.register_entries import note_entry, rows_of, settled_texts
from thesis.book.register_pages import REGISTER, register_target, row_target
from thesis.book.source_line import source_url
from thesis.book.templates import macro
from thesis.publish.computation import counted_text
from thesis.words.labels import headings, labels
from thesis.words.language import column, translator


class WriteDecidingNotes(LateHtml):
    """The notes by finding and side, those from outside IOM and its activities first."""

    directive = "deciding-notes"

    def html(self, *arguments: str) -> str:
        edition = edition_of(self.env)
        base, language, table = settled.base_of(edition), edition.language, deciding(edition)
        verdicts = findings.verdicts(base).set_index("finding_id")["verdict"]
        about = parts.findings(base).set_index("part_id").loc[parts.on_iom(base)]
        self.seen: set[str] = set()
        self.repeats = settled.counted_as(base)
        self.references = reference_places(self.env, table["source"])
        found = [{"id": finding, "name": labels("finding", language)[finding],
                  "statement": row[column("statement", language)],
                  "verdict": labels("verdict", language)[verdicts[finding]],
                  "sides": [self.side(finding, stance, row["finding_id"], table)
                            for stance in findings.STANCES]}
                 for finding, row in about.iterrows()]
        dropped = [note for statement in dict.fromkeys(about["finding_id"])
                   for note in self.notes(_rows(table, statement, NOT_GIVEN), statement)]
        return macro("deciding", "deciding", language, found, dropped)

    def side(self, finding: str, stance: str, statement: str, table: pd.DataFrame) -> dict:
        """Return one side of a finding: label, counts, uri of its notes in the register, notes."""
        language = edition_of(self.env).language
        _ = translator(language)
        rows = _rows(table, finding, stance)
        counts = {name: counted_text(rows[name].nunique(), name, language)
                  for name in ("evidence_id", "source", "issuer")}
        query = f"finding={finding}&side={stance}"
        return {"label": headings("stance", language)[stance],
                "counts": _("{evidence_id} dari {source} dan {issuer}").format(**counts),
                "uri": address(self, REGISTER, query),
                "notes": self.notes(rows, statement)}

    def notes(self, rows: pd.DataFrame, statement: str) -> list[dict]:
        """Return notes as in `note`."""
        return [self.note(row, statement) for row in rows.to_dict("records")]

    def note(self, row: Mapping, statement: str) -> dict:
        """Return a note with its source, its grade and the reasons of adjudication."""
        edition, key, source = edition_of(self.env), row["evidence_id"], row["source"]
        language = edition.language
        (entry,) = [note_entry(note, edition)
                    for note in rows_of("evidence", "evidence_id", key, edition.root)]
        first = key not in self.seen
        self.seen.add(key)
        return entry | {
            "first": first, "finding": row["finding_id"], "citation": citation(source, edition),
            "uri": address(self, *(row_target(key, edition.root) or ("", ""))),
            "print": source_url(source, edition.root),
            "source_uri": address(self, *register_target(source, edition.root)),
            "source_print": address(self, *self.references[source]),
            "basis": labels("basis", language)[row["basis"]],
            "repeats": [note for note, counted in self.repeats.items() if counted == key],
            "settled": settled_texts(key, edition, (statement, *FIELDS))}


def _rows(table: pd.DataFrame, finding: str, stance: str) -> pd.DataFrame:
    rows = table[(table["finding_id"] == finding) & (table["stance"] == stance)]
    order = rows["basis"].map(findings.BASES.index)
    return rows.assign(order=order).sort_values(["order", "date_of_fact", "evidence_id"])


def setup(app: Sphinx) -> None:
    """Register the directive."""
    add_late_html(app, WriteDecidingNotes)
