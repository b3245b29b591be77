"""The findings: parts of the examined statements, each with its own verdict.

Notes were coded on nine statements (``findings.csv``). Three of them say several things, and the
notes on one of these bear out nothing of the others. So each part (``parts.csv``) is a finding: a
note counts for it where it has the code, or was judged to be of one of the kinds, that it names.
"""

from collections.abc import Mapping

import pandas as pd

from thesis.analysis import settled
from thesis.base.load import Base


def findings(base: Base) -> pd.DataFrame:
    """Return the columns of parts.csv, in its order, and about_iom of the statement.

    A base older than that table has the statements as a whole.
    """
    statements = base.findings
    whole = statements.assign(part_id=statements["finding_id"], code="", kinds="")
    table = base.tables.get("parts", whole.drop(columns="about_iom"))
    return table.join(statements.set_index("finding_id")["about_iom"], on="finding_id")


def ids(base: Base) -> list[str]:
    """Return the ids of the findings."""
    return list(findings(base)["part_id"])


def on_iom(base: Base) -> list[str]:
    """Return the ids of the findings about what IOM did."""
    return list(findings(base).query("about_iom == 'yes'")["part_id"])


def stances(base: Base) -> pd.DataFrame:
    """Return the stances that count: evidence_id, finding_id (of a part), stance."""
    given = settled.stances(base)
    rows = [given[(given["finding_id"] == part["finding_id"]) & _belongs(base, given, part)]
            .assign(finding_id=part["part_id"]) for part in findings(base).to_dict("records")]
    return pd.concat([given[:0], *rows], ignore_index=True)


def without_part(base: Base) -> pd.DataFrame:
    """Return the stances on a statement that count for none of its parts."""
    given, owner = settled.stances(base), findings(base).set_index("part_id")["finding_id"]
    taken = stances(base)
    taken = set(zip(taken["evidence_id"], taken["finding_id"].map(owner), strict=True))
    pairs = zip(given["evidence_id"], given["finding_id"], strict=True)
    return given[[pair not in taken for pair in pairs]].reset_index(drop=True)


def _belongs(base: Base, given: pd.DataFrame, part: Mapping[str, str]) -> pd.Series:
    notes = given["evidence_id"]
    if part["code"]:
        codes = settled.codings(base)
        return notes.isin(codes.loc[codes["code"] == part["code"], "evidence_id"])
    if part["kinds"]:
        kinds = settled.judgements(base, "kind")
        return notes.isin(kinds.loc[kinds["kind"].isin(part["kinds"].split()), "evidence_id"])
    return pd.Series(True, index=given.index)
