"""Time and peak memory of one command."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Step:
    """A command that ran: seconds of wall time, megabytes of its largest process."""

    name: str
    seconds: float
    megabytes: float


def run(name: str, command: list[str], folder: Path, variables: dict[str, str]) -> Step:
    """Return how long a command took in a folder; RuntimeError with its output where it failed."""
    began = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, env=environment(variables), text=True,
                               stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{name} failed in {folder}:\n{output[-3000:]}")
    return Step(name, seconds, usage.ru_maxrss / 1024)


def environment(variables: dict[str, str]) -> dict[str, str]:
    """Return the environment with these variables, in which Python keeps what it has compiled."""
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    return kept | {"CI": "true", **variables}


def python(name: str, code: list[str], folder: Path, **variables: str) -> Step:
    """Return how long Python took with these arguments, importing the package of the folder."""
    return run(name, [sys.executable, *code], folder,
               {"PYTHONPATH": str(folder), **variables})


def table(header: list[str], rows: list[list[str]]) -> str:
    """Return a Markdown table; all columns but the first are numbers."""
    lines = [header, ["---", *["---:"] * (len(header) - 1)], *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
