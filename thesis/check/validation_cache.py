"""The validation cache of builds: as long as the data are the same, only the text is read.

Only that everything was sound is remembered, never a problem: what is wrong is always found anew,
by `thesis.check.check_base`.
"""

from pathlib import Path

from thesis.base.bibtex import pieces
from thesis.check import check_base
from thesis.check.absences import use_problems
from thesis.check.bib import FILE, Source
from thesis.check.files import Tables, read_table
from thesis.check.printable import printable_problems
from thesis.check.problem import Problem
from thesis.check.prose import prose_problems
from thesis.check.roles import role_problems
from thesis.check.sentences import sentence_problems
from thesis.project.inputs import digest_of_step
from thesis.project.state import record, recorded

STEP = "check"
COLUMNS = {"observations": ["observation_id", "source", "evidence_id", "qualifier"],
           "excluded_sources": ["source"], "evidence": ["evidence_id", "source"],
           "corrections": ["table", "row_id", "column", "corrected", "status"],
           "absences": ["absence"]}


def problems_since(root: Path) -> list[Problem]:
    """Return the problems of the base below `root`, as `check_base` does.

    Where data, sources and rules are as when no problem was last found, and so is what the text
    alone would be blamed for (findings that ``data/accepted_oddities.csv`` accepts), nothing else
    is looked at.
    """
    made_from = digest_of_step(root, STEP)
    if recorded(root, STEP) == {"digest": made_from, "text": findings(root)}:
        return []
    problems = check_base(root)
    if not problems:
        record(root, STEP, {"digest": made_from, "text": findings(root)})
    return problems


def findings(root: Path) -> list[list[str]]:
    """Return [rule, file, key] of every finding in the text, over a base that is sound."""
    read = {name: read_table(root / "data" / f"{name}.csv", "", name, columns)[0]
            for name, columns in COLUMNS.items()}
    tables: Tables = {name: table for name, table in read.items() if table is not None}
    starts = pieces((root / FILE).read_text(encoding="utf-8"))
    entries = [Source(start[2], 0, {}, {}, {}) for start, _ in starts]
    found = [*use_problems(root, tables), *role_problems(root, tables, entries),
             *prose_problems(root), *printable_problems(root, tables),
             *sentence_problems(root, tables)]
    return sorted([problem.rule, problem.file, problem.key] for problem in found)
