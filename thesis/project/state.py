"""The memory of builds: what the outputs of each step were made from.

``_build/state`` holds a file a step, so that editions that are built side by side lose nothing of
each other. Only work that ended well is recorded; without a file, or with a damaged one, the step
is done again.
"""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from thesis.project.files import write_whole
from thesis.project.paths import BUILD

FOLDER = "state"


def recorded(root: Path, step: str) -> object:
    """Return what the last recorded run of a step was made from, None where there was none."""
    try:
        return json.loads(file_of(root, step).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def is_current(root: Path, step: str, made_from: object, outputs: Iterable[Path] = ()) -> bool:
    """Return whether a step was last run from the same, and all its outputs are still there."""
    return recorded(root, step) == made_from and all(path.exists() for path in outputs)


def record(root: Path, step: str, made_from: object) -> None:
    """Record what the outputs of a step were made from; None forgets the step."""
    if made_from is None:
        file_of(root, step).unlink(missing_ok=True)
    else:
        write_whole(file_of(root, step), json.dumps(made_from, indent=1))


def file_of(root: Path, step: str) -> Path:
    """Return the file that says what a step was last made from."""
    return root / BUILD / FOLDER / f"{quote(step, safe=' ')}.json"


def commit(root: Path) -> str:
    """Return the commit of a project, marked where the tree differs from it; "" without git."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--exclude", "*"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return result.stdout.strip()
