"""One edition, start to end: check, web pages, PDF, and only then what the reader sees."""

import os
import shutil
from pathlib import Path

from nbrefresh.interrupts import shielded
from thesis.base import coding as codings
from thesis.project.paths import BUILD, CACHE, ROOT
from thesis.project.progress import note, step
from thesis.project.stamp import inputs_stamp, is_current

SCHEDULER = "THESIS_DASK_SCHEDULER"  # variable with the address of a Dask scheduler
PDF_NAMES = {"id": "tesis.pdf", "en": "thesis.pdf"}


def build_edition(language: str, coding: str = codings.DEFAULT,
                  build: Path = BUILD) -> tuple[Path, Path]:
    """Build the edition of a language; return the paths of its start page and its PDF.

    Works in a folder of its own below ``_build/work``. What the reader sees, ``_build/html``
    (Indonesian) or ``_build/html-en`` and ``_build/pdf``, is replaced only when all of it has
    succeeded. Another coding than the default (`thesis.base.coding`) gives an edition to compare
    with, beside the other and marked as such.
    """
    os.environ[codings.VARIABLE] = codings.checked(coding)
    start_page, pdf = paths(language, coding, build)
    for target in (start_page.parent, pdf):
        put_back(target)
    work = work_folder(language, coding, build)
    stamp, state = work / ".complete", inputs_stamp(ROOT)
    if is_current(stamp, state, (start_page, pdf)):
        with step("book"):
            note("kept: nothing has changed")
        return start_page, pdf
    stamp.unlink(missing_ok=True)
    from thesis.make.background import begin_exports, refuse_invalid_base, second_process

    with second_process() as other:
        with step("check"):
            refuse_invalid_base(work / CACHE, other)
            begin_exports(other)
        with step("pages"):
            from thesis.make.html import build_html
            from thesis.print.pdf import build_pdf, press, typst_warmed_up

            with typst_warmed_up(work), press(work / "html", language).running(other):
                build_html(work / "html", language)
        with step("PDF"):
            made = build_pdf(work / "html", language, work / pdf.name)
            note("made" if made else "kept")
    publish({work / "html": start_page.parent, work / pdf.name: pdf})
    stamp.write_text(state, encoding="utf-8")
    return start_page, pdf


def work_folder(language: str, coding: str, build: Path = BUILD) -> Path:
    """Return where an edition is built."""
    return build / "work" / f"{language}{mark(coding)}"


def paths(language: str, coding: str, build: Path) -> tuple[Path, Path]:
    """Return where the reader finds the start page and the PDF of an edition."""
    folder = ("html" if language == "id" else f"html-{language}") + mark(coding)
    pdf = Path(PDF_NAMES[language])
    return build / folder / "index.html", build / "pdf" / f"{pdf.stem}{mark(coding)}{pdf.suffix}"


def mark(coding: str) -> str:
    """Return what names of an edition say about its coding, nothing for the default."""
    return "" if coding == codings.DEFAULT else f"-coding-{coding}"


def publish(results: dict[Path, Path]) -> None:
    """Put copies of files or folders {source: target} in the place of older ones, all or none.

    The copies are made beside their targets first; an interrupt waits until all have moved.
    """
    for source, target in results.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, beside(target, "new"))
    with shielded():
        for target in results.values():
            if target.is_dir():
                target.rename(beside(target, "old"))
            beside(target, "new").replace(target)
    for target in results.values():
        shutil.rmtree(beside(target, "old"), ignore_errors=True)


def beside(target: Path, word: str) -> Path:
    """Return the hidden place beside a target for its next or its last state."""
    return target.with_name(f".{target.name}.{word}")


def put_back(target: Path) -> None:
    """Clear away what a build that was killed left beside a target, and undo half a swap."""
    old, new = beside(target, "old"), beside(target, "new")
    if old.exists() and not target.exists():
        old.rename(target)
    for leftover in (old, new):
        if leftover.is_dir():
            shutil.rmtree(leftover)
        leftover.unlink(missing_ok=True)
