"""Kernels forked from a fork server, as a kernel provisioner of jupyter_client.

Starting a kernel anew would import what the last one imported. Where forking is not to be had, or
for kernels of other languages, kernels start as usual.
"""

import atexit
import json
import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterable
from contextlib import suppress
from importlib.metadata import EntryPoint
from pathlib import Path
from typing import Any
from uuid import uuid4

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning.factory import KernelProvisionerFactory
from jupyter_client.provisioning.local_provisioner import LocalProvisioner

from nbrefresh.fork_server import FORKS
from nbrefresh.records import Record

NAME = "forked-provisioner"
SCRIPT = str(Path(__file__).with_name("fork_server.py"))
READ_ON_IMPORT = "matplotlibrc"  # by matplotlib, in the working folder of a kernel
LAUNCHER = ["-m", "ipykernel_launcher"]


class ForkServer:
    """The fork server; one request at a time, also of processes forked from this one.

    It is out of reach of the Ctrl-C of a terminal.
    """

    def __init__(self) -> None:
        self.lock, self.parent = threading.Lock(), os.getpid()
        self.process = subprocess.Popen(
            [sys.executable, SCRIPT], stdin=subprocess.PIPE,
            stdout=subprocess.PIPE, text=True, start_new_session=True,
            env=os.environ | {"PYDEVD_DISABLE_FILE_VALIDATION": "1"})

    def ask(self, **request: Any) -> dict[str, Any]:
        """Return the answer to a request; OSError where the process has ended."""
        with self.lock:
            number = self.send(**request)
            assert self.process.stdout is not None
            while answer := self.process.stdout.readline():
                found: dict[str, Any] = json.loads(answer)
                if found.pop("number") == number:
                    return found
        raise OSError("the fork server has ended")

    def send(self, **request: Any) -> str:
        """Send a request without waiting for its answer, which the next `ask` skips."""
        number = uuid4().hex
        assert self.process.stdin is not None
        self.process.stdin.write(json.dumps(request | {"number": number}) + "\n")
        self.process.stdin.flush()
        return number

    @property
    def alive(self) -> bool:
        """Return whether the process lives, as far as a process forked from its parent can tell."""
        return os.getpid() != self.parent or self.process.poll() is None

    def end(self) -> None:
        """End the process and the kernels that it has forked."""
        self.process.terminate()
        with suppress(subprocess.TimeoutExpired):
            self.process.wait(2)
        self.process.kill()


_guard = threading.Lock()
_fork_servers: list[ForkServer] = []
_preloaded: list[str] = []


def fork_server() -> ForkServer:
    """Return the fork server of this process, started where there is none."""
    if not _fork_servers or not _fork_servers[-1].alive:
        _preloaded.clear()
        _fork_servers[:] = [ForkServer()]
    return _fork_servers[-1]


@atexit.register
def end_fork_server() -> None:
    """End the fork server of this process, if there is one."""
    while _fork_servers:
        found = _fork_servers.pop()
        if found.parent == os.getpid():
            found.end()


class ForkedProcess:
    """A forked kernel, with what `LocalProvisioner` wants of a `subprocess.Popen`."""

    stdin = stdout = stderr = None

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.returncode: int | None = None

    def poll(self) -> int | None:
        """Return None while the kernel lives."""
        try:
            os.kill(self.pid, 0)
        except ProcessLookupError:
            self.returncode = 0
        return self.returncode

    def wait(self) -> int | None:
        """Return at once: the fork server collects its children itself."""
        return self.poll()

    def send_signal(self, number: int) -> None:
        """Send a signal, if the kernel still lives."""
        with suppress(ProcessLookupError):
            os.kill(self.pid, number)

    def terminate(self) -> None:
        """Ask the kernel to end."""
        self.send_signal(signal.SIGTERM)

    def kill(self) -> None:
        """End the kernel."""
        self.send_signal(signal.SIGKILL)


class ForkedProvisioner(LocalProvisioner):
    """Fork IPython kernels of this interpreter; start all others as usual."""

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        """Return how to reach the new kernel."""
        own = os.path.realpath(cmd[0]) == os.path.realpath(sys.executable)
        folder = Path(kwargs.get("cwd") or os.getcwd())
        if not own or cmd[1:3] != LAUNCHER or (folder / READ_ON_IMPORT).exists():
            return await super().launch_kernel(cmd, **kwargs)
        try:
            answer = fork_server().ask(argv=cmd[3:], env=dict(kwargs.get("env") or os.environ),
                                       cwd=str(folder))
        except OSError:
            return await super().launch_kernel(cmd, **kwargs)
        self.process = ForkedProcess(answer["pid"])  # type: ignore[assignment]
        self.pid = self.pgid = answer["pid"]
        return self.connection_info


def preloadable(records: Iterable[Record]) -> tuple[str, ...]:
    """Return the modules that notebooks imported, for kernels that are forked later."""
    return tuple(sorted({name for record in records for name in record.modules}))


def preload(modules: Iterable[str]) -> None:
    """Let the fork server import modules, without waiting for it."""
    if FORKS:
        with suppress(OSError):
            fork_server().send(preload=list(modules))


def use_forked_kernels(modules: Iterable[str]) -> None:
    """Fork the kernels of this process from a server that has imported `modules`."""
    if not FORKS:
        return
    factory = KernelProvisionerFactory.instance()
    factory.provisioners[NAME] = EntryPoint(
        NAME, f"{__name__}:{ForkedProvisioner.__name__}", factory.GROUP_NAME)
    factory.default_provisioner_name = NAME
    with _guard, suppress(OSError):  # of a server that has ended: kernels start as usual then
        server = fork_server()  # threads that want kernels of the same process wait for it
        if not _preloaded or not set(modules) <= set(_preloaded):
            server.ask(preload=list(modules))
            _preloaded.extend(["ipykernel", *modules])
