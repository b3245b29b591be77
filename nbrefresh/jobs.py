"""The notebooks that run in this process, so that another thread can stop them."""

import asyncio
import threading
import time
from collections.abc import Coroutine
from typing import Any

_lock = threading.Lock()
_stopped: set[str] = set()
_running: dict[asyncio.Task, tuple[str, asyncio.AbstractEventLoop]] = {}


def run_for(job: str, work: Coroutine) -> Any:
    """Return what `work` of a job gives; CancelledError once the job has been stopped."""
    return asyncio.run(_registered(job, work))


async def _registered(job: str, work: Coroutine) -> Any:
    task = asyncio.current_task()
    with _lock:
        if job in _stopped:
            work.close()
            raise asyncio.CancelledError
        _running[task] = job, asyncio.get_running_loop()
    try:
        return await work
    finally:
        with _lock:
            del _running[task]


def stop(job: str, patience: float = 10.0) -> None:
    """Cancel all work of a job in this process; wait until it has ended, or `patience` seconds."""
    with _lock:
        _stopped.add(job)
        for task, (owner, loop) in _running.items():
            if owner == job:
                loop.call_soon_threadsafe(task.cancel)
    end = time.monotonic() + patience
    while time.monotonic() < end and job in {owner for owner, _ in list(_running.values())}:
        time.sleep(0.01)
