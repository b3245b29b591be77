"""Check the pages for markup of other programs, which would stand in the book as it is typed.

And for cells that install packages, which no other machine would install in the same state.
"""

import re
from collections.abc import Iterator
from pathlib import Path

from thesis.check.problem import Problem, quoted
from thesis.check.prose import plain_prose
from thesis.manuscript.text import page_files

MARKUP = (  # what it is, what to write instead, how it looks
    ("the name of an emoji", "the character itself", r"(?<![\w:/.])(:[a-z][a-z0-9_+-]*:)(?![\w:])"),
    ("text that is struck out", "the text as it should read", r"(~~[^~\s][^~]*~~)"),
    ("a box to tick", "a list without boxes", r"^[\s>]*(?:[-*+]|\d+[.)])\s+(\[[ xX]\])\s"),
    ("marked text", "*text*", r"(?<!=)(==[^=\s][^=]*==)(?!=)"),
    ("a link of a wiki", "[text](page.md)", r"(?<!!)(\[\[[^\[\]]+\]\])(?!\()"),
    ("a box of GitHub", "```{note}", r"(\[!(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION)\])"),
    ("a placeholder", "{fact}`name`", r"(\{\{[^{}]*\}\})"),
    ("a citation of pandoc", "{cite:p}`key`", r"(\[[^\[\]]*(?<!\w)-?@[\w:-]+[^\[\]]*\])(?!\()"),
    ("a command of TeX", "the Markdown for it, such as {cite:p}`key` or *text*",
     r"(\\(?:cite\w*|ref|label|footnote|text\w{2}|emph|begin|section)\{)"),
    ("raised or lowered text", "{sup}`2` or {sub}`2`", r"(?<=\w)(\^\w{1,3}\^|~\w{1,3}~)"),
)
TYPED = [(what, instead, re.compile(look, re.M)) for what, instead, look in MARKUP]
LINK = re.compile(r"\]\(\s*<?([a-z][a-z0-9+.-]*):(?=[^)\s])", re.I)
SCHEMES = ("http", "https", "mailto", "tel")  # as _config.yml has them
CELL = re.compile(r"^(?P<fence>`{3,}|:{3,})\{code-cell\}.*\n(?P<body>(?:.*\n)*?)(?P=fence)", re.M)
INSTALL = re.compile(r"^[\s\"]*[!%]{1,2}(?:pip3?|conda|mamba|uv|poetry)\b.*"
                     r"|^.*(?:\bpip3? install\b|[\"']-m[\"'], [\"']pip[\"']|\b-m pip\b).*", re.M)


def markup_problems(root: Path) -> Iterator[Problem]:
    """Yield markup that stays as it is typed, links that lead nowhere, cells that install."""
    for path in page_files(root):
        file, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        prose = "\n".join(plain_prose(text))
        for what, instead, look in TYPED:
            for match in look.finditer(prose):
                yield Problem(file, _line(prose, match.start(1)), "markup",
                              f"{quoted(match[1])} is {what}, and is shown as it is typed", instead,
                              "write it so, or between backticks where it is meant", "markup")
        for match in LINK.finditer(prose):
            if (scheme := match[1].lower()) not in SCHEMES:
                yield Problem(file, _line(prose, match.start()), "link",
                              f"the link begins with {scheme}:, which the book does not follow",
                              f"a link that begins with one of {', '.join(SCHEMES)}, or a file",
                              "mend the link, or write its text alone", "link")
        for cell in CELL.finditer(text):
            yield from install_problems(file, cell["body"], _line(text, cell.start("body")))
    for path in sorted(root.glob("notebooks/*.ipynb")):
        yield from install_problems(path.relative_to(root).as_posix(),
                                    path.read_text(encoding="utf-8", errors="replace"), 1)


def install_problems(file: str, code: str, first: int) -> Iterator[Problem]:
    """Yield the lines of code that install packages; `first` is the line where the code begins."""
    for match in INSTALL.finditer(code):
        yield Problem(file, first + code.count("\n", 0, match.start()), "code",
                      f"the cell installs a package: {quoted(match[0].strip())}",
                      "packages that requirements.lock names", "add the package to pyproject.toml, "
                      "run make lock and make install, and remove the line", "install")


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1
