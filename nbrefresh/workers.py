"""Where notebooks run: in threads of this process, or on the workers of a Dask cluster.

Here kernels are forked from a fork server, one notebook a core and one more, since each waits now
and then for its kernel. On a cluster every worker starts plain kernels, so that nothing stays
there; its workers need the same environment and see the project at the same place, such as on a
shared disk. Results always come back to this process.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import joblib

from nbrefresh import jobs
from nbrefresh.interrupts import shielded

AS_THEY_END = {"return_as": "generator_unordered", "batch_size": 1}
Workers = tuple[joblib.Parallel, int]


class NoCluster(OSError):
    """Says why notebooks cannot run on the cluster that was asked for."""


@contextmanager
def workers(job: str, tasks: int, scheduler: str = "") -> Iterator[Workers]:
    """Give what runs tasks, and how many at a time; stop the job when an error or Ctrl-C comes.

    scheduler: the address of a Dask scheduler, "" to run here. Raises NoCluster.
    """
    if scheduler:
        with _cluster(job, scheduler) as found:
            yield found
        return
    width = max(2, min((os.cpu_count() or 1) + 1, tasks))  # one alone would be deaf to Ctrl-C
    with _stopped_on_error(lambda: jobs.stop(job)):
        yield joblib.Parallel(width, prefer="threads", **AS_THEY_END), width


@contextmanager
def _cluster(job: str, scheduler: str) -> Iterator[Workers]:
    try:
        from distributed import Client
    except ImportError as error:
        raise NoCluster("a Dask cluster needs the package distributed") from error
    try:
        client = Client(scheduler, timeout=5, set_as_default=False)
    except (OSError, ValueError) as error:
        raise NoCluster(f"no Dask scheduler answers at {scheduler}: {error}") from error
    with client, joblib.parallel_config("dask", client=client):
        width = sum(client.nthreads().values())
        if not width:
            raise NoCluster(f"the Dask scheduler at {scheduler} has no workers")
        with _stopped_on_error(lambda: client.run(jobs.stop, job, patience=0)):
            yield joblib.Parallel(width, **AS_THEY_END), width


@contextmanager
def _stopped_on_error(stop: Callable[[], object]) -> Iterator[None]:
    try:
        yield
    except BaseException:
        with shielded():
            stop()
        raise
