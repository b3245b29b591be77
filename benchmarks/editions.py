"""The book against Jupyter Book alone: the same sources, the same changes, the same run."""

import re
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from measure import Step, python, table
from preview import saved_until_shown

from thesis.project.paths import CODE as ROOT

CHAPTER, SENTENCE = "chapters/03-situation.md", "\nKalimat tambahan untuk pengukuran.\n"
TAG = "chapters/04-iom-efforts.md"
# Jupyter Book alone: its own execution, which is not observed, no check, no exports, no pages kept
# for what they rest on.
VANILLA = {"provenance.py": '''

def setup(app):
    pass
''', "guard.py": '''

def setup(app):
    app.add_config_value("thesis_prepared", True, "", bool)
    app.add_config_value("thesis_coding", DEFAULT, "env", str)
''', "incremental.py": '''

def setup(app):
    pass
'''}
JUPYTER_BOOK = ("import sys; from jupyter_book.cli.main import main; "
                "sys.argv = ['jupyter-book', 'build', '.']; main()")
BUILD = ["-m", "thesis", "build"]
EDITION = ("from pathlib import Path; from thesis.project.edition import Edition; "
           "edition = Edition(Path.cwd()); ")
HTML_ALONE = EDITION + ("from thesis.make.html import build_html; "
                        "from thesis.project.progress import Progress; "
                        "build_html(edition, edition.work / 'html', Progress())")
PDF_ALONE = EDITION + "from thesis.print.pdf import build_pdf; build_pdf(edition)"


def copy(target: Path) -> Path:
    """Copy the tracked files of the project, as they are now, to `target` and return it."""
    names = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True,
                           check=True).stdout.split("\0")
    for name in filter(None, names):
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, target / name)
    return target


def table_rows(folder: Path, say: Callable[[Step], None]) -> list[tuple[str, Step, Step | None]]:
    """Return (what changed, ours, vanilla) for each change, in the order in which it was made."""
    ours, vanilla = copy(folder / "ours"), copy(folder / "vanilla")
    for module, text in VANILLA.items():
        append(vanilla / "thesis" / "book" / module, text)
    rows = []

    def measure(name: str, change: Callable[[Path], None] | None = None) -> None:
        pair = []
        for root, label, code in ((vanilla, "Jupyter Book", ["-c", JUPYTER_BOOK]),
                                  (ours, "thesis", [*BUILD, "--language", "id"])):
            if change:
                change(root)
            pair.append(python(f"{name}, {label}", code, root))
            say(pair[-1])
        rows.append((name, pair[1], pair[0]))

    measure("cold")
    both = python("cold, both editions, thesis", BUILD, copy(folder / "both"))
    say(both)
    rows.append(("cold, both editions", both, replace(rows[0][2], seconds=2 * rows[0][2].seconds)))
    measure("nothing changed")
    measure("a sentence", lambda root: append(root / CHAPTER, SENTENCE))
    shown = saved_until_shown(ours, lambda: append(ours / CHAPTER, SENTENCE))
    say(shown)
    rows.append((shown.name, shown, rows[-1][2]))
    measure("a tag of a cell", lambda root: substitute(
        root / TAG, ":tags: [remove-cell]", ":tags: [remove-cell, bench]"))
    measure("one value of the data", lambda root: substitute(
        root / "data" / "caseload.csv", r"^(C001,)(\d+)", lambda m: f"{m[1]}{int(m[2]) + 1}"))
    measure("every table of the data", quote_headers)
    for name, code, stale in (("HTML alone", HTML_ALONE, "html"),
                              ("PDF alone", PDF_ALONE, "print")):
        remove(ours / "_build" / "work" / "id", stale)
        step = python(name, ["-c", code], ours)
        say(step)
        rows.append((name, step, None))
    return rows


def table_text(rows: list[tuple[str, Step, Step | None]]) -> str:
    """Return the rows with the ratio of ours, HTML and PDF, to Jupyter Book's HTML."""
    body = [[name, f"{ours.seconds:.1f}", f"{vanilla.seconds:.1f}" if vanilla else "–",
             f"{ours.seconds / vanilla.seconds:.2f}" if vanilla else "–",
             f"{ours.megabytes:.0f}" if ours.megabytes else "–"]
            for name, ours, vanilla in rows]
    (_, first, cold), (_, both, _) = rows[:2]
    data = next(ours for name, ours, _ in rows if name == "one value of the data")
    body.append(["one value, against Jupyter Book's cold build", f"{data.seconds:.1f}",
                 f"{cold.seconds:.1f}", f"{data.seconds / cold.seconds:.2f}", "–"])
    more = both.seconds - first.seconds
    body.append(["cold, one more edition, against the first", f"{more:.1f}",
                 f"{first.seconds:.1f}", f"{more / first.seconds:.2f}", "–"])
    return table(["changed since the last build", "HTML and PDF (s)", "Jupyter Book, HTML (s)",
                  "ratio", "peak memory (MB)"], body)


def append(path: Path, text: str) -> None:
    """Add text to a file."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def substitute(path: Path, pattern: str, new: str | Callable) -> None:
    """Replace the first match of a pattern in a file; ValueError where there is none."""
    text = path.read_text(encoding="utf-8")
    pattern = pattern if pattern.startswith("^") else re.escape(pattern)
    changed, count = re.subn(pattern, new, text, count=1, flags=re.MULTILINE)
    if not count:
        raise ValueError(f"{path.name} does not hold {pattern}")
    path.write_text(changed, encoding="utf-8")


def quote_headers(root: Path) -> None:
    """Change the bytes of every table but not what they say."""
    for path in (root / "data").glob("*.csv"):
        header, rest = path.read_text(encoding="utf-8").split("\n", 1)
        first, *others = header.split(",")
        path.write_text(",".join([f'"{first}"', *others]) + "\n" + rest, encoding="utf-8")


def remove(work: Path, stale: str) -> None:
    """Remove what a step alone has to make anew: the pages, or the PDF with what led to it."""
    if stale == "html":
        shutil.rmtree(work / "html")
        shutil.rmtree(work / ".doctrees", ignore_errors=True)
    else:
        for path in work.glob("tesis.*"):
            path.unlink()
        shutil.rmtree(work / "print", ignore_errors=True)


def table_of(folder: Path, say: Callable[[Step], None]) -> str:
    """Return the part of the report."""
    return ("## Building\n\nOurs makes HTML and PDF, checks the base and writes the exports; "
            "Jupyter Book alone makes HTML of the same sources with its own cache and shows old "
            "numbers after a change of the data. The preview (`make watch`, median of saves) "
            "makes HTML.\n\n" + table_text(table_rows(folder, say)))
