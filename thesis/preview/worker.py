"""The process that builds the preview: ``python -m thesis.preview.worker LANGUAGE``.

It has imported what is not of this project. From it a process is forked for the project as it is
now, its modules and data; from that one a process for each build, which opens the book and waits:
a saved page finds everything ready. After a change of anything but the text the second gives way to
a new one. Requests, `EVERYTHING` or `TEXT`, are lines of standard input; the answer to each is a
line of JSON with the problems. Without fork a process serves one request and ends.
"""

import gc
import importlib
import json
import os
import sys
import traceback
from collections.abc import Callable
from contextlib import ExitStack, suppress
from functools import partial
from types import ModuleType
from typing import Any, TextIO

from nbrefresh.fork_server import FORKS
from thesis.preview import folders
from thesis.project.edition import Edition
from thesis.project.paths import CACHE, project_root

PACKAGES = ("pandas", "matplotlib.figure", "jupyter_book.config", "myst_nb", "sphinx_book_theme",
            "sphinx_external_toc", "sphinx.builders.html", "frictionless",
            "lxml.html")
EVERYTHING, TEXT, PREPARE = "everything", "text", "prepare"
BUILT, ENDED, AGAIN = 10, 11, 12


def main(edition: Edition) -> None:
    """Serve requests until standard input ends, with a new process for each state of the data."""
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # nothing else may write among the answers
    import_packages(edition)
    request = sys.stdin.readline().strip()
    while request:
        code = in_child(partial(serve_project, edition, request, answers))
        if code == ENDED or not FORKS:
            return
        if code != AGAIN:
            answer(answers, f"the preview of the project ended with code {code}")
        request = EVERYTHING if code == AGAIN else sys.stdin.readline().strip()


def import_packages(edition: Edition) -> None:
    """Import what builds import that is not of this project, here and in the fork server."""
    from nbrefresh import kernels
    from nbrefresh.records import read_records

    records = read_records(folders.work(edition) / CACHE)
    if records:
        kernels.preload(kernels.preloadable(records.values()))
    for name in PACKAGES:
        with suppress(Exception):
            importlib.import_module(name)


def in_child(work: Callable[[], int]) -> int:
    """Return the exit code of a forked process that does the work."""
    if not FORKS:
        return work()
    child = os.fork()
    if child == 0:
        code = 1
        try:
            code = work()
        except BaseException:
            traceback.print_exc()
        finally:
            os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def serve_project(edition: Edition, request: str, answers: TextIO) -> int:
    """Serve requests for the project as it is now; return why no more."""
    _, problem = attempt(lambda module: module.make_ready(edition, request == EVERYTHING))
    while True:
        code = in_child(partial(serve_once, edition, request, problem, answers))
        if code in (ENDED, AGAIN) or not FORKS:
            return code
        if code != BUILT:
            answer(answers, f"the build ended with code {code}")
        request = PREPARE


def serve_once(edition: Edition, request: str, problem: str, answers: TextIO) -> int:
    """Open the book, build it as requested; where nothing is requested yet, wait for that."""
    with ExitStack() as stack:
        if not problem:
            book, problem = attempt(lambda module: stack.enter_context(module.open_book(edition)))
        if request == PREPARE:
            request = sys.stdin.readline().strip()
            if request != TEXT:
                return AGAIN if request == EVERYTHING else ENDED
            gc.disable()  # a few pages, and the process ends
        if not problem:
            _, problem = attempt(lambda module: module.build(edition, *book))
        answer(answers, problem)
        return BUILT


def attempt(step: Callable[[ModuleType], Any]) -> tuple[Any, str]:
    """Return what a step on `thesis.preview.application` gives, and what is wrong, or ""."""
    try:
        return step(importlib.import_module("thesis.preview.application")), ""
    except Exception as error:
        # by name, since they are of modules that may not even be importable
        explained = type(error).__name__ in ("BuildError", "ProjectError")
        text = str(error) if explained else "".join(traceback.format_exception(error))
        return None, text.replace(f"{os.getcwd()}{os.sep}", "")


def answer(answers: TextIO, problems: str) -> None:
    """Write one line."""
    json.dump({"problems": problems}, answers)
    print(file=answers, flush=True)


if __name__ == "__main__":
    main(Edition(project_root(), sys.argv[1]))
