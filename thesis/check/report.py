"""Write problems for people and for machines."""

import json
from collections import Counter
from dataclasses import asdict

from thesis.check.problem import Problem


def as_text(problems: list[Problem]) -> str:
    """Return one line per problem and a last line that counts them by file."""
    if not problems:
        return "The evidence base is sound: no problems found."
    counts = Counter(problem.file for problem in problems)
    by_file = ", ".join(f"{file} {count}" for file, count in sorted(counts.items()))
    noun = "problem" if len(problems) == 1 else "problems"
    return "\n".join([*map(str, problems), f"{len(problems)} {noun}: {by_file}"])


def as_json(problems: list[Problem]) -> str:
    """Return a JSON array of problems; each has file, row, column, message, expected, fix,
    rule, key."""
    return json.dumps([asdict(problem) for problem in problems], ensure_ascii=False, indent=2)
