"""Processes that a test starts, their interruption, and whatever they leave behind."""

import os
import signal
import subprocess
import time
import uuid
from collections.abc import Callable
from contextlib import suppress

import psutil

MARK = "STARTED_BY_TEST"


def start(command: list[str], **options) -> tuple[subprocess.Popen, str]:
    """Start a command in a process group of its own; return it and the mark of its children."""
    mark = uuid.uuid4().hex
    environment = options.pop("env", None) or dict(os.environ)
    process = subprocess.Popen(command, env=environment | {MARK: mark}, start_new_session=True,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
                               **options)
    return process, mark


def ctrl_c(pid: int) -> None:
    """Do what Ctrl-C in a terminal does to a process and its group."""
    with suppress(ProcessLookupError):
        os.killpg(pid, signal.SIGINT)


def interrupt(process: subprocess.Popen, timeout: float = 30) -> tuple[int, str]:
    """Interrupt a process; return the exit code and what was said on stderr."""
    ctrl_c(process.pid)
    said = process.communicate(timeout=timeout)[1]
    return process.returncode, said


def left_behind(mark: str, session: int = -1, patience: float = 3) -> list[str]:
    """Return the command lines of marked processes, or of a session, that live after a while."""
    end = time.monotonic() + patience
    while (found := _marked(mark, session)) and time.monotonic() < end:
        time.sleep(0.05)
    return found


def _marked(mark: str, session: int) -> list[str]:
    found = []
    for process in psutil.process_iter():
        with suppress(psutil.Error, ProcessLookupError):
            if ((process.environ().get(MARK) == mark or os.getsid(process.pid) == session)
                    and process.status() != psutil.STATUS_ZOMBIE):
                found.append(" ".join(process.cmdline()))
    return found


def wait_for(condition: Callable[[], object], timeout: float = 60) -> None:
    """Return once a condition holds; AssertionError when it does not in time."""
    end = time.monotonic() + timeout
    while not condition():
        assert time.monotonic() < end, "the moment to interrupt did not come"
        time.sleep(0.02)
