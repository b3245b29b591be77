"""What each notebook read when it last ran, and so whether it is stale."""

import hashlib
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from nbrefresh.observe import Report, State, belongs, state_of

LOCKS = ("requirements.lock", "requirements.txt", "environment.yml", "uv.lock", "poetry.lock")
CHANGED = "changed while it ran"  # in the place of a digest: never that of a file
FILE = "records.json"  # in the folder of jupyter-cache
FORMAT = 3  # results of older records, which may lack outputs, are made anew


@dataclass(frozen=True)
class Record:
    """What a notebook was when it last ran, and what it read then.

    code, environment: digests; variant: {name: value} of the variables that it asked for; files:
    {name: digest, "" where there was none, or `CHANGED`}; folders: {name: digest of the names in
    it}; modules: names of imported ones that are installed; seconds: how long it ran; python:
    version. Names are relative to the project.
    """

    code: str
    environment: str
    variant: dict[str, str]
    files: dict[str, str]
    folders: dict[str, str]
    modules: list[str]
    seconds: float
    python: str
    format: int = FORMAT


def environment_digest(root: Path) -> str:
    """Return a digest of the Python version and the lock files below `root`."""
    digest = hashlib.sha256(sys.version.encode())
    for name in LOCKS:
        if (root / name).is_file():
            digest.update(name.encode() + (root / name).read_bytes())
    return digest.hexdigest()[:16]


def read_records(cache: Path) -> dict[str, Record]:
    """Return {notebook: record} of a cache, without those that are damaged or of another format."""
    try:
        found = json.loads((cache / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {name: record for name, fields in found.items() if (record := _record(fields))
            } if isinstance(found, dict) else {}


def _record(values: Any) -> Record | None:
    try:
        record = Record(**values)
    except TypeError:
        return None
    sound = (all(isinstance(found, dict) for found in (record.variant, record.files,
                                                       record.folders))
             and isinstance(record.modules, list) and isinstance(record.seconds, float))
    return record if sound and record.format == FORMAT else None


def write_records(cache: Path, records: dict[str, Record]) -> None:
    """Write the records, whole or not at all."""
    partial = (cache / FILE).with_suffix(".partial")
    found = {name: asdict(record) for name, record in records.items()}
    partial.write_text(json.dumps(found, indent=1, sort_keys=True), encoding="utf-8")
    partial.replace(cache / FILE)


def result_ids(records: dict[str, Record]) -> dict[str, str]:
    """Return {notebook: what changes whenever it has run again}."""
    return {name: hashlib.sha256(json.dumps(asdict(record), sort_keys=True).encode())
            .hexdigest()[:16] for name, record in records.items()}


def make_record(code: str, environment: str, variant: Mapping[str, str], report: Report,
                root: Path, seconds: float) -> Record:
    """Return the record of a notebook that has just run and reported what it read."""
    files = {name: digest_as_read(root / name, opened) for name, opened in report.files.items()}
    folders = {name: names_digest(root / name, names) for name, names in report.folders.items()}
    asked = {name: variant[name] for name in report.asked}
    return Record(code, environment, asked, files, folders, report.modules, round(seconds, 2),
                  sys.version.split()[0])


def reasons(record: Record | None, code: str, environment: str, variant: Mapping[str, str],
            root: Path) -> list[str]:
    """Return why a notebook is stale, [] when it is fresh."""
    if record is None:
        return ["it has not been executed yet"]
    found = [] if record.code == code else ["its code changed"]
    found += [f"{name} changed" for name, value in record.variant.items()
              if variant.get(name) != value]
    if record.environment != environment:
        found.append("the environment changed")
    found += [f"{name} changed while it ran" if digest == CHANGED else f"{name} changed"
              for name, digest in record.files.items() if file_digest(root / name) != digest]
    found += [f"files were added to or removed from {name}/"
              for name, digest in record.folders.items() if folder_digest(root / name) != digest]
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
