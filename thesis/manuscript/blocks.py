"""A page cut into the pieces of text that are translated one by one."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from thesis.manuscript.text import FACT, prose_lines

MARKER = re.compile(r"\s*(?:(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:|:|>|#{1,6})\s+)*")
HTML = re.compile(r"\s*<")
TITLED = "list-table|table|admonition|dropdown|tab-item|card|note|warning|tip|important|hint"
TITLE = re.compile(rf"(?P<before>\s*[`:~]{{3,}}\{{(?:{TITLED})\}}[ \t]+)(?P<text>\S.*)")
OPTION = re.compile(r"(?P<before>\s*:(?:alt|caption|title):[ \t]+)(?P<text>\S.*)")
WORD = re.compile(r"[^\W\d_]{2}")


@dataclass(frozen=True)
class Block:
    """A heading, paragraph, item, caption, title or table of a page.

    line: where it begins, from 1; lines: how many it takes; before: what stands before its text,
    such as the sign of an item; indent: what stands before its other lines.
    """

    line: int
    lines: int
    before: str
    indent: str
    text: str


def blocks(page: str) -> Iterator[Block]:
    """Yield the blocks with words of a page in Markdown, in their order."""
    prose = {number for number, line in prose_lines(page)
             if line.strip() and not HTML.match(line)}
    found, run = list[Block](), list[tuple[int, str]]()
    for number, line in enumerate([*page.splitlines(), ""], 1):
        marker = MARKER.match(line)[0].strip()  # type: ignore[index]  # matches any line
        if run and (number not in prose or marker or run[0][1].lstrip().startswith("#")):
            found.append(_block(run))
            run = []
        if number in prose:
            run.append((number, line))
        elif titled := TITLE.fullmatch(line) or OPTION.fullmatch(line):
            found.append(Block(number, 1, titled["before"], "", titled["text"]))
    yield from (block for block in found if WORD.search(block.text))


def _block(run: list[tuple[int, str]]) -> Block:
    lines = [line for _, line in run]
    before = MARKER.match(lines[0])[0]  # type: ignore[index]  # matches any line
    rest = [line.strip() for line in lines[1:]]
    indent = lines[1][:len(lines[1]) - len(lines[1].lstrip())] if rest else " " * len(before)
    return Block(run[0][0], len(lines), before, indent,
                 "\n".join([lines[0][len(before):].rstrip(), *rest]))


def replaced(page: str, new: Callable[[str], str]) -> str:
    """Return a page whose blocks have another text; new: what stands for the text of a block."""
    lines = page.splitlines()
    for block in reversed(list(blocks(page))):
        text = new(block.text).split("\n")
        lines[block.line - 1:block.line - 1 + block.lines] = [
            block.before + text[0], *(block.indent + line for line in text[1:])]
    return "\n".join(lines) + "\n"


def key_of(text: str) -> str:
    """Return a text without the values that its facts show: they move, and it stays the same."""
    return FACT.sub(lambda fact: fact[0] if fact["role"] == "absence"
                    else f"{{{fact['role']}}}`<{fact['target'] or fact['bare']}>`", text)
