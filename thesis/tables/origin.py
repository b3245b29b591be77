"""Table of the statements of the original study and of what the evidence of this edition holds."""

from thesis.analysis import findings, parts
from thesis.base.load import Base
from thesis.publish.exhibits import TableExhibit
from thesis.words.labels import headings, labels
from thesis.words.language import column, translator


def origin(base: Base, language: str) -> TableExhibit:
    """Each statement, its parts, the verdict on each part and the wording that its evidence holds.

    A statement stands with the first of its parts.
    """
    _ = translator(language)
    statements = base.findings.set_index("finding_id")[column("statement", language)]
    table = parts.findings(base).join(findings.verdicts(base).set_index("finding_id"), on="part_id")
    again = table["finding_id"].duplicated()
    names, verdicts = headings("finding", language), labels("verdict", language)
    rows = [[_("sama dengan di atas") if repeated else statements[row["finding_id"]],
             f"{row['part_id']} {names[row['part_id']]}", verdicts[row["verdict"]],
             row[column("wording", language)]]
            for row, repeated in zip(table.to_dict("records"), again, strict=True)]
    header = [_("Pernyataan asal"), _("Bagian pernyataan"), _("Putusan"),
              _("Rumusan menurut buktinya")]
    return TableExhibit(header, rows, "llll", table)
