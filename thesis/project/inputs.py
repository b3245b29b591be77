"""What each step of a build is made from: files of the project, and the code that it imports."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from thesis.project.edition import Edition
from thesis.project.files import digest_of, digest_of_text, matching
from thesis.project.paths import CODE
from thesis.project.state import commit, recorded

DATA = ("data/*.csv", "data/datapackage.json", "references.bib")
TEXT = ("index.md", "chapters/**/*.md", "notebooks/*.ipynb", "locale/*/LC_MESSAGES/**/*.po")
SETTINGS = ("_config.yml", "_toc.yml", "CITATION.cff", "LICENSE-TEXT.md", "requirements.lock",
            "pyproject.toml")
LABELS = "locale/*/LC_MESSAGES/figures/*.po"
FROM = re.compile(r"^[ \t]*from[ \t]+(thesis[\w.]*)[ \t]+import[ \t]+(\([^)]*\)|[^\n#]+)", re.M)
IMPORT = re.compile(r"^[ \t]*import[ \t]+(thesis[\w.]*)", re.M)


@dataclass(frozen=True)
class Inputs:
    """files: patterns below the root of a project; code: the modules that do the work, which
    count with all that they import; without: packages of the thesis that do not change what comes
    out; code_files: patterns of further files beside the code.
    """

    files: tuple[str, ...] = ()
    code: tuple[str, ...] = ()
    without: tuple[str, ...] = ()
    code_files: tuple[str, ...] = ()


# What only cells use, such as figures, reaches a page through the results of its notebook.
STEPS = {
    "check": Inputs(("data/*", "references.bib", "requirements.lock"), ("thesis.check.rules",)),
    "exports": Inputs((*DATA, "data/README.md", "LICENSE-TEXT.md", "_config.yml"),
                      ("thesis.exports",)),
    "pages": Inputs(("references.bib", "_config.yml", "_toc.yml", "CITATION.cff",
                     "locale/*/LC_MESSAGES/_toc.po"),
                    ("thesis.book",), ("thesis.check", "thesis.exports"),
                    (LABELS, "thesis/book/*.jinja", "thesis/book/static/*",
                     "thesis/book/theme/*", "thesis/book/locale/*/LC_MESSAGES/*")),
    "registers": Inputs(DATA, ("thesis.book",), ("thesis.check", "thesis.exports"), (LABELS,)),
    "printed pages": Inputs(("requirements.lock",), ("thesis.print.fragments",), (),
                            ("thesis/print/*.lua",)),
    "PDF": Inputs(("_config.yml", "CITATION.cff", "fonts/*"), ("thesis.print.pdf",), (),
                  ("thesis/print/*.typ", LABELS)),
    "book": Inputs((*TEXT, *SETTINGS, *DATA, "data/*", "fonts/*"), (), (),
                   ("thesis/**/*", "nbrefresh/**/*", LABELS)),
}


def digest_of_step(root: Path, step: str) -> str:
    """Return what changes whenever a step could give something else."""
    inputs = STEPS[step]
    code = matching(CODE, inputs.code_files) | code_behind(inputs.code, inputs.without)
    code = {path for path in code if "__pycache__" not in path.parts and path.suffix != ".mo"}
    return digest_of_text(digest_of(matching(root, inputs.files), root) + digest_of(code, CODE))


def book_step(edition: Edition) -> str:
    """Return the name of the step that makes a whole edition."""
    return f"book {edition.name}"


def book_made_from(root: Path) -> dict[str, str]:
    """Return what a book is made from: inputs, files that its pages name, the commit it prints."""
    return {"inputs": digest_of_step(root, "book"),
            "included": digest_of(included_files(root), root), "commit": commit(root)}


def input_files(root: Path) -> set[Path]:
    """Return all files of a project that its book is made from, pictures and inclusions too."""
    return matching(root, STEPS["book"].files) | set(included_files(root))


def included_files(root: Path) -> list[Path]:
    """Return the files that pages named when the book was last built: pictures, inclusions."""
    names = recorded(root, "included files")
    found = [root / name for name in names] if isinstance(names, list) else []
    return [path for path in found if path.is_file()]


def code_behind(modules: tuple[str, ...], without: tuple[str, ...] = ()) -> set[Path]:
    """Return the files of modules of the thesis and of all that they import, directly or not."""
    found: set[Path] = set()
    waiting = list(modules)
    while waiting:
        name = waiting.pop()
        path = _file(name)
        if path is None or path in found or name.startswith(without or ("-",)):
            continue
        found.add(path)
        waiting += [*_imports(path, path.stat().st_mtime_ns), name.rpartition(".")[0]]
    return found


def _file(module: str) -> Path | None:
    path = CODE.joinpath(*module.split("."))
    candidates = path.with_suffix(".py"), path / "__init__.py"
    return next((file for file in candidates if module and file.is_file()), None)


@cache
def _imports(path: Path, _changed: int) -> tuple[str, ...]:
    text = path.read_text(encoding="utf-8")
    names = list(IMPORT.findall(text))
    for package, imported in FROM.findall(text):
        words = re.findall(r"(\w+)(?:\s+as\s+\w+)?", imported)
        names += [package, *(f"{package}.{word}" for word in words)]
    return tuple(names)
