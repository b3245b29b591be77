"""Check the evidence base, and that the text rests on it: structure, schemas, links, values, roles.

Everything that is wrong is found in one run; the data are read, never executed. `check_base` looks
at everything; a build asks `thesis.check.validation_cache`, which knows what was sound before.
"""

from pathlib import Path

from thesis.check.problem import Problem

__all__ = ["Problem", "check_base"]


def check_base(root: Path) -> list[Problem]:
    """Return all problems of the base below `root`, in the order of file and line.

    Looks at ``references.bib``, ``data/`` and, for typed numbers, citations and observations, at
    the text. A sound base gives an empty list. No fault of the data raises an error.
    """
    from thesis.check.rules import all_problems  # frictionless: a build may not need it

    return all_problems(root)
