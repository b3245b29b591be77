"""The notebooks of a Jupyter Book 1 project, as MyST-NB reads them."""

import copy
import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

import nbformat
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import create_nb_reader
from myst_parser.config.main import MdParserConfig
from sphinx.project import Project
from sphinx.util.matching import patmatch
from sphinx_external_toc.parsing import MalformedError, parse_toc_yaml
from yaml import YAMLError

RUN_TAGS = {"raises-exception", "skip-execution"}
SUFFIXES = (".md", ".ipynb")
LOADED = re.compile(r"^:?load: *(\S+) *$", re.MULTILINE)
READ_FORMATS = {".md": {"type": "plugin", "name": "myst_nb_md"},
                ".ipynb": {"name": "nbformat", "type": "plugin"}}


class ProjectError(Exception):
    """Says what keeps all notebooks from being executed, and what to do."""


@dataclass(frozen=True, eq=False)
class Notebook:
    """A notebook: its name (as in the table of contents), its file, its cells, its settings.

    timeout: seconds a cell, None where it has no wish of its own.
    """

    name: str
    path: Path
    cells: nbformat.NotebookNode
    timeout: int | None = None
    allow_errors: bool = False

    @property
    def kernel(self) -> str:
        """The name of its kernel."""
        return str(self.cells.metadata.get("kernelspec", {}).get("name", "python3"))

    @property
    def code(self) -> str:
        """A digest of what runs: the kernel and the code cells; other tags do not matter."""
        cells = [(cell.source, sorted(RUN_TAGS & set(cell.metadata.get("tags", ()))))
                 for cell in self.cells.cells if cell.cell_type == "code"]
        text = json.dumps([self.kernel, self.allow_errors, cells], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_notebooks(root: Path, config: NbParserConfig | None = None,
                   pages: Iterable[Path] | None = None) -> list[Notebook]:
    """Return the notebooks that MyST-NB would take from the cache, in the order of `pages`.

    config: MyST-NB's settings for the whole project; pages: files, those of the table of contents
    where None. Raises ProjectError.
    """
    config = replace(config or NbParserConfig(), execution_mode="cache")
    found = [Notebook(path.relative_to(root).with_suffix("").as_posix(), path, cells)
             for path in (pages_of(root) if pages is None else pages)
             if not any(path.match(pattern) for pattern in config.execution_excludepatterns)
             and (cells := read_notebook(path)) is not None]
    return [one for notebook in found if (one := _with_settings(notebook, config))]


def _with_settings(notebook: Notebook, config: NbParserConfig) -> Notebook | None:
    """Return a notebook with its settings, None where it says that no cache is to be used."""
    metadata = notebook.cells.metadata
    for pattern, alias in config.kernel_rgx_aliases.items():
        if "kernelspec" in metadata and re.fullmatch(pattern, notebook.kernel):
            metadata["kernelspec"]["name"] = alias
            break
    of_file, own = metadata.get(config.metadata_key, {}), metadata.get("execution", {})
    try:
        config = config.copy(**of_file)
    except TypeError as error:
        raise ProjectError(f"{notebook.path}: {config.metadata_key}: {error}") from error
    return None if config.execution_mode != "cache" else replace(
        notebook, timeout=own.get("timeout", of_file.get("execution_timeout")),
        allow_errors=own.get("allow_errors", config.execution_allow_errors))


def pages_of(root: Path, exclude: Iterable[str] = (), with_others: bool = False) -> list[Path]:
    """Return the files of the table of contents that can be notebooks, in its order.

    exclude: patterns of paths, as Sphinx's; with_others: also those that it does not name, which
    Jupyter Book builds unless told ``only_build_toc_files``. Raises ProjectError.
    """
    toc = root / "_toc.yml"
    if not toc.is_file():
        raise ProjectError(f"{toc}: missing: is {root} a project of Jupyter Book 1?")
    try:
        named = parse_toc_yaml(toc)
    except (OSError, MalformedError, ValueError, YAMLError) as error:
        raise ProjectError(f"{toc}: {error}") from error
    found = [path for name in named for path in candidates(root, name)]
    if with_others or named.globs():
        project = Project(root, SUFFIXES)
        names = sorted(project.discover(["_build", "**.ipynb_checkpoints", *exclude]))
        found += [root / project.doc2path(name, absolute=False) for name in names
                  if with_others or any(patmatch(name, pattern) for pattern in named.globs())]
    return list(dict.fromkeys(found))


def candidates(root: Path, name: str) -> list[Path]:
    """Return the file of an entry of the table of contents, if it can be a notebook."""
    path = root / name
    paths = [path] if path.suffix in SUFFIXES else [path.with_name(path.name + s) for s in SUFFIXES]
    return [path for path in paths if path.is_file()][:1]


def read_notebook(path: Path) -> nbformat.NotebookNode | None:
    """Return a file as a notebook, None where it is a page without code; raises ProjectError."""
    files = path, *_loaded(path, _state(path))
    return copy.deepcopy(_read(path, tuple(map(_state, files))))


def _state(path: Path) -> tuple[int, int]:
    if not path.is_file():
        return 0, 0
    found = path.stat()
    return found.st_mtime_ns, found.st_size


@lru_cache(maxsize=256)
def _loaded(path: Path, _changed: tuple[int, int]) -> tuple[Path, ...]:
    """Return the files that cells of a MyST notebook take their code from (``:load:``)."""
    text = path.read_text("utf-8", errors="replace") if path.suffix == ".md" else ""
    return tuple(path.parent / name for name in LOADED.findall(text))


@lru_cache(maxsize=256)
def _read(path: Path, _changed: tuple[tuple[int, int], ...]) -> nbformat.NotebookNode | None:
    try:
        text = path.read_text(encoding="utf-8")
        reader = create_nb_reader(str(path), MdParserConfig(), NbParserConfig(), text)
        cells = reader and reader.read(text)
    except Exception as error:  # readers raise what they like
        cause = error.__cause__
        at = f":{cause.lineno}:{cause.colno}" if isinstance(cause, json.JSONDecodeError) else ""
        raise ProjectError(f"{path}{at}: cannot be read as a notebook: {error}; fix: restore an "
                           "earlier version of the file, such as from git") from error
    return cells if cells and any(cell.cell_type == "code" for cell in cells.cells) else None


def line_above(notebook: Notebook, index: int) -> int | None:
    """Return how many lines of its file stand above the source of a code cell, None if unknown."""
    lines = notebook.path.read_text(encoding="utf-8").splitlines()
    as_json = notebook.path.suffix == ".ipynb"
    if as_json:
        lines = [line.strip().removesuffix(",") for line in lines]
    above, begin = None, 0
    for cell in notebook.cells.cells[:index + 1]:
        if cell.cell_type == "code":
            source = [json.dumps(line, ensure_ascii=False) if as_json else line.rstrip("\n")
                      for line in cell.source.splitlines(keepends=True)]
            above = next((number for number in range(begin, len(lines))
                          if lines[number:number + len(source)] == source), None)
            begin = begin if above is None else above + len(source)
    return above
