"""Bring the results of all notebooks of a project up to date."""

import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

import joblib
from jupyter_cache.base import JupyterCacheAbstract

from nbrefresh.execute import Job, Outcome, execute
from nbrefresh.interrupts import shielded
from nbrefresh.kernels import preloadable
from nbrefresh.project import Notebook, read_notebooks
from nbrefresh.records import Record, environment_digest, read_records, reasons, write_records
from nbrefresh.store import has_result, open_cache, store
from nbrefresh.workers import workers

RECORDS = "records.json"
NO_VARIABLES = MappingProxyType({})
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


def why_stale(root: Path, cache_path: Path, variant: str = "") -> dict[str, list[str]]:
    """Return {notebook: reasons why it is stale}, [] for a fresh one."""
    cache, records = open_cache(cache_path), read_records(cache_path / RECORDS)
    return {notebook.name: _why(notebook, root, cache, records, environment_digest(root), variant)
            for notebook in read_notebooks(root)}


def _why(notebook: Notebook, root: Path, cache: JupyterCacheAbstract, records: dict[str, Record],
         environment: str, variant: str) -> list[str]:
    found = reasons(records.get(notebook.name), notebook.code, environment, variant, root)
    return found or ([] if has_result(notebook, cache) else LOST)


def refresh(root: Path, cache_path: Path, variant: str = "", timeout: int = 300,
            report: Callable[[Progress], None] = lambda progress: None,
            variables: Mapping[str, str] = NO_VARIABLES, scheduler: str = "") -> Refreshed:
    """Execute the stale notebooks of a project and put the results into its jupyter-cache.

    root: the project; cache_path: the folder of jupyter-cache; variant: what else the results
    depend on, such as the language; timeout: seconds a cell; report: called at the start and
    whenever a notebook has ended; variables: of the environment of the kernels, beside those of
    the process that starts them; scheduler: address of a Dask scheduler whose workers run the
    notebooks. Without it they run here, one a core. One that fails leaves the results of the
    others, and its error is in the result. An interrupt ends those that run, and keeps the results
    of those that have ended. Raises NoCluster.
    """
    root = root.resolve()
    cache, records = open_cache(cache_path), read_records(cache_path / RECORDS)
    environment = environment_digest(root)
    notebooks = read_notebooks(root)
    why = {notebook: found for notebook in notebooks
           if (found := _why(notebook, root, cache, records, environment, variant))}
    result = Refreshed({notebook.name: found for notebook, found in why.items()},
                       [notebook.name for notebook in notebooks if notebook not in why])
    if not why:
        return result
    longest_first = sorted(why, key=lambda notebook: -float(
        records.get(notebook.name, {}).get("seconds", 1e9)))
    waiting = [notebook.name for notebook in longest_first]
    folders = {notebook.path.parent for notebook in why}
    job = Job(uuid.uuid4().hex, root, environment, variant, timeout, dict(variables),
              None if scheduler else preloadable(records.values(), folders), tuple(folders))
    with workers(job.name, len(why), scheduler) as (parallel, width):
        report(Progress(0, len(why), tuple(waiting[:width])))
        for outcome in parallel(joblib.delayed(execute)(one, job) for one in longest_first):
            with shielded():
                _keep(outcome, cache, cache_path / RECORDS, records)
            result.errors += filter(None, [outcome.error])
            waiting.remove(outcome.notebook.name)
            report(Progress(len(why) - len(waiting), len(why), tuple(waiting[:width])))
    return result


def _keep(outcome: Outcome, cache: JupyterCacheAbstract, path: Path,
          records: dict[str, Record]) -> None:
    """Put the result of a notebook into the cache and its record into the records."""
    if outcome.error:
        records.pop(outcome.notebook.name, None)
    else:
        store(outcome.notebook, outcome.seconds, cache)
        records[outcome.notebook.name] = outcome.record
    write_records(path, records)
