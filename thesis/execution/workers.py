"""Where notebooks run: in threads of this process, one a core, each with its own kernel."""

import os
from collections.abc import Iterator
from contextlib import contextmanager

import joblib

from thesis.execution import jobs
from thesis.execution.execute import Job
from thesis.execution.interrupts import shielded

AS_THEY_END = "generator_unordered"


@contextmanager
def workers(job: Job, tasks: int) -> Iterator[tuple[joblib.Parallel, int]]:
    """Give what runs tasks, and how many at a time; stop what still runs when an error comes."""
    width = max(2, min(os.cpu_count() or 1, tasks))  # one would run in this thread, deaf to Ctrl-C
    try:
        yield joblib.Parallel(width, prefer="threads", return_as=AS_THEY_END), width
    except BaseException:
        with shielded():
            jobs.stop(job.name)
        raise
