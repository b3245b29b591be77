"""Whether anything changed since the last complete build: digests of all that a build reads."""

import subprocess
from collections.abc import Iterable
from pathlib import Path

from thesis.project.digest import digest_of_patterns

INPUTS = ("_config.yml", "_toc.yml", "index.md", "chapters/**/*.md", "notebooks/*.ipynb", "data/*",
          "references.bib", "requirements.lock", "pyproject.toml", "CITATION.cff",
          "LICENSE-TEXT.md", "locale/**/*.po", "nbrefresh/*.py", "thesis/**/*.py",
          "thesis/**/*.jinja", "thesis/**/*.css", "thesis/**/*.js", "thesis/**/*.lua",
          "thesis/**/*.typ")


def inputs_stamp(root: Path) -> str:
    """Return what changes whenever a build could give something else: inputs, and the commit."""
    return f"{digest_of_patterns(root, INPUTS)} {commit(root)}"


def commit(root: Path) -> str:
    """Return the commit that is built, marked where the tree differs from it; "" without git."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--exclude", "*"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return result.stdout.strip()


def is_current(stamp: Path, text: str, outputs: Iterable[Path]) -> bool:
    """Return whether a stamp says `text` and all that it vouches for is there."""
    return (stamp.is_file() and stamp.read_text(encoding="utf-8") == text
            and all(path.exists() for path in outputs))
