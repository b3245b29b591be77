"""Bring the results of all notebooks of a project up to date."""

import asyncio
import os
import re
import time
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

import joblib
from jupyter_cache import get_cache
from jupyter_cache.base import JupyterCacheAbstract
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError, CellTimeoutError, DeadKernelError

from thesis.execution.kernels import use_forked_kernels
from thesis.execution.ledger import (
    Record,
    environment_digest,
    make_record,
    read_ledger,
    reasons,
    write_ledger,
)
from thesis.execution.observe import REPORT, read_report, watch_code
from thesis.execution.project import Notebook, read_notebooks
from thesis.execution.store import has_result, store

LEDGER = "ledger.json"
LOST = ["its result is not in the cache"]
NO_PRELOAD = {"matplotlib": "matplotlibrc"}  # reads a file of the working folder when imported
COLOURS = re.compile(r"\x1b\[[\d;]*m")
CELL_LINE = re.compile(r"Cell In\[\d+\], line (\d+)")


@dataclass
class Outcome:
    """What became of a notebook that was executed."""

    notebook: Notebook
    seconds: float = 0.0
    record: Record | None = None
    error: str = ""


@dataclass
class Refreshed:
    """What a refresh did: {notebook: why it was stale}, errors of those that failed."""

    stale: dict[str, list[str]]
    errors: list[str] = field(default_factory=list)


def why_stale(root: Path, cache_path: Path, variant: str = "") -> dict[str, list[str]]:
    """Return {notebook: reasons why it is stale}, [] for a fresh one."""
    cache, ledger = get_cache(str(cache_path)), read_ledger(cache_path / LEDGER)
    return {notebook.name: _why(notebook, root, cache, ledger, environment_digest(root), variant)
            for notebook in read_notebooks(root)}


def _why(notebook: Notebook, root: Path, cache: JupyterCacheAbstract, ledger: dict[str, Record],
         environment: str, variant: str) -> list[str]:
    found = reasons(ledger.get(notebook.name), notebook.code, environment, variant, root)
    return found or ([] if has_result(notebook, cache) else LOST)


def refresh(root: Path, cache_path: Path, variant: str = "", timeout: int = 300) -> Refreshed:
    """Execute the stale notebooks of a project and put the results into its jupyter-cache.

    root: the project; cache_path: the folder of jupyter-cache; variant: what else the results
    depend on, such as the language; timeout: seconds a cell. One notebook a core runs at a time;
    one that fails leaves the results of the others, and its error is in the result.
    """
    root = root.resolve()
    cache, ledger = get_cache(str(cache_path)), read_ledger(cache_path / LEDGER)
    environment = environment_digest(root)
    why = {notebook: found for notebook in read_notebooks(root)
           if (found := _why(notebook, root, cache, ledger, environment, variant))}
    result = Refreshed({notebook.name: found for notebook, found in why.items()})
    if not why:
        return result
    folders = {notebook.path.parent for notebook in why}
    use_forked_kernels(preloadable(ledger.values(), folders))
    longest_first = sorted(why, key=lambda notebook: -float(
        ledger.get(notebook.name, {}).get("seconds", 1e9)))
    tasks = (joblib.delayed(execute)(notebook, root, environment, variant, timeout)
             for notebook in longest_first)
    workers = min(os.cpu_count() or 1, len(why))
    parallel = joblib.Parallel(workers, prefer="threads", return_as="generator_unordered")
    for outcome in parallel(tasks):
        name = outcome.notebook.name
        if outcome.error:
            result.errors.append(outcome.error)
            ledger.pop(name, None)
        else:
            store(outcome.notebook, outcome.seconds, cache)
            ledger[name] = outcome.record
            use_forked_kernels(preloadable([outcome.record], folders))  # kernels still to come
        write_ledger(cache_path / LEDGER, ledger)
    return result


def preloadable(records: Iterable[Record], folders: Iterable[Path]) -> list[str]:
    """Return the modules that notebooks imported and that may be imported beforehand.

    records: of these notebooks; folders: in which notebooks will run.
    """
    modules = {name for record in records for name in record["modules"]}
    barred = {package for package, file in NO_PRELOAD.items()
              if any((folder / file).exists() for folder in folders)}
    return sorted(name for name in modules if name.split(".")[0] not in barred)


def execute(notebook: Notebook, root: Path, environment: str, variant: str,
            timeout: int) -> Outcome:
    """Return what became of a notebook that was run from its first cell to its last."""
    began = time.perf_counter()
    cells = notebook.cells
    options = cells.metadata.get("execution", {})
    client = NotebookClient(cells, timeout=options.get("timeout", timeout), record_timing=False,
                            shutdown_kernel="immediate",
                            coalesce_streams=True,  # what is printed comes in pieces, by chance
                            allow_errors=options.get("allow_errors", False),
                            kernel_name=cells.metadata.get("kernelspec", {}).get("name", "python3"),
                            resources={"metadata": {"path": str(notebook.path.parent)}})
    try:
        report = asyncio.run(_run(client, root))
    except (CellExecutionError, CellTimeoutError, DeadKernelError) as error:
        return Outcome(notebook, time.perf_counter() - began, error=error_text(
            notebook, client, error, root))
    seconds = time.perf_counter() - began
    return Outcome(notebook, seconds, make_record(notebook.code, environment, variant, report, root,
                                                  seconds))


async def _run(client: NotebookClient, root: Path) -> dict[str, list[str]]:
    """Run all cells in an observed kernel; return its report."""
    async with client.async_setup_kernel():
        await _ask(client, watch_code(root))
        for index, cell in enumerate(client.nb.cells):
            client.failed_cell = index  # the cell that is being executed, for the message
            await client.async_execute_cell(cell, index)
        plain = await _ask(client, "", REPORT)
        client.nb.metadata["language_info"] = {"name": "python"}
        return read_report(plain, root)


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
