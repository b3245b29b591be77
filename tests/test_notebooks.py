"""The notebooks of the project hold the outputs that the last build computed."""

import nbformat
import pytest

from nbrefresh.run import outputs
from thesis.project.edition import Edition
from thesis.project.paths import CODE as ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def computed():
    return outputs(ROOT, Edition(ROOT).cache)


@pytest.mark.built
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_a_notebook_holds_what_its_cells_compute(computed, path):
    kept = nbformat.read(path, nbformat.NO_CONVERT).cells
    for cell, now in zip(kept, computed[f"notebooks/{path.stem}"].cells, strict=True):
        assert (cell.source, cell.get("outputs")) == (now.source, now.get("outputs"))
