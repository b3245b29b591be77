"""The whole book as an RO-Crate: what it consists of, and what each page was computed from.

Follows RO-Crate 1.1 and Process Run Crate 0.5 (www.researchobject.org). A crate is a zip of the
files and of ``ro-crate-metadata.json``, JSON-LD that any reader of schema.org terms understands.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from thesis.exports.archive import zip_bytes
from thesis.exports.crate_entities import EDITIONS, describe

SOURCES = ("_config.yml", "_toc.yml", "index.md", "references.bib", "CITATION.cff", "LICENSE",
           "LICENSE-TEXT.md", "README.md", "CHANGELOG.md", "Makefile", "pyproject.toml",
           "requirements.lock", "chapters/**/*.md", "notebooks/*.ipynb", "data/*",
           "locale/**/*.po", "nbrefresh/**/*", "thesis/**/*", "tests/**/*")
INPUTS = ("references.bib", "index.md", "chapters/*.md", "notebooks/*.ipynb", "data/*.csv",
          "locale/**/*.po")
METADATA = "ro-crate-metadata.json"


class NotBuilt(Exception):
    """The book that a crate should hold is missing or older than its text or data."""


def crate_file(root: Path, build: Path, exports: dict[str, bytes]) -> bytes:
    """Return the crate as a zip.

    root: the repository; build: the folder with ``html/`` and ``pdf/``; exports: name -> content
    of the other exchange formats. Raises NotBuilt.
    """
    refuse_stale_book(root, build)
    files = dict(sorted(crate_files(root, build)))
    files |= {f"exports/{name}": content for name, content in exports.items()}
    built = (build / "pdf" / EDITIONS["id"].pdf).stat().st_mtime
    graph = describe(root, files, built)
    document = {"@context": "https://w3id.org/ro/crate/1.1/context", "@graph": graph}
    metadata = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return zip_bytes({METADATA: metadata.encode(), **files})


def refuse_stale_book(root: Path, build: Path) -> None:
    """Raise NotBuilt where a page would not show what the data in the crate say."""
    pdf = build / "pdf" / EDITIONS["id"].pdf
    if not pdf.exists() or not (build / EDITIONS["id"].folder / "index.html").exists():
        raise NotBuilt("the book is not built yet: run `thesis build`")
    newer = [path for pattern in INPUTS for path in sorted(root.glob(pattern))
             if path.stat().st_mtime > pdf.stat().st_mtime]
    if newer:
        name = newer[0].relative_to(root).as_posix()
        raise NotBuilt(f"{name} is newer than the book: run `thesis build` again")


def crate_files(root: Path, build: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (path in the crate, content): sources of the book, and each edition that is built."""
    for pattern in SOURCES:
        yield from _read(root, root.glob(pattern), "")
    for edition in EDITIONS.values():
        yield from _read(build, (build / edition.folder).rglob("*"), "book/")
        yield from _read(build, (build / "pdf").glob(edition.pdf), "book/")


def _read(base: Path, paths: Iterator[Path], prefix: str) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        name = path.relative_to(base)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        if path.is_file() and not hidden:
            yield prefix + name.as_posix(), path.read_bytes()
