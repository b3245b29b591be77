"""One edition, start to end: check, web pages, PDF, and only then what the reader sees."""

import os
import shutil
from pathlib import Path

from thesis import coding as codings
from thesis.build.errors import BuildError
from thesis.build.stamp import inputs_stamp, is_current
from thesis.paths import BUILD, ROOT

PDF_NAMES = {"id": "tesis.pdf", "en": "thesis.pdf"}


def build_edition(language: str, coding: str = codings.DEFAULT,
                  build: Path = BUILD) -> tuple[Path, Path]:
    """Build the edition of a language; return the paths of its start page and its PDF.

    Works in a folder of its own below ``_build/work``. What the reader sees, ``_build/html``
    (Indonesian) or ``_build/html-en`` and ``_build/pdf``, is replaced only when all of it has
    succeeded. Another coding than the default (`thesis.coding`) gives an edition to compare with,
    beside the other and marked as such.
    """
    os.environ[codings.VARIABLE] = codings.checked(coding)
    start_page, pdf = paths(language, coding, build)
    work = work_folder(language, coding, build)
    stamp, state = work / ".complete", inputs_stamp(ROOT)
    if is_current(stamp, state, (start_page, pdf)):
        return start_page, pdf
    from thesis.build.html import build_html  # Sphinx and all: seconds that a current book saves
    from thesis.build.print import build_pdf

    stamp.unlink(missing_ok=True)
    refuse_invalid_base()
    build_html(work / "html", language)
    build_pdf(work / "html", language, work / pdf.name)
    replace_folder(work / "html", start_page.parent)
    pdf.parent.mkdir(exist_ok=True)
    replace_file(work / pdf.name, pdf)
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


def refuse_invalid_base() -> None:
    """Raise BuildError with every problem of the evidence base, if it has one."""
    from thesis.book.freshness import CHECKED, checked_digest
    from thesis.check import check_base
    from thesis.check.report import as_text

    problems = check_base(ROOT)
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise BuildError(f"{as_text(problems)}\nnot built: {count} in the evidence base")
    os.environ[CHECKED] = checked_digest(ROOT)


def replace_folder(source: Path, target: Path) -> None:
    """Put a copy of `source` in the place of `target`, complete at the moment it appears."""
    fresh, old = (target.with_name(f".{target.name}.{word}") for word in ("new", "old"))
    for leftover in (fresh, old):
        shutil.rmtree(leftover, ignore_errors=True)
    shutil.copytree(source, fresh)
    if target.exists():
        target.rename(old)
    fresh.rename(target)
    shutil.rmtree(old, ignore_errors=True)


def replace_file(source: Path, target: Path) -> None:
    """Put a copy of `source` in the place of `target` in one step."""
    partial = target.with_suffix(".partial")
    shutil.copyfile(source, partial)
    partial.replace(target)
