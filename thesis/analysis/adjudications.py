"""How the disputes between the coding passes were settled, and by what."""

import pandas as pd

from thesis.base.disputes import BOTH_ERR
from thesis.base.lineage import gather
from thesis.base.load import Base, with_sources

READING = "reading"
OTHERS = "F2-F9"


def decisions(base: Base) -> pd.DataFrame:
    """Return every adjudication with its note and source, and the group of `by_group`."""
    table = with_sources(base.adjudications.merge(base.evidence, on="evidence_id", how="left",
                                                  validate="m:1"), base)
    families = base.codebook.set_index("code")["parent"]
    codes, stances = (table["table"] == name for name in ("codings", "stances"))
    group = table["item"].where(~codes, table["item"].map(families))
    return table.assign(group=group.where(~stances | (group == "F1"), OTHERS))


def of_disputes(base: Base) -> pd.DataFrame:
    """Return the rows of `decisions` on which the passes differed."""
    table = decisions(base)
    return table[table["rule"] != BOTH_ERR].reset_index(drop=True)


def of_agreed(base: Base) -> pd.DataFrame:
    """Return the rows of `decisions` that replace what both passes had decided alike."""
    table = decisions(base)
    return table[table["rule"] == BOTH_ERR].reset_index(drop=True)


def by_group(base: Base) -> pd.DataFrame:
    """Return how many disputes there are of each kind and whose side the decision took.

    Columns: group (F1, `OTHERS`, a family of codes, a field of judgements), disputes, first and
    second (decided as A, as B), reading (decided without a rule), rows, sources; most first.
    """
    table = of_disputes(base)
    rows = [{"group": group, "disputes": len(part),
             "first": int((part["decision"] == part["coder_a"]).sum()),
             "second": int((part["decision"] == part["coder_b"]).sum()),
             "reading": int((part["rule"] == READING).sum()), **gather(part)}
            for group, part in table.groupby("group")]
    return pd.DataFrame(rows).sort_values(["disputes", "group"], ascending=[False, True],
                                          ignore_index=True)


def of_stances(base: Base) -> pd.DataFrame:
    """Return the settled stances on all statements but F1, columns as in `decisions`."""
    table = decisions(base)
    table = table[table["group"] == OTHERS]
    return table.sort_values(["item", "evidence_id"], ignore_index=True)
