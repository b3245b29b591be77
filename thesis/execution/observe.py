"""What a notebook reads while it runs, and what it imports.

`watch_code` runs in the kernel before the first cell, `REPORT` is evaluated there after the last
one. Files below the project's root count, read as data or imported as modules, and folders whose
content was listed; other modules belong to the environment, which is known as a whole.
"""

import ast
import json
import sys
from pathlib import Path, PurePath

WATCH = '''
def _watch(root):
    import os, sys
    opened, listed = set(), set()
    def hook(event, arguments):
        if event == "open" and isinstance(arguments[0], (str, bytes)):
            mode, flags = arguments[1] or "r", arguments[2] or 0
            if not set(mode) & set("wax+") and not flags & (os.O_WRONLY | os.O_RDWR):
                opened.add(os.path.abspath(os.fsdecode(arguments[0])))
        elif event in ("os.listdir", "os.scandir") and isinstance(arguments[0], (str, bytes)):
            if asked_by_project(sys._getframe(1)):
                listed.add(os.path.abspath(os.fsdecode(arguments[0])))
    def asked_by_project(frame):
        while frame:
            name = frame.f_code.co_filename
            if name.startswith("<frozen importlib"):
                return False
            cell = os.sep + "ipykernel_" in name and "launcher" not in name
            own = name.startswith(root + os.sep) and not name.startswith(sys.prefix)
            if cell or own and not name.endswith("zygote.py"):
                return True
            frame = frame.f_back
        return False
    sys.addaudithook(hook)
    def report():
        import json
        modules = {name: getattr(module, "__file__", None) or ""
                   for name, module in list(sys.modules.items())}
        files = opened | {os.path.abspath(path) for path in modules.values() if path}
        below = lambda paths: sorted(p for p in paths if p.startswith(root + os.sep) or p == root)
        third = [name for name, path in modules.items() if f"{os.sep}site-packages{os.sep}" in path]
        return json.dumps({"files": below(files), "folders": below(listed), "modules": third})
    return report
_watch_report = _watch(%r)
del _watch
'''
REPORT = "_watch_report()"
NOT_READ = ("_build", "__pycache__")


def watch_code(root: Path) -> str:
    """Return the code that begins the observation of files below `root`."""
    return WATCH % str(root)


def read_report(plain: str, root: Path) -> dict[str, list[str]]:
    """Return what `REPORT` gave, from its ``text/plain``.

    Keys: files and folders (relative to `root`, without environment and build products), modules.
    """
    report = json.loads(ast.literal_eval(plain))
    for kind in ("files", "folders"):
        report[kind] = [path.relative_to(root).as_posix() for path in map(Path, report[kind])
                        if belongs(path, root)]
    return report


def belongs(path: Path, root: Path) -> bool:
    """Return whether a path is part of the project: no build product, nothing hidden."""
    inside: PurePath = path.relative_to(root)
    return not (path.is_relative_to(sys.prefix) or any(
        part.startswith(".") or part in NOT_READ for part in inside.parts))
