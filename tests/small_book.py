"""A book of one chapter over a small base: written, built, and changed by the tests."""

import os
import shutil
import sys
import warnings
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context
from pathlib import Path
from tempfile import TemporaryFile
from typing import TextIO, TypeVar

from check_data import NOTES, SERIES, cut_small_base

from nbrefresh.kernels import preload
from thesis.analysis.situation_police import ANNUAL
from thesis.exports import refresh_exports
from thesis.make.edition import MOST_CELLS, refuse_invalid_base, run_notebooks, second_process
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
    """How a process ended, and what it said on stderr."""

    returncode: int
    stderr: str


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

    os.dup2(2, 1)
    sys.stdout = sys.stderr
    main(["build", "."])


def forked(root: Path, function: Callable[..., object], *arguments: object) -> Done:
    """Call a function below `root` in a process that need not import what this one has imported.

    The result of the function, if it is a number, and SystemExit count as in a program.
    """
    preload(MOST_CELLS)
    with TemporaryFile("w+", encoding="utf-8") as said:
        process = get_context("fork").Process(target=_program,
                                              args=(root, said, function, arguments))
        process.start()
        process.join()
        said.seek(0)
        assert process.exitcode is not None
        return Done(process.exitcode, said.read())


def aside(function: Callable[..., T], *arguments: object) -> T:
    """Call a function in a process of its own, and return its result or raise its error.

    Typst keeps threads, which a process that is forked later would wait for without end.
    """
    with ProcessPoolExecutor(1, get_context("fork")) as pool:
        return pool.submit(function, *arguments).result()


def _program(root: Path, said: TextIO, function: Callable, arguments: tuple) -> None:
    os.dup2(said.fileno(), 2)
    sys.stderr = said
    os.chdir(root)
    warnings.simplefilter("ignore")  # those of libraries, as in any program
    for name in [name for name in sys.modules if name.startswith("thesis.")]:
        for value in vars(sys.modules[name]).values():
            getattr(value, "cache_clear", int)()  # of functions that this process has called
    sys.exit(function(*arguments))
