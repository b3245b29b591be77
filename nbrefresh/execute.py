"""One notebook, run from its first cell to its last in an observed kernel."""

import asyncio
import atexit
import os
import re
import time
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from nbrefresh.jobs import run_for
from nbrefresh.kernels import preloadable, use_forked_kernels
from nbrefresh.observe import REPORT, read_report, watch_code
from nbrefresh.project import Notebook
from nbrefresh.records import Record, environment_digest, make_record

STARTS = 3
COLOURS = re.compile(r"\x1b\[[\d;]*m")
OTHER_WORLD = "a worker does not see this project with the same lock file and Python version"
CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


@dataclass(frozen=True)
class Job:
    """What all notebooks of a refresh have in common; it can be sent to another process.

    environment: the digest of what is installed; timeout: seconds a cell; variables: of the
    environment of the kernels; preload: modules to import before kernels are forked, None where
    they are not to be forked; folders: in which the notebooks run.
    """

    name: str
    root: Path
    environment: str
    variant: str
    timeout: int
    variables: dict[str, str] = field(default_factory=dict)
    preload: tuple[str, ...] | None = None
    folders: tuple[Path, ...] = ()


@dataclass
class Outcome:
    """What became of a notebook that was executed."""

    notebook: Notebook
    seconds: float = 0.0
    record: Record | None = None
    error: str = ""


def execute(notebook: Notebook, job: Job) -> Outcome:
    """Return what became of a notebook that was run from its first cell to its last."""
    if job.preload is not None:
        use_forked_kernels(job.preload)
    elif environment_digest(job.root) != job.environment:
        return Outcome(notebook, error=f"{notebook.name}: {OTHER_WORLD}")
    began = time.perf_counter()
    report, error = _report(notebook, job)
    seconds = time.perf_counter() - began
    if error:
        return Outcome(notebook, seconds, error=error)
    record = make_record(notebook.code, job.environment, job.variant, report, job.root, seconds)
    if job.preload is not None:
        with suppress(OSError):  # the process that kernels are forked from has ended with the job
            use_forked_kernels(preloadable([record], job.folders))  # for notebooks still to come
    return Outcome(notebook, seconds, record)


def _report(notebook: Notebook, job: Job) -> tuple[dict, str]:
    """Return what a kernel reports that has run all cells, or what went wrong.

    A kernel that dies before its first cell, such as of a port that another program has just
    taken, is started again.
    """
    for left in reversed(range(STARTS)):
        client = client_for(notebook, job)
        try:
            return run_for(job.name, _run(client, job)), ""
        except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
            return {}, error_text(notebook, client, error, job.root)
        except RuntimeError as error:
            if not left:
                return {}, f"{notebook.name}: {error}"
        except asyncio.CancelledError:
            return {}, "stopped"


def client_for(notebook: Notebook, job: Job) -> NotebookClient:
    """Return what will run the cells, as the notebook's own settings want it."""
    cells = notebook.cells
    options = cells.metadata.get("execution", {})
    return NotebookClient(cells, timeout=options.get("timeout", job.timeout), record_timing=False,
                          shutdown_kernel="immediate",
                          coalesce_streams=True,  # what is printed comes in pieces, by chance
                          allow_errors=options.get("allow_errors", False),
                          kernel_name=cells.metadata.get("kernelspec", {}).get("name", "python3"),
                          resources={"metadata": {"path": str(notebook.path.parent)}})


async def _run(client: NotebookClient, job: Job) -> dict:
    """Run all cells in an observed kernel; return its report. No kernel stays behind."""
    try:
        async with client.async_setup_kernel(env=os.environ | job.variables):
            await _ask(client, watch_code(job.root))
            for index, cell in enumerate(client.nb.cells):
                client.failed_cell = index  # the cell that is being executed, for the message
                await client.async_execute_cell(cell, index)
            plain = await _ask(client, "", REPORT)
            client.nb.metadata["language_info"] = {"name": "python"}
            return read_report(plain, job.root)
    finally:
        atexit.unregister(client._cleanup_kernel)
        if client.km is not None and client.km.has_kernel:  # stopped while it started
            await client.km.shutdown_kernel(now=True)


async def _ask(client: NotebookClient, code: str, expression: str = "None") -> str:
    """Run code that is no cell; return an expression's value as text."""
    message = client.kc.execute(code, silent=False, store_history=False, allow_stdin=False,
                                user_expressions={"value": expression})
    reply = await _reply(client, message)
    return reply["content"]["user_expressions"]["value"]["data"]["text/plain"]


async def _reply(client: NotebookClient, message: str) -> dict:
    while True:
        reply = await client.kc.get_shell_msg(timeout=60)
        if reply["parent_header"].get("msg_id") == message:
            return reply


def error_text(notebook: Notebook, client: NotebookClient, error: Exception, root: Path) -> str:
    """Return ``file:line: cell 3: what went wrong``, then the line that failed."""
    index = getattr(client, "failed_cell", 0)
    source = notebook.cells.cells[index].source.splitlines()
    inside = CELL_LINE.findall(COLOURS.sub("", str(error)))
    line = int(inside[-1]) if inside else 1
    what = (f"{error.ename}: {error.evalue}" if isinstance(error, CellExecutionError)
            else str(error).strip())
    number = sum(cell.cell_type == "code" for cell in notebook.cells.cells[:index + 1])
    file = notebook.path.relative_to(root).as_posix()
    failed = source[min(line, len(source)) - 1].strip() if source else ""
    above = first_line(source, notebook.path)
    place = f":{above + line}" if above is not None else ""
    return f"{file}{place}: code cell {number}, line {line}: {what}\n    {failed}"


def first_line(source: list[str], path: Path) -> int | None:
    """Return how many lines of a text file stand above a cell, None where it is not there."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return next((number for number in range(len(lines))
                 if lines[number:number + len(source)] == source), None)
