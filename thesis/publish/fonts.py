"""Which characters print has fonts for: those of Typst, and files that the author adds."""

import re
import subprocess
import sys
from functools import cache
from itertools import islice
from pathlib import Path

import typst

FONTS = "fonts"  # below the root of a project
ASKED = re.compile(r"[^\x00-\u024f\u2010-\u2026\s]")  # all others are known to have one
MISSING = "could not be displayed"
PROGRAM = """import sys, typst
fonts = typst.Fonts(include_system_fonts=False, font_paths=sys.argv[1:])
typst.Compiler(sys.stdin.buffer.read(), font_paths=fonts).compile(pdf_standards="ua-1")
"""
MOST = 20  # characters that are named at once: each costs a run of Typst


def missing_glyphs(text: str, root: Path) -> list[str]:
    """Return characters of a text that no font of print has, of many the first."""
    asked = sorted(set(ASKED.findall(text)))
    if not asked or _has_font(" ".join(asked), root):
        return []
    return list(islice((character for character in asked if not _has_font(character, root)), MOST))


@cache
def fonts(root: Path) -> typst.Fonts:
    """Return the fonts of print, which are the same on every machine."""
    return typst.Fonts(include_system_fonts=False, font_paths=[str(root / FONTS)])


def _has_font(text: str, root: Path) -> bool:
    """Return whether Typst finds a font for every character of a text.

    It runs in a program of its own: it keeps threads, for which processes that are forked after
    it would wait without end.
    """
    source = f'#set document(title: "-")\n#set text(font: "Libertinus Serif")\n#"{text}"'
    done = subprocess.run([sys.executable, "-c", PROGRAM, str(root / FONTS)],
                          input=source.encode(), capture_output=True)
    return MISSING not in done.stderr.decode(errors="replace")
