"""One edition, start to end: check, notebooks, web pages, PDF, and only then what the reader sees.

Sphinx keeps one core busy and no more (an extension that Jupyter Book loads declares no parallel
reading). A second process checks the base while this one imports Sphinx, writes the exports while
notebooks run, and makes printed pages while Sphinx writes the others.
"""

import importlib
import signal
import time
from collections.abc import Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from thesis.make.publish import publish, put_back
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.files import digest_of
from thesis.project.inputs import book_made_from, book_step
from thesis.project.progress import Progress
from thesis.project.state import is_current, record

MOST_CELLS = ("pandas", "matplotlib.figure", "matplotlib.backends.backend_svg")  # import these


def build_edition(edition: Edition, progress: Progress, scheduler: str = "") -> None:
    """Build an edition: ``_build/html`` and ``_build/pdf``, or what stands for them.

    Works in a folder of its own below ``_build/work``. What the reader sees is replaced only when
    all of it has succeeded. scheduler: address of a Dask scheduler that runs the notebooks. Raises
    BuildError.
    """
    root, step = edition.root, book_step(edition)
    made_from = book_made_from(root)
    put_back(edition.html, edition.pdf)
    if is_current(root, step, made_from, (edition.html / "index.html", edition.pdf)):
        with progress.step("book"):
            progress.describe("kept: nothing has changed")
        return
    record(root, step, None)
    began = time.time()
    with second_process() as other:
        with progress.step("check"):
            refuse_invalid_base(edition, other)
        exports = begin_exports(root, other)
        with progress.step("notebooks"):
            run_notebooks(edition, progress, scheduler)
        with progress.step("pages"):
            exports.result()
            included = build_pages(edition, progress, other)
        with progress.step("PDF"):
            from thesis.print.pdf import build_pdf

            progress.describe("made" if build_pdf(edition) else "kept")
    publish({edition.work / "html": edition.html, edition.work / edition.pdf.name: edition.pdf})
    record(root, "included files", sorted(path.relative_to(root).as_posix() for path in included))
    if all(path.stat().st_mtime < began for path in included):  # else it may show an older state
        record(root, step, made_from | {"included": digest_of(included, root)})


@contextmanager
def second_process() -> Iterator[Executor]:
    """Give a process beside this one, which leaves Ctrl-C to it."""
    with ProcessPoolExecutor(1, initializer=signal.signal,
                             initargs=(signal.SIGINT, signal.SIG_IGN)) as pool:
        yield pool


def refuse_invalid_base(edition: Edition, other: Executor) -> None:
    """Raise BuildError with every problem of the evidence base, if it has one.

    The other process looks for them; this one imports meanwhile what follows.
    """
    from nbrefresh.kernels import preload
    from thesis.check.report import as_text
    from thesis.check.validation_cache import problems_since

    checked = other.submit(problems_since, edition.root)
    if not edition.cache.exists():
        preload(MOST_CELLS)
    import_extensions(edition)
    if problems := checked.result():
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise BuildError(f"{as_text(problems)}\nnot built: {count} in the evidence base")


def import_extensions(edition: Edition) -> None:
    """Import what Sphinx will load, which takes a second or two."""
    from thesis.book.application import final_config

    for name in final_config(edition)["extensions"]:
        importlib.import_module(name)


def begin_exports(root: Path, other: Executor) -> Future:
    """Let the other process write the exports that the book offers."""
    from thesis.exports import refresh_exports

    return other.submit(refresh_exports, root)


def run_notebooks(edition: Edition, progress: Progress, scheduler: str) -> None:
    """Bring the results of the notebooks up to date; BuildError names the cells that fail."""
    from thesis.book.notebooks import execute_notebooks
    from thesis.publish.metadata import config

    timeout = config(edition.root)["execute"]["timeout"]
    done = execute_notebooks(
        edition, edition.cache, timeout, scheduler,
        lambda now: progress.advance(now.done, now.total, ", ".join(now.running)))
    progress.describe(f"{len(done.stale)} run, {len(done.kept)} kept")


def build_pages(edition: Edition, progress: Progress, other: Executor) -> set[Path]:
    """Write the web pages, and print those that are complete; return the files that they name."""
    from thesis.make.html import build_html
    from thesis.print.fragments import printing_beside
    from thesis.print.pdf import fragments, typst_warmed_up

    with (typst_warmed_up(edition) as warm_up,
          printing_beside(fragments(edition), other) as page_written):
        return build_html(edition, edition.work / "html", progress, page_written, warm_up)
