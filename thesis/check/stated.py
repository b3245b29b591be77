"""Check that each figure stands in its note, unless its row says that it stands elsewhere."""

from collections.abc import Iterator

from thesis.base.numerals import numbers_in, states
from thesis.check.figures import number
from thesis.check.files import Tables
from thesis.check.problem import Problem

NOTE = "note"


def stated_problems(tables: Tables) -> Iterator[Problem]:
    """Yield the observations of ``stated_in`` note whose note does not give their value."""
    table, notes = tables.get("observations"), tables.get("evidence")
    if table is None or notes is None or table.absent or notes.absent:
        return  # reported elsewhere
    texts = {row["evidence_id"]: f"{row['note_en']} {row['note_id']}" for row in notes.rows}
    for line, row in table.numbered():
        value, text = number(row["value"]), texts.get(row["evidence_id"], "")
        if row["stated_in"] == NOTE and text and value is not None and not states(text, value):
            given = ", ".join(f"{other:,.10g}" for other in sorted(numbers_in(text))) or "none"
            yield Problem(table.file, line, "value",
                          f"note {row['evidence_id']} does not give {row['value']}",
                          f"a number of the note ({given})",
                          "mend value, evidence_id or the note; where the value stands elsewhere "
                          "in the source, write source under stated_in", "not-in-note",
                          row["observation_id"])
