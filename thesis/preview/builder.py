"""The process that builds, as seen from the one that watches."""

import asyncio
import json
import os
import signal
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress

import psutil

from thesis.project.edition import Edition

LONGEST_LINE = 2**24
UNEXPECTED = "the process that builds the preview ended unexpectedly: see above"


class Builder:
    """Starts the process, asks it to build, starts it anew where it has ended.

    nice: how far it gives way to other processes, from 0 to 19.
    """

    def __init__(self, edition: Edition, nice: int = 0) -> None:
        self.edition, self.nice = edition, nice
        self.process: Process | None = None

    async def start(self) -> Process:
        """Return a process that waits for requests, with everything imported."""
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "thesis.preview.worker", self.edition.language, stdin=PIPE,
            stdout=PIPE, cwd=self.edition.root, limit=LONGEST_LINE,
            process_group=0)  # in a session of its own Linux would not weigh how nice it is
        if hasattr(os, "setpriority"):
            os.setpriority(os.PRIO_PROCESS, process.pid, self.nice)
        return process

    async def ask(self, request: str) -> str:
        """Return what is wrong after a request has been served, "" where nothing is."""
        for _ in range(2):
            process = self.process
            if process is None or process.returncode is not None:
                process = self.process = await self.start()
            assert process.stdin and process.stdout  # they are pipes
            process.stdin.write(f"{request}\n".encode())
            if line := await process.stdout.readline():
                return str(json.loads(line)["problems"])
            await process.wait()
        return UNEXPECTED

    async def stop(self) -> None:
        """End the process and all that it started, kernels included."""
        process, self.process = self.process, None
        if process is not None and process.returncode is None:
            end_tree(process.pid)
            assert process.stdin
            process.stdin.close()
            while process.returncode is None:
                await asyncio.sleep(0.01)


def end_tree(pid: int) -> None:
    """Kill a process that leads a group, and its descendants, so that none can start more.

    They write nothing that the next preview would trust. Whoever started the process waits for it.
    """
    try:
        first = psutil.Process(pid)
        family = [first, *first.children(recursive=True)]
    except psutil.NoSuchProcess:
        return
    if hasattr(os, "killpg"):  # also what is being forked just now
        with suppress(ProcessLookupError):
            os.killpg(pid, signal.SIGKILL)
    for process in family:
        try:
            process.kill()
        except psutil.NoSuchProcess:
            continue
    psutil.wait_procs(family[1:], timeout=3)
