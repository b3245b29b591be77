"""The one memory of builds: what the outputs of each step were made from.

``_build/state.json`` holds {step: what it was made from}. Only work that ended well is recorded;
without the file, or with a damaged one, everything is made again.
"""

import json
import subprocess
from collections.abc import Iterable
from pathlib import Path

from thesis.project.files import write_whole
from thesis.project.paths import BUILD

FILE = "state.json"


def recorded(root: Path, step: str) -> object:
    """Return what the last recorded run of a step was made from, None where there was none."""
    return _read(root).get(step)


def is_current(root: Path, step: str, made_from: object, outputs: Iterable[Path] = ()) -> bool:
    """Return whether a step was last run from the same, and all its outputs are still there."""
    return recorded(root, step) == made_from and all(path.exists() for path in outputs)


def record(root: Path, step: str, made_from: object) -> None:
    """Record what the outputs of a step were made from; None forgets the step."""
    known = _read(root) | {step: made_from}
    text = json.dumps({name: made for name, made in known.items() if made is not None}, indent=1)
    write_whole(root / BUILD / FILE, text)


def _read(root: Path) -> dict[str, object]:
    try:
        return dict(json.loads((root / BUILD / FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        return {}


def commit(root: Path) -> str:
    """Return the commit of a project, marked where the tree differs from it; "" without git."""
    command = ["git", "-C", str(root), "describe", "--always", "--dirty", "--exclude", "*"]
    try:
        result = subprocess.run(command, capture_output=True, text=True, check=True, timeout=10)
    except (OSError, subprocess.SubprocessError):
        return ""
    return result.stdout.strip()
