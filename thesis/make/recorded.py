"""Notebooks that keep their outputs, which the tests replay: they are those of the present data."""

from collections.abc import Iterator, Mapping
from pathlib import Path

import nbformat
from nbformat import NotebookNode

from thesis.check.problem import Problem
from thesis.project.files import write_whole


def recorded_problems(root: Path, notebooks: Mapping[str, NotebookNode]) -> Iterator[Problem]:
    """Yield the notebooks below `root` whose outputs are not those of `notebooks`, by name."""
    for path, _ in _outdated(root, notebooks):
        yield Problem(path.relative_to(root).as_posix(), 0, "", "the recorded outputs are others "
                      "than those of the present data", "what its cells print now",
                      "thesis check --fix", "recorded-output", path.stem)


def record_outputs(root: Path, notebooks: Mapping[str, NotebookNode]) -> Iterator[Path]:
    """Yield the files of those notebooks, written with the outputs of `notebooks`."""
    for path, notebook in list(_outdated(root, notebooks)):
        write_whole(path, nbformat.writes(notebook) + "\n")
        yield path


def _outdated(root: Path,
              notebooks: Mapping[str, NotebookNode]) -> Iterator[tuple[Path, NotebookNode]]:
    for name, executed in notebooks.items():
        path = root / f"{name}.ipynb"
        if not path.exists():
            continue
        kept = nbformat.read(path, nbformat.NO_CONVERT)
        before = _printed(kept)
        for cell, done in zip(kept.cells, executed.cells, strict=True):
            if cell.cell_type == "code":
                cell.outputs = done.outputs
        if _printed(kept) != before:
            yield path, kept


def _printed(notebook: NotebookNode) -> list[str]:
    """Return what each code cell printed; streams may be cut anywhere."""
    return ["".join(output.get("text", "") or str(output.get("data", ""))
                    for output in cell.outputs)
            for cell in notebook.cells if cell.cell_type == "code"]
