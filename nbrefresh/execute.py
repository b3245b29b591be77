"""One notebook, run from its first cell to its last in an observed kernel."""

import asyncio
import atexit
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from queue import Empty
from typing import Any

import nbclient.client
from jupyter_client.kernelspec import NoSuchKernel
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from nbrefresh.cancel import run_cancellable
from nbrefresh.kernels import preloadable, use_forked_kernels
from nbrefresh.observe import REPORT, Report, read_report, watch_code
from nbrefresh.project import Notebook, line_above
from nbrefresh.records import Record, environment_digest, make_record

STARTS = 3
OUTPUT_TIMEOUT = 60  # seconds for the outputs of a cell that has ended; nbclient's 4 is too few
COLOURS = re.compile(r"\x1b\[[\d;]*m")
# nbclient's own pattern takes the square of the length of a line: days for one of a megabyte
nbclient.client._RGX_CARRIAGERETURN = re.compile(r"^.*\r(?=[^\n])", re.MULTILINE)
OTHER_WORLD = "a worker does not see this project with the same lock file and Python version"
HINTS = {"FileNotFoundError": "; paths begin in the folder of the notebook",
         "ModuleNotFoundError": "; add its package to what the project requires and install it",
         "StdinNotImplementedError": "; nobody can answer it here: write the answer into the cell"}
CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


@dataclass(frozen=True)
class Batch:
    """What all notebooks of a refresh have in common; it can be sent to another process.

    environment: the digest of what is installed; timeout: seconds a cell; variant, variables: of
    the environment of the kernels, see `nbrefresh.run.refresh`; preload: modules to import before
    kernels are forked, None where they are not to be forked.
    """

    name: str
    root: Path
    environment: str
    variant: dict[str, str]
    timeout: int
    variables: dict[str, str] = field(default_factory=dict)
    preload: tuple[str, ...] | None = ()


@dataclass(frozen=True)
class Outcome:
    """What became of a notebook that was executed: a record, or what went wrong."""

    notebook: Notebook
    record: Record | None = None
    error: str = ""


def execute(notebook: Notebook, batch: Batch) -> Outcome:
    """Return what became of a notebook that was run from its first cell to its last."""
    if batch.preload is not None:
        use_forked_kernels(batch.preload)
    elif environment_digest(batch.root) != batch.environment:
        return Outcome(notebook, error=f"{notebook.name}: {OTHER_WORLD}")
    began = time.perf_counter()
    try:
        report = _run_with_retries(notebook, batch)
    except (_Failed, asyncio.CancelledError) as error:
        return Outcome(notebook, error=str(error) or "cancelled")
    record = make_record(notebook.code, batch.environment, batch.variant, report, batch.root,
                         time.perf_counter() - began)
    if batch.preload is not None:
        use_forked_kernels(preloadable([record]))  # for notebooks still to come
    return Outcome(notebook, record)


class _Failed(Exception):
    """Says where and why a notebook failed."""


class NotObserved(RuntimeError):
    """The kernel has run something, but does not say what that read."""


def _run_with_retries(notebook: Notebook, batch: Batch) -> Report:
    """Return what a kernel reports that has run all cells.

    A kernel that dies before its first cell, such as of a port that another program has just
    taken, and one whose outputs got lost, is replaced by a new one.
    """
    for left in reversed(range(STARTS)):
        client = client_for(notebook, batch)
        try:
            return run_cancellable(batch.name, _run(client, batch))
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            if not left or not outputs_lost(error):
                raise _Failed(error_text(notebook, client.cell, error, batch.root)) from error
        except NoSuchKernel as error:
            raise _Failed(f"{notebook.name}: no kernel {error.name} is installed: name python3 as "
                          "its kernelspec, or install the kernel") from error
        except RuntimeError as error:
            if not left or isinstance(error, NotObserved):
                raise _Failed(f"{notebook.name}: {error}") from error
    raise AssertionError("unreachable")


class Client(NotebookClient):
    """What runs the cells of a notebook; `cell` is the one that is being executed."""

    cell = 0

    async def _async_poll_kernel_alive(self) -> None:
        """End quietly, too, where a cancelled cell leaves no kernel to ask."""
        with suppress(AssertionError):
            await super()._async_poll_kernel_alive()


def client_for(notebook: Notebook, batch: Batch) -> Client:
    """Return what will run the cells, as the notebook's own settings want it."""
    return Client(notebook.cells, timeout=notebook.timeout or batch.timeout,
                  record_timing=False, shutdown_kernel="immediate",
                  extra_arguments=["--IPKernelApp.log_level=ERROR"],
                  iopub_timeout=OUTPUT_TIMEOUT, raise_on_iopub_timeout=True,
                  coalesce_streams=True,  # what is printed comes in pieces, by chance
                  allow_errors=notebook.allow_errors, kernel_name=notebook.kernel,
                  resources={"metadata": {"path": str(notebook.path.parent)}})


async def _run(client: Client, batch: Batch) -> Report:
    """Run all cells in an observed kernel; return its report. No kernel stays behind."""
    try:
        async with client.async_setup_kernel(env=os.environ | batch.variables | batch.variant):
            await _ask(client, watch_code(batch.root, batch.variant))
            for index, cell in enumerate(client.nb.cells):
                client.cell = index
                await client.async_execute_cell(cell, index)
            plain = await _ask(client, "", REPORT)
            client.nb.metadata["language_info"] = {"name": "python"}
            return read_report(plain, batch.root)
    finally:
        # registered by async_setup_kernel, which leaves it where a task is cancelled while the
        # kernel starts: at exit it would wait for an event loop that has ended
        atexit.unregister(client._cleanup_kernel)
        km: Any = client.km
        if km is not None and km.has_kernel:  # cancelled while it started
            await km.shutdown_kernel(now=True)


async def _ask(client: Client, code: str, expression: str = "None") -> str:
    """Run code that is no cell; return an expression's value as text."""
    kc: Any = client.kc
    message = kc.execute(code, silent=False, store_history=False, allow_stdin=False,
                         user_expressions={"value": expression})
    value = (await _reply(kc, message)).get("user_expressions", {}).get("value", {})
    if "data" not in value:
        raise NotObserved(f"what it reads cannot be observed: is {client.kernel_name} a kernel of "
                          "Python?")
    return str(value["data"]["text/plain"])


async def _reply(kc: Any, message: str) -> dict[str, Any]:
    while True:
        try:
            reply = await kc.get_shell_msg(timeout=60)
        except Empty:
            raise RuntimeError("the kernel does not answer") from None
        if reply["parent_header"].get("msg_id") == message:
            return dict(reply["content"])


def outputs_lost(error: Exception) -> bool:
    """Return whether a cell ended without all of its outputs: nbclient has no type for that."""
    return isinstance(error, CellTimeoutError) and "IOPub" in str(error)


def error_text(notebook: Notebook, index: int, error: Exception, root: Path) -> str:
    """Return ``file:line: code cell 3, line 1: what went wrong``, then the line that failed."""
    source = notebook.cells.cells[index].source.splitlines()
    inside = CELL_LINE.findall(COLOURS.sub("", str(error)))
    line = int(inside[-1]) if inside else 1
    number = sum(cell.cell_type == "code" for cell in notebook.cells.cells[:index + 1])
    failed = source[min(line, len(source)) - 1].strip() if source else ""
    above = line_above(notebook, index)
    place = f":{above + line}" if above is not None else ""
    return (f"{notebook.path.relative_to(root).as_posix()}{place}: code cell {number}, "
            f"line {line}: {what(error)}\n    {failed}")


def what(error: Exception) -> str:
    """Return what went wrong in a cell, in one line where that is known."""
    if outputs_lost(error):
        return (f"outputs did not arrive within {OUTPUT_TIMEOUT} s, {STARTS} times; nothing is "
                "kept of it: is the machine overloaded?")
    if isinstance(error, CellExecutionError):
        return f"{error.ename}: {error.evalue}{HINTS.get(error.ename, '')}"
    return str(error).strip().split("\n")[0]
