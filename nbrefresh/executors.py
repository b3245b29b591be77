"""Where notebooks run: in threads of this process, or on the workers of a Dask cluster.

Here kernels are forked from a fork server. On a cluster every worker starts plain kernels, so that
nothing stays there; its workers need the same environment and see the project at the same place,
such as on a shared disk. Results always come back to this process.
"""

import os
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import CancelledError, ThreadPoolExecutor, as_completed
from contextlib import AbstractContextManager, contextmanager, suppress
from dataclasses import replace
from functools import partial
from typing import Any

from nbrefresh.cancel import cancel
from nbrefresh.execute import Batch, Outcome, execute
from nbrefresh.interrupts import shielded
from nbrefresh.project import Notebook, ProjectError

Running = tuple[Iterator[Outcome], int]  # outcomes as notebooks end, how many run at a time
Executor = Callable[[Sequence[Notebook], Batch], AbstractContextManager[Running]]
PATIENCE = 30.0  # seconds without any worker: a cluster replaces one that died in less


class NoCluster(ProjectError):
    """Says why notebooks cannot run on the cluster that was asked for."""


def executor(scheduler: str = "", width: int = 0) -> Executor:
    """Return what runs notebooks: here, or on the workers of the Dask scheduler at an address.

    width: how many run here at a time, 0 for one a core and one more, since each waits now and
    then for its kernel. An error or Ctrl-C inside the context cancels those that run.
    """
    if scheduler:
        return partial(_on_dask, scheduler)
    return partial(_in_threads, width or (os.cpu_count() or 1) + 1)


@contextmanager
def _in_threads(width: int, notebooks: Sequence[Notebook], batch: Batch) -> Iterator[Running]:
    with ThreadPoolExecutor(width) as pool, _on_error(partial(cancel, batch.name)):
        futures = {pool.submit(execute, notebook, batch): notebook for notebook in notebooks}
        yield (_outcome(done, futures[done]) for done in as_completed(futures)), width


@contextmanager
def _on_dask(address: str, notebooks: Sequence[Notebook], batch: Batch) -> Iterator[Running]:
    """Raise NoCluster where no worker is left, or the scheduler is gone."""
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster("a Dask cluster needs the package distributed") from error
    try:
        client = Client(address, timeout=5, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {address}: {error}") from error
    with client, _on_error(partial(_cancel_on_workers, client, batch.name)):
        width = sum(client.nthreads().values())
        if not width:
            raise NoCluster(f"the Dask scheduler at {address} has no workers")
        plain = replace(batch, preload=None)
        futures = {client.submit(execute, notebook, plain, pure=False): notebook
                   for notebook in notebooks}
        yield _as_completed(client, futures), width


def _cancel_on_workers(client: Any, batch: str) -> None:
    with suppress(OSError):  # where the scheduler has gone there is nothing to reach
        client.run(cancel, batch, on_error="ignore")


def _as_completed(client: Any, futures: dict[Any, Notebook]) -> Iterator[Outcome]:
    """Give outcomes; NoCluster once no worker has been there for `PATIENCE` seconds.

    The scheduler gives the notebook of a worker that dies to another one, and the fourth death
    makes it an error (``distributed.scheduler.allowed-failures``); without workers it would wait
    for ever, as `distributed.as_completed` would.
    """
    from distributed import wait

    left, seen = dict(futures), time.monotonic()
    while left:
        try:
            with suppress(TimeoutError), client.as_current():
                wait(list(left), timeout=1, return_when="FIRST_COMPLETED")
            seen = time.monotonic() if client.nthreads() else seen
        except (OSError, CancelledError) as error:
            raise NoCluster("the Dask scheduler has gone") from error
        for future in [future for future in left if future.done()]:
            yield _outcome(future, left.pop(future))
        if left and time.monotonic() - seen > PATIENCE:
            names = ", ".join(notebook.name for notebook in left.values())
            raise NoCluster(f"no worker of the Dask cluster is left to run {names}")


def _outcome(future: Any, notebook: Notebook) -> Outcome:
    """Return the outcome of a notebook, also where running it raised what nobody expected."""
    error = future.exception()
    if error is None:
        outcome: Outcome = future.result()
        return outcome
    return Outcome(notebook, error=f"{notebook.name}: {type(error).__name__}: {error}")


@contextmanager
def _on_error(clean_up: Callable[[], object]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with shielded():
            clean_up()
        raise
