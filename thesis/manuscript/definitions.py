"""What the cells of the text publish under which name, as they write it."""

import ast
import json
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from thesis.manuscript.text import page_files

CELL = re.compile(r"^```\{code-cell\}[^\n]*\n(?P<code>.*?)^```\s*$", re.M | re.S)
OPTION = re.compile(r"^:.*$", re.M)
COMMON = {"base", "register", "language"}  # what every cell has (`thesis.publish.cells`)


@cache
def definitions(root: Path) -> dict[str, str]:
    """Return {name: its expression, behind the assignments of its page that it builds on}."""
    pages = [*page_files(root), *sorted(root.glob("notebooks/*.ipynb"))]
    return {name: text for path in pages for name, text in _published(cells(path))}


def cells(path: Path) -> Iterator[str]:
    """Yield the code of each cell of a page or notebook."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".md":
        yield from (OPTION.sub("", cell["code"]) for cell in CELL.finditer(text))
    else:
        yield from ("".join(cell["source"]) for cell in json.loads(text)["cells"]
                    if cell["cell_type"] == "code")


def _published(codes: Iterator[str]) -> Iterator[tuple[str, str]]:
    assigned: dict[str, ast.Assign] = {}
    for node in (node for cell in codes for node in _statements(cell)):
        if isinstance(node, ast.Assign):
            assigned |= {name.id: node for target in node.targets for name in ast.walk(target)
                         if isinstance(name, ast.Name)}
        for call in ast.walk(node):
            if isinstance(call, ast.Call) and ast.unparse(call.func) == "publish":
                for given in call.keywords:
                    if given.arg:
                        yield given.arg, "; ".join([*_behind(given.value, assigned),
                                                    ast.unparse(given.value)])


def _statements(cell: str) -> list[ast.stmt]:
    try:
        return ast.parse(cell).body
    except SyntaxError:  # such as a magic; the cell says so when it runs
        return []


def _behind(value: ast.AST, assigned: dict[str, ast.Assign]) -> list[str]:
    """Return the assignments on which an expression builds, the first one first."""
    found: dict[str, None] = {}
    waiting = [value]
    while waiting:
        for name in ast.walk(waiting.pop()):
            known = isinstance(name, ast.Name) and name.id not in COMMON and assigned.get(name.id)
            if known and ast.unparse(known) not in found:
                found[ast.unparse(known)] = None
                waiting.append(known.value)
    return list(found)[::-1]
