"""How soon the preview shows what was saved: from the save until the browser is told to reload."""

import json
import statistics
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from measure import Step, environment

TURNS = 3


def saved_until_shown(root: Path, save: Callable[[], None]) -> Step:
    """Return the median time of `TURNS` saves in a project that has been built."""
    with watched(root) as status:
        version = next(one["version"] for one in status if one["version"] and not one["building"])
        times = []
        for shown in range(version + 1, version + 1 + TURNS):
            time.sleep(3)  # as an author who reads what is shown
            began = time.perf_counter()
            save()
            wait_for(shown, status)
            times.append(time.perf_counter() - began)
    return Step("a sentence, in the preview", statistics.median(times), 0)


def wait_for(version: int, status: Iterator[dict]) -> None:
    """Return once a version is there; RuntimeError with what is wrong where it does not come."""
    for one in status:
        if one["problems"]:
            raise RuntimeError(one["problems"])
        if one["version"] == version:
            return


@contextmanager
def watched(root: Path) -> Iterator[Iterator[dict]]:
    """Run the preview of a project; give what the browser is told, one status after the other."""
    command = [sys.executable, "-m", "thesis", "watch", "--port", "0"]
    process = subprocess.Popen(command, cwd=root, text=True, stdout=subprocess.PIPE,
                               env=environment({"PYTHONPATH": str(root)}))
    try:
        address = process.stdout.readline().split("preview at ")[1].split()[0]
        events = urllib.request.urlopen(f"{address}-/events")
        yield (json.loads(line.removeprefix(b"data: ")) for line in events
               if line.startswith(b"data: "))
    finally:
        process.terminate()
        process.communicate()
