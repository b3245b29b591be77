"""The notebooks that run in this process, so that another thread can cancel them."""

import asyncio
import threading
from collections.abc import Coroutine
from typing import Any, TypeVar

Result = TypeVar("Result")
_lock = threading.Lock()
_cancelled: set[str] = set()
_running: dict[asyncio.Task[Any], tuple[str, asyncio.AbstractEventLoop]] = {}


def run_cancellable(batch: str, work: Coroutine[Any, Any, Result]) -> Result:
    """Return what `work` of a batch gives; CancelledError once the batch has been cancelled."""
    return asyncio.run(_registered(batch, work))


async def _registered(batch: str, work: Coroutine[Any, Any, Result]) -> Result:
    task = asyncio.current_task()
    assert task is not None
    with _lock:
        if batch in _cancelled:
            work.close()
            raise asyncio.CancelledError
        _running[task] = batch, asyncio.get_running_loop()
    try:
        return await work
    finally:
        with _lock:
            del _running[task]


def cancel(batch: str) -> None:
    """Cancel all work of a batch in this process, also what has not begun."""
    with _lock:
        _cancelled.add(batch)
        for task, (owner, loop) in _running.items():
            if owner == batch:
                loop.call_soon_threadsafe(task.cancel)
