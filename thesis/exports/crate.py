"""The whole book as an RO-Crate: what it consists of, and what each page was computed from.

Follows RO-Crate 1.1 and Process Run Crate 0.5 (www.researchobject.org). A crate is a zip of the
files and of ``ro-crate-metadata.json``, JSON-LD that any reader of schema.org terms understands.
"""

import json
from collections.abc import Iterator
from pathlib import Path

from thesis.exports.archive import zip_bytes
from thesis.exports.crate_entities import describe
from thesis.project.edition import LANGUAGES, Edition
from thesis.project.inputs import book_made_from, book_step
from thesis.project.paths import BUILD
from thesis.project.state import recorded

SOURCES = ("_config.yml", "_toc.yml", "index.md", "references.bib", "CITATION.cff", "LICENSE",
           "LICENSE-TEXT.md", "README.md", "CHANGELOG.md", "Makefile", "pyproject.toml",
           "requirements.lock", "chapters/**/*.md", "notebooks/*.ipynb", "data/*",
           "locale/**/*.po", "nbrefresh/**/*", "thesis/**/*", "tests/**/*", "benchmarks/*")
METADATA = "ro-crate-metadata.json"
CONTEXT = ["https://w3id.org/ro/crate/1.1/context",
           "https://w3id.org/ro/terms/workflow-run/context"]  # it knows sha256


class NotBuilt(Exception):
    """The book that a crate should hold is missing or older than its text or data."""


def crate_file(root: Path, exports: dict[str, bytes]) -> bytes:
    """Return the crate as a zip.

    root: the project, with its built book; exports: name -> content of the other exchange formats.
    """
    files = dict(sorted(crate_files(root)))
    files |= {f"exports/{name}": content for name, content in exports.items()}
    built = Edition(root).pdf.stat().st_mtime
    graph = describe(root, files, built)
    document = {"@context": CONTEXT, "@graph": graph}
    metadata = json.dumps(document, ensure_ascii=False, indent=1) + "\n"
    return zip_bytes({METADATA: metadata.encode(), **files})


def refuse_stale_book(edition: Edition) -> None:
    """Raise NotBuilt where the built book would not show what the data in the crate say."""
    made_from = recorded(edition.root, book_step(edition))
    if not isinstance(made_from, dict) or not edition.pdf.exists():
        raise NotBuilt("the book is not built yet: run `thesis build`")
    now = book_made_from(edition.root)
    if any(made_from.get(part) != now[part] for part in ("inputs", "included")):
        raise NotBuilt("something that the book is made from has changed: run `thesis build` again")


def crate_files(root: Path) -> Iterator[tuple[str, bytes]]:
    """Yield (path in the crate, content): sources of the book, and each edition that is built."""
    for pattern in SOURCES:
        yield from _read(root, root.glob(pattern), "")
    for language in LANGUAGES:
        edition = Edition(root, language)
        yield from _read(root / BUILD, edition.html.rglob("*"), "book/")
        yield from _read(root / BUILD, iter([edition.pdf]), "book/")


def _read(base: Path, paths: Iterator[Path], prefix: str) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        name = path.relative_to(base)
        hidden = any(part.startswith(".") or part == "__pycache__" for part in name.parts)
        if path.is_file() and not hidden:
            yield prefix + name.as_posix(), path.read_bytes()
