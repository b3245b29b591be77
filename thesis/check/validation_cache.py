"""The validation cache of builds: as long as the data are the same, only the text is read.

Only that everything was sound is remembered, never a problem: what is wrong is always found anew,
by `thesis.check.check_base`. Delete the file, and all is checked again.
"""

import json
from pathlib import Path

from thesis.base.sources import START
from thesis.check import check_base
from thesis.check.bib import FILE, Source
from thesis.check.files import Tables, read_table
from thesis.check.problem import Problem
from thesis.check.prose import prose_problems
from thesis.check.roles import role_problems
from thesis.project.digest import digest_of_patterns

DATA = ("data/*", "references.bib", "requirements.lock", "thesis/project/*.py",
        "thesis/base/*.py", "thesis/manuscript/text.py", "thesis/check/*.py")
CHECKED = "work/checked.json"  # below the folder of the build
COLUMNS = {"observations": ["observation_id", "source"], "excluded_sources": ["source"]}


def problems_since(root: Path, cache: Path) -> list[Problem]:
    """Return the problems of the base below `root`, as `check_base` does.

    cache: the file that says what was sound when `problems_since` last found no problem. Where
    data, sources and rules are the same as then, and so is what the text alone would be blamed
    for (findings that ``data/accepted_oddities.csv`` accepts), nothing else is looked at.
    """
    data = digest_of_patterns(root, DATA)
    known = read_cache(cache)
    if known.get("data") == data and known["text"] == findings(root):
        return []
    problems = check_base(root)
    if not problems:
        cache.parent.mkdir(parents=True, exist_ok=True)
        cache.write_text(json.dumps({"data": data, "text": findings(root)}), encoding="utf-8")
    return problems


def read_cache(cache: Path) -> dict:
    """Return what was sound; a file that is missing or damaged knows nothing."""
    try:
        return json.loads(cache.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def findings(root: Path) -> list[list[str]]:
    """Return [rule, file, key] of every finding in the text, over a base that is sound."""
    tables: Tables = {name: read_table(root / "data" / f"{name}.csv", "", name, columns)[0]
                      for name, columns in COLUMNS.items()}
    starts = START.finditer((root / FILE).read_text(encoding="utf-8"))
    entries = [Source(start[2], 0, {}, {}) for start in starts]
    found = [*role_problems(root, tables, entries), *prose_problems(root)]
    return sorted([problem.rule, problem.file, problem.key] for problem in found)
