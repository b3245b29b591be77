"""The process that builds, as seen from the one that watches."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process

import psutil

from thesis.paths import ROOT

LONGEST_LINE = 2**24
UNEXPECTED = "the process that builds the preview ended unexpectedly: see above"


class Builder:
    """Starts the process, asks it to build, starts it anew where it has ended."""

    def __init__(self, language: str) -> None:
        self.language = language
        self.process: Process | None = None

    async def start(self) -> None:
        """Start the process; it waits for requests, with everything imported."""
        self.process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "thesis.watch.warm", self.language, stdin=PIPE, stdout=PIPE,
            cwd=ROOT, limit=LONGEST_LINE, start_new_session=True)

    async def ask(self, request: str) -> str:
        """Return what is wrong after a request has been served, "" where nothing is."""
        for _ in range(2):
            if self.process is None or self.process.returncode is not None:
                await self.start()
            self.process.stdin.write(f"{request}\n".encode())
            if line := await self.process.stdout.readline():
                return json.loads(line)["problems"]
            await self.process.wait()
        return UNEXPECTED

    async def stop(self) -> None:
        """End the process and all that it started, kernels included."""
        process, self.process = self.process, None
        if process is not None and process.returncode is None:
            end_tree(process.pid)
            await process.wait()


def end_tree(pid: int) -> None:
    """Kill a process and its descendants, the older first: nothing is left that could start more.

    They write nothing that the next preview would trust. Whoever started the process waits for it.
    """
    try:
        first = psutil.Process(pid)
        family = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family[1:], timeout=3)
