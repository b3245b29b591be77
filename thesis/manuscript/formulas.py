"""Formulas of the text, which are TeX: read by pandoc, as MathML that keeps the TeX for print."""

import json
import re
import subprocess
from collections.abc import Iterator
from functools import cache

import pypandoc

from thesis.manuscript.text import prose_lines, roles

BLOCK = re.compile(r"^ *(?P<fence>`{3,}|:{3,})\{math\}.*\n(?P<body>(?:.*\n)*?) *(?P=fence) *$",
                   re.M)
DOLLARS = r"\$\$(?P<block>[^$]+)\$\$|(?<![\d\\$])\$(?![\s$])(?P<inline>[^$\n]*?)(?<![\s\\])\$(?!\d)"
OPTION = re.compile(r"^\s*:[\w-]+:.*$", re.M)
UNSEEN = re.compile(r"\\(?:tag|label|ref|eqref)\b")
VERSION = [1, 23]  # of the document that pandoc is given


def formulas(text: str) -> Iterator[tuple[int, str]]:
    """Yield (line number, TeX) of every formula in a page."""
    if "$" not in text and "{math}" not in text:
        return
    for line, role, tex in roles(text):
        if role == "math":
            yield line, tex
    lines = [""] * (text.count("\n") + 1)
    for number, prose in prose_lines(text):
        lines[number - 1] = re.sub("`[^`]*`", "", prose)
    written = "\n".join(lines)
    for match in re.finditer(DOLLARS, written):
        yield written.count("\n", 0, match.start()) + 1, match["block"] or match["inline"]
    for block in BLOCK.finditer(text):
        yield text.count("\n", 0, block.start()) + 1, as_lines(OPTION.sub("", block["body"]))


def as_lines(tex: str) -> str:
    """Return a formula of several lines as TeX sets it, where a blank line begins another."""
    tex = re.sub(r"\n\s*\n", r"\\\\", tex.strip())
    return rf"\begin{{split}}{tex}\end{{split}}" if r"\\" in tex and r"\begin" not in tex else tex


@cache
def mathml(display: bool, *formulas: str) -> str:
    """Return formulas, blocks or parts of a line, as MathML.

    Raises ValueError with the first command that pandoc does not know, or leaves out.
    """
    if lost := UNSEEN.search("".join(formulas)):
        raise ValueError(f"{lost[0]} is not shown: give it a :label: and name that by {{eq}}")
    kind = {"t": "DisplayMath" if display else "InlineMath"}
    blocks = [{"t": "Plain", "c": [{"t": "Math", "c": [kind, tex.strip()]}]} for tex in formulas]
    document = {"pandoc-api-version": VERSION, "meta": {}, "blocks": blocks}
    done = subprocess.run([pypandoc.get_pandoc_path(), "--from=json", "--to=html", "--mathml"],
                          input=json.dumps(document), capture_output=True, encoding="utf-8")
    if done.returncode or done.stderr:
        said = [line.strip() for line in done.stderr.splitlines() if "unexpected" in line]
        raise ValueError(said[0] if said else "it is no formula")
    return done.stdout.strip()
