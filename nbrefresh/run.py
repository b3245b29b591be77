"""Bring the results of all notebooks of a project up to date."""

import uuid
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import nbformat
from jupyter_cache.base import JupyterCacheAbstract

from nbrefresh.execute import Batch, Outcome
from nbrefresh.executors import Executor, executor
from nbrefresh.interrupts import shielded
from nbrefresh.kernels import preloadable
from nbrefresh.project import Notebook, read_notebooks
from nbrefresh.records import Record, environment_digest, read_records, reasons, write_records
from nbrefresh.store import copy_result, forget, has_result, open_cache, store

NONE: Mapping[str, str] = MappingProxyType({})
LOST = ["its result is not in the cache"]


@dataclass(frozen=True)
class Progress:
    """How far a refresh is: `done` of `total` stale notebooks, and those that run now."""

    done: int
    total: int
    running: tuple[str, ...]


@dataclass
class Refreshed:
    """What a refresh did: {notebook: why it was stale}, the fresh ones, errors of the failed."""

    stale: dict[str, list[str]]
    kept: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def why_stale(root: Path, cache_path: Path, variant: Mapping[str, str] = NONE,
              notebooks: Sequence[Notebook] | None = None) -> dict[str, list[str]]:
    """Return {notebook: reasons why it is stale}, [] for a fresh one; see `refresh`."""
    root = root.resolve()
    cache, records = open_cache(cache_path), read_records(cache_path)
    return {notebook.name: _why(notebook, root, cache, records, environment_digest(root), variant)
            for notebook in (read_notebooks(root) if notebooks is None else notebooks)}


def _why(notebook: Notebook, root: Path, cache: JupyterCacheAbstract, records: dict[str, Record],
         environment: str, variant: Mapping[str, str]) -> list[str]:
    found = reasons(records.get(notebook.name), notebook.code, environment, variant, root)
    return found or ([] if has_result(notebook, cache) else LOST)


def outputs(root: Path, cache_path: Path) -> dict[str, nbformat.NotebookNode]:
    """Return {notebook: with outputs} of those that have a result in the cache, fresh or not."""
    cache, found = open_cache(cache_path), {}
    for notebook in read_notebooks(root.resolve()):
        with suppress(KeyError):
            found[notebook.name] = cache.merge_match_into_notebook(notebook.cells)[1]
    return found


def refresh(root: Path, cache_path: Path, variant: Mapping[str, str] = NONE, timeout: int = 300,
            report: Callable[[Progress], None] = lambda progress: None,
            variables: Mapping[str, str] = NONE, run: Executor | None = None,
            notebooks: Sequence[Notebook] | None = None,
            others: Iterable[Path] = ()) -> Refreshed:
    """Execute the stale notebooks of a project and put the results into its jupyter-cache.

    root: the project; cache_path: the folder of jupyter-cache, one for each root and variant;
    variant: {variable of the environment of the kernels: value}, such as a language, of which a
    result depends on those that its notebook asks for; timeout: seconds a cell; report: called at
    the start and whenever a notebook has ended; variables: further ones of that environment, on
    which no result depends; run: where notebooks run (`nbrefresh.executors.executor`), here
    without it; notebooks: other ones than those of the table of contents; others: caches of other
    variants, whose results are taken where they are those of this one, too. One that fails leaves
    the results of the others, and its error is in the result. An interrupt ends those that run, and
    keeps the results of those that have ended. Raises ProjectError.
    """
    root = root.resolve()
    cache, records = open_cache(cache_path), read_records(cache_path)
    environment = environment_digest(root)
    notebooks = read_notebooks(root) if notebooks is None else notebooks
    why = {notebook: found for notebook in notebooks
           if (found := _why(notebook, root, cache, records, environment, variant))}
    for other in filter(Path.exists, others) if why else ():
        results, theirs = open_cache(other), read_records(other)
        for notebook in list(why):
            if not _why(notebook, root, results, theirs, environment, variant):
                copy_result(notebook, results, cache)
                records[notebook.name] = theirs[notebook.name]
                del why[notebook]
        write_records(cache_path, records)
    result = Refreshed({notebook.name: found for notebook, found in why.items()},
                       [notebook.name for notebook in notebooks if notebook not in why])
    if not why:
        return result
    known = {name: record.seconds for name, record in records.items()}
    longest_first = sorted(why, key=lambda notebook: -known.get(notebook.name, 1e9))
    waiting = [notebook.name for notebook in longest_first]
    batch = Batch(uuid.uuid4().hex, root, environment, dict(variant), timeout, dict(variables),
                  preloadable(records.values()))
    with (run or executor())(longest_first, batch) as (outcomes, width):
        report(Progress(0, len(why), tuple(waiting[:width])))
        for outcome in outcomes:
            with shielded():
                _keep(outcome, cache, cache_path, records)
            result.errors += filter(None, [outcome.error])
            waiting.remove(outcome.notebook.name)
            report(Progress(len(why) - len(waiting), len(why), tuple(waiting[:width])))
    return result


def _keep(outcome: Outcome, cache: JupyterCacheAbstract, cache_path: Path,
          records: dict[str, Record]) -> None:
    """Put the result of a notebook into the cache and its record into the records.

    Of one that failed nothing is left, so that Jupyter Book does not show an older result.
    """
    name = outcome.notebook.name
    if outcome.record is None:
        forget(outcome.notebook, cache)
        records.pop(name, None)
    else:
        store(outcome.notebook, outcome.record.seconds, cache)
        records[name] = outcome.record
    write_records(cache_path, records)
