"""The evidence base as one file: a Frictionless data package that tools read from the zip."""

import json
from pathlib import Path

from thesis.exports.archive import zip_bytes

BESIDE = {", one directory up": "", "../references.bib": "references.bib"}


def package_file(root: Path) -> bytes:
    """Return the zip: description first, tables, README, sources and licence, all at its top.

    In the repository the sources are one folder above the tables; here they are beside them, and
    description and README say so.
    """
    folder = root / "data"
    package = json.loads(_text(folder / "datapackage.json"))
    entries = {name: _beside(folder / name) for name in ("datapackage.json", "README.md")}
    for resource in package["resources"]:
        entries[resource["path"]] = (folder / resource["path"]).read_bytes()
    for name in ("references.bib", "LICENSE-TEXT.md"):
        entries[name] = (root / name).read_bytes()
    return zip_bytes(entries)


def _beside(path: Path) -> bytes:
    text = _text(path)
    for old, new in BESIDE.items():
        text = text.replace(old, new)
    return text.encode()


def _text(path: Path) -> str:
    return path.read_text(encoding="utf-8")
