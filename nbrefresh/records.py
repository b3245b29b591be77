"""What each notebook read when it last ran, and so whether it is stale."""

import hashlib
import json
import sys
from functools import lru_cache
from pathlib import Path

from nbrefresh.observe import State, belongs, state_of

LOCKS = ("requirements.lock", "requirements.txt", "environment.yml", "uv.lock", "poetry.lock")
CHANGED = "changed while it ran"  # in the place of a digest: never that of a file
Record = dict[str, object]


def environment_digest(root: Path) -> str:
    """Return a digest of the Python version and the lock files below `root`."""
    digest = hashlib.sha256(sys.version.encode())
    for name in LOCKS:
        if (root / name).is_file():
            digest.update(name.encode() + (root / name).read_bytes())
    return digest.hexdigest()[:16]


def read_records(path: Path) -> dict[str, Record]:
    """Return {notebook: record}; none where the file is missing or damaged."""
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, json.JSONDecodeError):
        return {}


def write_records(path: Path, records: dict[str, Record]) -> None:
    """Write the records, whole or not at all."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(json.dumps(records, indent=1, sort_keys=True), encoding="utf-8")
    partial.replace(path)


def result_ids(records: dict[str, Record]) -> dict[str, str]:
    """Return {notebook: what changes whenever it has run again}."""
    return {name: hashlib.sha256(json.dumps(record, sort_keys=True).encode()).hexdigest()[:16]
            for name, record in records.items()}


def make_record(code: str, environment: str, variant: str, report: dict, root: Path,
                seconds: float) -> Record:
    """Return the record of a notebook that has just run and reported what it read."""
    return {"code": code, "environment": environment, "variant": variant,
            "files": {name: digest_as_read(root / name, opened)
                      for name, opened in report["files"].items()},
            "folders": {name: names_digest(root / name, names)
                        for name, names in report["folders"].items()},
            "modules": report["modules"], "seconds": round(seconds, 2),
            "python": sys.version.split()[0]}


def reasons(record: Record | None, code: str, environment: str, variant: str,
            root: Path) -> list[str]:
    """Return why a notebook is stale, [] when it is fresh."""
    if record is None:
        return ["it has not been executed yet"]
    found = [f"its {name} changed" for name, value in (("code", code), ("variant", variant))
             if record[name] != value]
    if record["environment"] != environment:
        found.append("the environment changed")
    found += [f"{name} changed while it ran" if digest == CHANGED else f"{name} changed"
              for name, digest in record["files"].items() if file_digest(root / name) != digest]
    found += [f"files were added to or removed from {name}/"
              for name, digest in record["folders"].items() if folder_digest(root / name) != digest]
    return found


def digest_as_read(path: Path, opened: State | None) -> str:
    """Return the digest of a file, CHANGED when it is not the one that was opened.

    opened: its state when it was first opened, None where that is not known.
    """
    digest = file_digest(path)
    return CHANGED if opened is not None and opened != state_of(path) else digest


def file_digest(path: Path) -> str:
    """Return the digest of a file, "" where there is none."""
    return _digest(path, *state_of(path)) if path.is_file() else ""


@lru_cache(maxsize=4096)
def _digest(path: Path, *_state: int) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def folder_digest(path: Path) -> str:
    """Return the digest of the names in a folder, "" where there is none."""
    return names_digest(path, [child.name for child in path.iterdir()]) if path.is_dir() else ""


def names_digest(folder: Path, names: list[str] | None) -> str:
    """Return the digest of the names in a folder that are part of the project, "" for None."""
    if names is None:
        return ""
    names = sorted(name for name in names if belongs(folder / name, folder))
    return hashlib.sha256("\n".join(names).encode()).hexdigest()[:16]
