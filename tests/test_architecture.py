"""The map in ARCHITECTURE.md is that of the imports, and names every package."""

import ast
import re

from thesis.project.paths import CODE as ROOT

MAP = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")


def package(module: str) -> str:
    """Return the package of a module: ``base`` for ``thesis.base.load``."""
    return module.split(".")[0 if module.startswith("nbrefresh") else 1]


def imports() -> set[tuple[str, str]]:
    """Return (package, package that it imports)."""
    found = set()
    for path in [*ROOT.glob("thesis/*/*.py"), *ROOT.glob("nbrefresh/*.py"), ROOT / "thesis/cli.py"]:
        here = package(".".join(path.relative_to(ROOT).with_suffix("").parts))
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else [
                alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            found |= {(here, package(name)) for name in names
                      if name.startswith(("thesis.", "nbrefresh"))}
    return {(one, other) for one, other in found if one != other}


def drawn() -> set[tuple[str, str]]:
    """Return the arrows of the map: ``a & b --> c & d --> e``."""
    arrows = set()
    for line in re.findall(r"^    (.+ --> .+)$", MAP, re.MULTILINE):
        groups = [group.split(" & ") for group in line.split(" --> ")]
        arrows |= {(one, other) for left, right in zip(groups, groups[1:])
                   for one in left for other in right}
    return arrows


def reached(start: str, arrows: set[tuple[str, str]]) -> set[str]:
    """Return the packages that arrows lead to, over one or more."""
    found, waiting = set(), [start]
    while waiting:
        one = waiting.pop()
        waiting += [other for first, other in arrows if first == one and other not in found]
        found |= {other for first, other in arrows if first == one}
    return found


def test_an_arrow_of_the_map_is_an_import_and_every_import_follows_arrows():
    arrows = drawn()
    assert arrows <= imports()
    assert [pair for pair in sorted(imports()) if pair[1] not in reached(pair[0], arrows)] == []


def test_every_package_is_described():
    packages = {path.parent.name for path in ROOT.glob("thesis/*/__init__.py")}
    described = set(re.findall(r"`thesis/(\w+)/`", MAP))
    assert described == packages
