"""The directive ``deciding-notes``: every note for and against the findings about IOM."""


from thesis.analysis import findings
from thesis.book.domain import edition_of
from thesis.book.late_html import LateHtml
from thesis.book.printed_places import base_of, deciding


class WriteDecidingNotes(LateHtml):
    """The notes by finding and side; those of publishers outside IOM's activities first."""

    directive = "deciding-notes"

    def html(self, *arguments: str) -> str:
        edition = edition_of(self.env)
        base, language = base_of(edition), edition.language
        table = findings.stances(base)
        table = table[table["evidence_id"].isin(deciding(edition))]
        verdicts = findings.verdicts(base).set_index("finding_id")["verdict"]
