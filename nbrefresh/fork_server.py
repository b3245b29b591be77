"""The fork server that kernels are forked from; it is run as a script.

So nothing of this package is imported in a kernel. Reads one JSON request a line from standard
input: ``{"preload": [modules]}`` or ``{"argv": [...], "env": {...}, "cwd": "..."}``, each with a
``number``; answers each with a line that repeats the number, and ends when standard input does,
when nobody reads its answers or when it is told to (SIGTERM); its kernels end with it.
"""

import importlib
import json
import os
import signal
import sys
from contextlib import suppress

FORKS = hasattr(os, "fork") and sys.platform != "darwin"
INLINE = "module://matplotlib_inline.backend_inline"  # as ipykernel chooses
KERNELS: list[int] = []


def main() -> None:
    """Answer requests until standard input ends."""
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # finished kernels leave no zombies
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, end)
    os.chdir(sys.prefix)  # no module reads settings of the folder that the build was called from
    sys.path[:] = [path for path in sys.path if path != os.path.dirname(__file__)]
    with suppress(BrokenPipeError):  # whoever asked has ended
        for line in sys.stdin:
            request = json.loads(line)
            answer = {"number": request.pop("number")}
            if "preload" in request:
                preload(request["preload"])
            else:
                KERNELS.append(fork_kernel(**request))
                answer["pid"] = KERNELS[-1]
            print(json.dumps(answer), flush=True)
    end()


def end(*_signal: object) -> None:
    """End the kernels that still live, and this process."""
    for pid in KERNELS:
        with suppress(ChildProcessError, ProcessLookupError):
            os.waitpid(pid, os.WNOHANG)  # refuses a number that is no child any more
            os.kill(pid, signal.SIGKILL)
    os._exit(0)


def preload(modules: list[str]) -> None:
    """Import modules that kernels will want; those that cannot be imported are left to them."""
    for name in ["ipykernel.kernelapp", *modules]:
        with suppress(BaseException):
            importlib.import_module(name)


def fork_kernel(argv: list[str], env: dict[str, str], cwd: str) -> int:
    """Return the process id of a new kernel."""
    server, pid = os.getpid(), os.fork()
    if pid == 0:
        try:
            become_kernel(argv, env, cwd, server)
        finally:
            os._exit(0)
    return pid


def become_kernel(argv: list[str], env: dict[str, str], cwd: str, server: int) -> None:
    """Run an IPython kernel in this process, as if it had been started anew.

    It ends with the process `server`, of which its class was told nothing when it was imported.
    """
    for number in (signal.SIGCHLD, signal.SIGINT, signal.SIGTERM):
        signal.signal(number, signal.SIG_DFL)
    os.setsid()
    null = os.open(os.devnull, os.O_RDWR)
    os.dup2(null, 0)
    os.dup2(null, 1)
    before = python_path()
    os.environ.clear()
    os.environ.update(env)
    sys.path[:] = python_path() + [path for path in sys.path if path and path not in before]
    if "matplotlib" in sys.modules:  # it has looked for its backend when it was imported
        sys.modules["matplotlib"].rcParams["backend"] = os.environ.get("MPLBACKEND", INLINE)
    os.chdir(cwd)
    sys.argv = ["ipykernel_launcher", *argv]
    from ipykernel.kernelapp import IPKernelApp
    IPKernelApp.launch_instance(argv=argv, parent_handle=server)


def python_path() -> list[str]:
    """Return the folders of PYTHONPATH."""
    return [path for path in os.environ.get("PYTHONPATH", "").split(os.pathsep) if path]


if __name__ == "__main__":
    main()
