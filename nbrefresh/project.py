"""The notebooks of a Jupyter Book 1 project, as MyST-NB reads them."""

import copy
import hashlib
import json
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

import nbformat
from myst_nb.core.config import NbParserConfig
from myst_nb.core.read import create_nb_reader
from myst_parser.config.main import MdParserConfig
from sphinx_external_toc.parsing import parse_toc_yaml

RUN_TAGS = {"raises-exception", "skip-execution"}
SUFFIXES = (".md", ".ipynb")
READ_FORMATS = {".md": {"type": "plugin", "name": "myst_nb_md"},
                ".ipynb": {"name": "nbformat", "type": "plugin"}}


@dataclass(frozen=True, eq=False)
class Notebook:
    """A notebook: its name (as in the table of contents), its file and its cells."""

    name: str
    path: Path
    cells: nbformat.NotebookNode

    @property
    def code(self) -> str:
        """A digest of what runs: the kernel and the code cells; other tags do not matter."""
        cells = [(cell.source, sorted(RUN_TAGS & set(cell.metadata.get("tags", ()))))
                 for cell in self.cells.cells if cell.cell_type == "code"]
        kernel = self.cells.metadata.get("kernelspec", {}).get("name", "")
        text = json.dumps([kernel, cells], sort_keys=True)
        return hashlib.sha256(text.encode()).hexdigest()[:16]


def read_notebooks(root: Path) -> list[Notebook]:
    """Return the notebooks that the table of contents of a project names, in its order."""
    found = []
    for name in parse_toc_yaml(root / "_toc.yml"):
        for path in candidates(root, name):
            cells = read_notebook(path)
            if cells is not None:
                found.append(Notebook(path.relative_to(root).with_suffix("").as_posix(), path,
                                      cells))
    return found


def candidates(root: Path, name: str) -> list[Path]:
    """Return the file of an entry of the table of contents, if it can be a notebook."""
    path = root / name
    paths = [path] if path.suffix in SUFFIXES else [path.with_name(path.name + s) for s in SUFFIXES]
    return [path for path in paths if path.is_file()][:1]


def read_notebook(path: Path) -> nbformat.NotebookNode | None:
    """Return a file as a notebook, None where it is a page without code."""
    state = path.stat()
    return copy.deepcopy(_read(path, state.st_mtime_ns, state.st_size))


@lru_cache(maxsize=256)
def _read(path: Path, _changed: int, _size: int) -> nbformat.NotebookNode | None:
    text = path.read_text(encoding="utf-8")
    reader = create_nb_reader(str(path), MdParserConfig(), NbParserConfig(), text)
    if reader is None:
        return None
    cells = reader.read(text)
    return cells if any(cell.cell_type == "code" for cell in cells.cells) else None
