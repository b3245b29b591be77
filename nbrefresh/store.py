"""The results of notebooks in jupyter-cache, where MyST-NB finds them; one process writes.

Others may read at the same time. jupyter-cache itself replaces a result by removing it first, so
that a reader finds nothing for a moment; here its file and its record are replaced in one step.
"""

import copy
from contextlib import suppress
from pathlib import Path

import nbformat
from jupyter_cache import get_cache
from jupyter_cache.base import JupyterCacheAbstract
from jupyter_cache.cache.db import NbCacheRecord, OrmBase, session_context

from nbrefresh.project import READ_FORMATS, Notebook


def open_cache(path: Path) -> JupyterCacheAbstract:
    """Return the jupyter-cache in a folder, with the tables that a killed build did not make."""
    cache = get_cache(str(path))
    OrmBase.metadata.create_all(cache.db)
    return cache


def store(notebook: Notebook, seconds: float, cache: JupyterCacheAbstract) -> None:
    """Put an executed notebook into the cache, in the place of an older result."""
    uri = cache.add_nb_to_project(str(notebook.path),
                                  read_data=READ_FORMATS[notebook.path.suffix]).uri
    hashed, key = cache.create_hashed_notebook(notebook.cells)
    # where a result lies is known to the cache only, and `cache_notebook_bundle` is not atomic
    path = cache._get_notebook_path_cache(key)
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_suffix(".partial")
    partial.write_text(nbformat.writes(hashed, nbformat.NO_CONVERT), encoding="utf-8")
    partial.replace(path)
    with session_context(cache.db) as session:
        record = (session.query(NbCacheRecord).filter_by(hashkey=key).one_or_none()
                  or NbCacheRecord(hashkey=key))
        record.uri, record.data = uri, {"execution_seconds": seconds}
        session.add(record)
        session.commit()
    cache.truncate_caches()


def forget(notebook: Notebook, cache: JupyterCacheAbstract) -> None:
    """Remove the result of a notebook from the cache, if it has one."""
    with suppress(KeyError):
        cache.remove_cache(cache.match_cache_notebook(notebook.cells).pk)


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


def copy_result(notebook: Notebook, source: JupyterCacheAbstract,
                target: JupyterCacheAbstract) -> None:
    """Put the result that a notebook has in one cache into another."""
    record = source.match_cache_notebook(notebook.cells)
    _move_outputs(source.get_cache_bundle(record.pk).nb, notebook,
                  record.data.get("execution_seconds", 0), target)


def _move_outputs(old: nbformat.NotebookNode, notebook: Notebook, seconds: float,
                  cache: JupyterCacheAbstract) -> None:
    outputs = iter([cell for cell in old.cells if cell.cell_type == "code"])
    for cell in notebook.cells.cells:
        if cell.cell_type == "code":
            done = next(outputs)
            cell.outputs = copy.deepcopy(done.outputs)
            cell.execution_count = done.execution_count
    store(notebook, seconds, cache)


def _sources(notebook: nbformat.NotebookNode) -> list[str]:
    return [cell.source for cell in notebook.cells if cell.cell_type == "code"]
