"""Editions, start to end: check, notebooks, web pages, PDF, and only then what the reader sees.

The base is checked and the exports are written once, by a second process, beside the imports and
the notebooks of this one. Sphinx keeps one core busy and no more (an extension that Jupyter Book
loads declares no parallel reading), so that each edition then has a process of its own, and one
beside it that makes printed pages while Sphinx writes the others.
"""

import importlib
import os
import signal
import time
from collections.abc import Iterator, Sequence
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager
from pathlib import Path

from nbrefresh.interrupts import shielded
from thesis.check.problem import Problem
from thesis.make.publish import publish, put_back
from thesis.make.side_by_side import side_by_side
from thesis.project.edition import Edition, languages_of
from thesis.project.errors import BuildError
from thesis.project.files import digest_of
from thesis.project.inputs import book_made_from, book_step
from thesis.project.progress import Progress
from thesis.project.state import is_current, record

MOST_CELLS = ("pandas", "matplotlib.figure", "matplotlib.backends.backend_svg")  # import these


def build_editions(editions: Sequence[Edition], progress: Progress,
                   scheduler: str = "") -> dict[Edition, str]:
    """Build editions of one project: ``_build/html`` and ``_build/pdf``, or what stands for them.

    Return {edition: what kept it from being built}, which leaves the others. Each is made in a
    folder of its own below ``_build/work``; what the reader sees of it is replaced only when all of
    it has succeeded. scheduler: address of a Dask scheduler that runs the notebooks. Raises
    BuildError where none can be built.
    """
    root = editions[0].root
    made_from, began = book_made_from(root), time.time()
    stale = [edition for edition in editions if not is_kept(edition, made_from, progress)]
    if not stale:
        return {}
    with second_process() as other:
        with progress.step("check"):
            refuse_invalid_base(stale[0], other)
        from thesis.book.application import read_base
        from thesis.check.report import as_text
        from thesis.exports import refresh_exports

        failed = {edition: as_text(problems) for edition in stale
                  if (problems := problems_of_edition(edition))}
        exports = other.submit(refresh_exports, root)
        for edition in [edition for edition in stale if edition not in failed]:
            try:
                with progress.step(f"{edition.name} notebooks"):
                    run_notebooks(edition, progress, scheduler)
            except BuildError as error:
                failed[edition] = str(error)
        exports.result()
    read_base(root)
    sound = [edition for edition in stale if edition not in failed]
    for edition, found in side_by_side(make_edition, sound, progress):
        if isinstance(found, BuildError):
            failed[edition] = str(found)
        else:
            publish_edition(edition, found, made_from, began)
    return failed


def is_kept(edition: Edition, made_from: dict[str, str], progress: Progress) -> bool:
    """Return whether the reader sees what would be built, and say so; else forget what it is."""
    put_back(edition.html, edition.pdf)
    if is_current(edition.root, book_step(edition), made_from,
                  (edition.html / "index.html", edition.pdf)):
        with progress.step(f"{edition.name} book"):
            progress.describe("kept: nothing has changed")
        return True
    record(edition.root, book_step(edition), None)
    return False


@contextmanager
def second_process() -> Iterator[Executor]:
    """Give a process beside this one, which leaves Ctrl-C to it.

    It is forked at once, before this one has threads, and begins nothing after the block. An
    interrupt between its start and that of the thread that ends it would leave it for ever.
    """
    pool = ProcessPoolExecutor(1, initializer=signal.signal,
                               initargs=(signal.SIGINT, signal.SIG_IGN))
    try:
        with shielded(), shielded(signal.SIGTERM):
            pool.submit(os.getpid)
        yield pool
    finally:
        pool.shutdown(cancel_futures=True)


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


def problems_of_edition(edition: Edition) -> list[Problem]:
    """Return what keeps one edition from being built, but not the others: its translations.

    A project without catalogs of its text is shown as it is.
    """
    from thesis.check.translations import translation_problems  # a kept book needs no pandas

    if edition.language not in languages_of(edition.root):
        return []
    return list(translation_problems(edition.root, edition.language))


def import_extensions(edition: Edition) -> None:
    """Import what Sphinx will load, which takes a second or two."""
    from thesis.book.application import final_config

    for name in final_config(edition)["extensions"]:
        importlib.import_module(name)


def run_notebooks(edition: Edition, progress: Progress, scheduler: str) -> None:
    """Bring the results of the notebooks up to date; BuildError names the cells that fail."""
    from thesis.book.notebooks import execute_notebooks
    from thesis.publish.metadata import config

    timeout = config(edition.root)["execute"]["timeout"]
    done = execute_notebooks(
        edition, edition.cache, timeout, scheduler,
        lambda now: progress.advance(now.done, now.total, ", ".join(now.running)))
    progress.describe(f"{len(done.stale)} run, {len(done.kept)} kept")


def make_edition(edition: Edition, progress: Progress) -> set[Path]:
    """Make pages and PDF where an edition is built; return the files that its pages name."""
    from thesis.make.html import build_html
    from thesis.print.fragments import printing_beside
    from thesis.print.pdf import build_pdf, fragments, typst_warmed_up

    with (progress.step("pages"), second_process() as other, typst_warmed_up(edition) as warm_up,
          printing_beside(fragments(edition), other) as page_written):
        included = build_html(edition, edition.work / "html", progress, page_written, warm_up)
    with progress.step("PDF"):
        progress.describe("made" if build_pdf(edition) else "kept")
    return included


def publish_edition(edition: Edition, included: set[Path], made_from: dict[str, str],
                    began: float) -> None:
    """Show an edition that was begun at a time (in s) to the reader, and what it was made from."""
    root, work = edition.root, edition.work
    publish({work / "html": edition.html, work / edition.pdf.name: edition.pdf})
    record(root, "included files", sorted(path.relative_to(root).as_posix() for path in included))
    if all(path.stat().st_mtime < began for path in included):  # else it may show an older state
        record(root, book_step(edition), made_from | {"included": digest_of(included, root)})
