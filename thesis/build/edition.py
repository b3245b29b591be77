"""One edition, start to end: check, web pages, PDF, and only then what the reader sees."""

import shutil
from pathlib import Path

from thesis.build.errors import BuildError
from thesis.build.stamp import inputs_stamp, is_current
from thesis.paths import BUILD, ROOT

PDF_NAMES = {"id": "tesis.pdf", "en": "thesis.pdf"}


def build_edition(language: str, build: Path = BUILD) -> tuple[Path, Path]:
    """Build the edition of a language; return the paths of its start page and its PDF.

    Works in ``_build/work/<language>``. What the reader sees, ``_build/html`` (Indonesian) or
    ``_build/html-en`` and ``_build/pdf``, is replaced only when all of it has succeeded.
    """
    start_page, pdf = paths(language, build)
    work = build / "work" / language
    stamp, state = work / ".complete", inputs_stamp(ROOT)
    if is_current(stamp, state, (start_page, pdf)):
        return start_page, pdf
    stamp.unlink(missing_ok=True)
    refuse_invalid_base()
    from thesis.build.print import build_pdf, typst_warmed_up

    with typst_warmed_up(work):
        from thesis.build.html import build_html  # Sphinx: seconds, in which Typst warms up

        build_html(work / "html", language)
    build_pdf(work / "html", language, work / pdf.name)
    replace_folder(work / "html", start_page.parent)
    pdf.parent.mkdir(exist_ok=True)
    replace_file(work / pdf.name, pdf)
    stamp.write_text(state, encoding="utf-8")
    return start_page, pdf


def paths(language: str, build: Path) -> tuple[Path, Path]:
    """Return where the reader finds the start page and the PDF of an edition."""
    folder = "html" if language == "id" else f"html-{language}"
    return build / folder / "index.html", build / "pdf" / PDF_NAMES[language]


def refuse_invalid_base() -> None:
    """Raise BuildError with every problem of the evidence base, if it has one."""
    from thesis.check.memory import CHECKED, problems_since
    from thesis.check.report import as_text

    problems = problems_since(ROOT, BUILD / CHECKED)
    if problems:
        count = f"{len(problems)} problem{'s' if len(problems) > 1 else ''}"
        raise BuildError(f"{as_text(problems)}\nnot built: {count} in the evidence base")


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
