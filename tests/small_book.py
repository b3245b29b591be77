"""A book of one chapter over a small base: written, built, and changed by the tests."""

import os
import shutil
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from multiprocessing import Pipe, get_context
from multiprocessing.connection import Connection
from pathlib import Path
from tempfile import TemporaryDirectory, TemporaryFile
from typing import NoReturn, TextIO, TypeVar

from check_data import NOTES, SERIES, cut_small_base
from processes import MARK

from nbrefresh import kernels
from thesis.analysis.situation_police import ANNUAL
from thesis.exports import refresh_exports
from thesis.make.edition import refuse_invalid_base, run_notebooks, second_process
from thesis.make.html import build_html
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.paths import CODE as ROOT
from thesis.project.progress import Progress

T = TypeVar("T")
PARTS = ("data/README.md", "requirements.lock", "CITATION.cff",
         "LICENSE-TEXT.md", "_config.yml", "chapters/appendix-facts.md",
         "chapters/bibliography.md")
STATEMENTS = ("E0276", "E0280", "E0281", "E0376", "E0378", "E0570", "E0573", "E0576", "E0888")
TOC = """format: jb-book
root: index
chapters:
  - file: chapters/change
  - file: chapters/bibliography
  - file: chapters/appendix-facts
"""
HEAD = """---
jupytext: {text_representation: {extension: .md, format_name: myst}}
kernelspec: {name: python3, display_name: Python 3, language: python}
---
"""
PAGE = HEAD + """
# Perubahan

```{code-cell} python
:tags: [remove-cell]
from thesis.publish.cells import base, language, publish
from thesis.figures import situation_police as figures
from thesis.analysis.situation_police import police_years
from thesis.tables import situation_cells as tables

publish(
    fig_change=figures.police_years(base, language),
    tab_change=tables.values_table(
        police_years(base), language, {"Tahun": lambda row: str(row["year"])}, "l"))
```

Polri mencatat {fact}`O03063` kasus ({numref}`fig-change`, {numref}`tab-change`)
{cite:p}`suaracom2023sebanyak`.

```{computed-figure} fig-change
:name: fig-change
Kasus menurut tahun.
```

```{computed-table} tab-change
:name: tab-change
Kasus menurut tahun.
```
"""
def write_book(root: Path) -> Path:
    """Write the book, its figure and statements included, below `root` and return `root`."""
    cut_small_base(root, (*SERIES, *ANNUAL), (*NOTES, *STATEMENTS))
    for part in PARTS:
        (root / part).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / part, root / part)
    (root / "_toc.yml").write_text(TOC, encoding="utf-8")
    (root / "index.md").write_text("# Halaman muka\n\nUji perubahan.\n", encoding="utf-8")
    (root / "chapters" / "change.md").write_text(PAGE, encoding="utf-8")
    for name in ("appendix-facts", "bibliography"):  # without links to pages that are not there
        path = root / "chapters" / f"{name}.md"
        directive = path.read_text("utf-8").split("```{")[1]
        path.write_text(f"# Lampiran\n\n```{{{directive}", encoding="utf-8")
    return root


@dataclass(frozen=True)
class Done:
    """How a process ended, and what it said on stdout and stderr."""

    returncode: int
    said: str


def build(root: Path, language: str = "id", coding: str = "adjudicated") -> Done:
    """Build the web edition of the book below `root` in a process of its own."""
    return forked(root, web_edition, Edition(root, language, coding))


def web_edition(edition: Edition) -> None:
    """Build the web edition alone; SystemExit says what is wrong."""
    try:
        with second_process() as other:
            refuse_invalid_base(edition, other)
        run_notebooks(edition, Progress(), "")
        refresh_exports(edition.root)
        build_html(edition, edition.work / "html", Progress())
    except BuildError as error:
        sys.exit(str(error))


def jupyter_book_alone() -> None:
    """Build the book of the current folder as ``jupyter-book build .`` does."""
    from jupyter_book.cli.main import main

    main(["build", "."])


def forked(root: Path, function: Callable[..., object], *arguments: object) -> Done:
    """Call a function below `root` in a process that has imported and compiled what builds need.

    The result of the function, if it is a number, and SystemExit count as in a program.
    """
    begin(root, function, *arguments)
    return end()


def forked_here(root: Path, function: Callable[..., object], *arguments: object) -> Done:
    """Do what `forked` does in a fork of this process, with what a test has replaced in it."""
    with TemporaryFile("w+", encoding="utf-8", buffering=1) as said:
        process = get_context("fork").Process(
            target=_program, args=(said, root, function, arguments, ""))
        process.start()
        process.join()
        said.seek(0)
        assert process.exitcode is not None
        return Done(process.exitcode, said.read())


def begin(root: Path, function: Callable[..., object], *arguments: object, mark: str = "") -> int:
    """Begin what `forked` does; return the process id.

    mark: puts it into a session of its own and marks what it starts, see `processes`.
    """
    builder, _ = _builder()
    builder.send((root, function, arguments, mark))
    return builder.recv()


def end() -> Done:
    """Return how the process ended that was begun."""
    builder, said = _builder()
    code = builder.recv()
    said.seek(0)
    return Done(code, said.read())


@cache
def _builder() -> tuple[Connection, TextIO]:
    """Return a connection to a process that forks those that build, and the file they write to.

    It has built a book before, so that they need not import and compile what it has.
    """
    here, there = Pipe()
    said = TemporaryFile("w+", encoding="utf-8", buffering=1)  # noqa: SIM115
    if os.fork() == 0:
        here.close()
        _fork_on_order(there, said)
    there.close()
    return here, said


def _fork_on_order(orders: Connection, said: TextIO) -> NoReturn:
    try:
        warnings.simplefilter("ignore")  # those of libraries, as in any program
        forget()
        kernels._fork_servers.clear()
        with TemporaryDirectory() as folder, suppress(SystemExit):
            web_edition(Edition(write_book(Path(folder) / "book")))
        while True:
            process = get_context("fork").Process(target=_program, args=(said, *orders.recv()))
            process.start()
            orders.send(process.pid)
            process.join()
            orders.send(process.exitcode)
    finally:  # whoever asked has ended
        kernels.end_fork_server()
        os._exit(0)


def _program(said: TextIO, root: Path, function: Callable, arguments: tuple, mark: str) -> None:
    if mark:
        os.setsid()
        os.environ[MARK] = mark
        kernels._fork_servers.clear()
    said.seek(0)
    said.truncate()
    for stream in (1, 2):
        os.dup2(said.fileno(), stream)
    sys.stdout = sys.stderr = said
    os.chdir(root)
    sys.exit(function(*arguments))


def forget() -> None:
    """Forget what functions of the package have cached."""
    for name in [name for name in sys.modules if name.startswith("thesis.")]:
        for value in vars(sys.modules[name]).values():
            getattr(value, "cache_clear", int)()


def aside(function: Callable[..., T], *arguments: object) -> T:
    """Call a function in a process of its own, and return its result or raise its error.

    Typst keeps threads, which a process that is forked later would wait for without end.
    """
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        return pool.submit(function, *arguments).result()
