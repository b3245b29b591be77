"""The results of notebooks in jupyter-cache, where MyST-NB finds them; one process writes."""

import copy

from jupyter_cache.base import CacheBundleIn, JupyterCacheAbstract

from thesis.execution.project import READ_FORMATS, Notebook


def store(notebook: Notebook, seconds: float, cache: JupyterCacheAbstract) -> None:
    """Put an executed notebook into the cache, in the place of an older result."""
    record = cache.add_nb_to_project(str(notebook.path),
                                     read_data=READ_FORMATS[notebook.path.suffix])
    cache.cache_notebook_bundle(
        CacheBundleIn(notebook.cells, record.uri, data={"execution_seconds": seconds}),
        check_validity=False, overwrite=True)


def has_result(notebook: Notebook, cache: JupyterCacheAbstract) -> bool:
    """Return whether the cache has the result of a fresh notebook.

    The cache also tells notebooks apart by the tags of cells: where only these have changed, the
    old outputs are stored anew.
    """
    try:
        cache.match_cache_notebook(notebook.cells)
        return True
    except KeyError:
        pass
    for record in cache.list_cache_records():
        if record.uri == str(notebook.path):
            old = cache.get_cache_bundle(record.pk).nb
            if _sources(old) == _sources(notebook.cells):
                _move_outputs(old, notebook, record.data.get("execution_seconds", 0), cache)
                return True
    return False


def _move_outputs(old, notebook: Notebook, seconds: float, cache: JupyterCacheAbstract) -> None:
    outputs = iter([cell for cell in old.cells if cell.cell_type == "code"])
    for cell in notebook.cells.cells:
        if cell.cell_type == "code":
            done = next(outputs)
            cell.outputs = copy.deepcopy(done.outputs)
            cell.execution_count = done.execution_count
    store(notebook, seconds, cache)


def _sources(notebook) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]
