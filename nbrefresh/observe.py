"""What a notebook reads while it runs, and what it imports.

`watch_code` runs in the kernel before the first cell, `REPORT` is evaluated there after the last
one. Files below the project's root count, read as data or imported as modules, each in the state in
which it was first opened, folders with the names that were listed first, and variables of the
variant that were asked for, all of them where a process was started; other modules belong to the
environment, which is known as a whole.
"""

import ast
import json
import os
import sys
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

State = list[int]  # of a file: time of its last change in ns, size in bytes, inode; [] without one


@dataclass(frozen=True)
class Report:
    """What a notebook read; names are relative to the root, without environment and build products.

    files: {name: state when it was first opened, or None where that is not known or the notebook
    wrote it itself}; folders: {name: what it held when it was first listed, None where nothing was
    there}; modules: the names of imported ones that are installed; asked: names of variables.
    """

    files: dict[str, State | None]
    folders: dict[str, list[str] | None]
    modules: list[str]
    asked: list[str]


WATCH = '''
def _watch(root, engine, variant):
    import os, sys, threading
    opened, listed, written, asked, own = {}, {}, set(), set(), threading.local()
    class Environment(type(os.environ)):
        def __getitem__(self, name):
            asked.update({name} & variant)
            return super().__getitem__(name)
    os.environ.__class__ = Environment
    def inside(path):
        path = os.path.abspath(os.fsdecode(path))
        return path if path == root or path.startswith(root + os.sep) else ""
    def state(path):
        try:
            found = os.stat(path)
        except OSError:
            return []
        return [found.st_mtime_ns, found.st_size, found.st_ino]
    def names(path):
        try:
            return os.listdir(path)
        except OSError:
            return None
    starts = {"subprocess.Popen", "os.system", "os.exec", "os.spawn", "os.posix_spawn", "os.fork",
              "os.forkpty"}
    def source(path):
        folder, name = os.path.split(path)
        above, cache = os.path.split(folder)
        is_bytecode = cache == "__pycache__" and name.endswith(".pyc")
        return os.path.join(above, name.split(".")[0] + ".py") if is_bytecode else path
    def note_open(path, mode, flags):
        path = inside(path)
        if path and (set(mode or "r") & set("wax+") or (flags or 0) & (os.O_WRONLY | os.O_RDWR)):
            written.add(path)
        elif path and source(path) not in opened:
            opened[source(path)] = state(source(path))
    def note_list(path):
        path = inside(path)
        if path and path not in listed and asked_by_project(sys._getframe(2)):
            listed[path] = names(path)
    def hook(event, arguments):
        if event in starts:
            asked.update(variant)
        if getattr(own, "work", False) or not (
                arguments and isinstance(arguments[0], (str, bytes))):
            return
        own.work = True
        try:
            if event == "open":
                note_open(*arguments)
            elif event in ("os.listdir", "os.scandir"):
                note_list(arguments[0])
            elif event in ("os.rename", "os.remove"):
                written.update(map(inside, arguments[:2 if event == "os.rename" else 1]))
        finally:
            own.work = False
    def asked_by_project(frame):
        while frame:
            name = frame.f_code.co_filename
            if name.startswith("<frozen importlib"):
                return False
            cell = os.sep + "ipykernel_" in name and "launcher" not in name
            ours = name.startswith(root + os.sep) and not name.startswith((sys.prefix, engine))
            if cell or ours:
                return True
            frame = frame.f_back
        return False
    sys.addaudithook(hook)
    def report():
        import json
        modules = {name: getattr(module, "__file__", None) or ""
                   for name, module in list(sys.modules.items())}
        files = {path: None for path in map(inside, filter(None, modules.values())) if path}
        files.update(opened)
        files.update((path, None) for path in written if path in files)
        third = [name for name, path in modules.items() if f"{os.sep}site-packages{os.sep}" in path]
        return json.dumps({"files": files, "folders": listed, "modules": third,
                           "asked": sorted(asked)})
    sys.nbrefresh_report = report
_watch(%r, %r, set(%r))
del _watch
'''
REPORT = "__import__('sys').nbrefresh_report()"  # in no namespace that a notebook may clear
ENGINE = str(Path(__file__).parent) + os.sep  # may lie below the root: it is no part of a notebook
NOT_READ = ("_build", "__pycache__")


def watch_code(root: Path, variant: Iterable[str]) -> str:
    """Return the code that begins the observation of files below `root` and of these variables."""
    return WATCH % (str(root), ENGINE, sorted(variant))


def read_report(plain: str, root: Path) -> Report:
    """Return what `REPORT` gave, from its ``text/plain``."""
    report = json.loads(ast.literal_eval(plain))
    files, folders = ({Path(path).relative_to(root).as_posix(): found
                       for path, found in sorted(report[kind].items())
                       if belongs(Path(path), root)} for kind in ("files", "folders"))
    return Report(files, folders, report["modules"], report["asked"])


def state_of(path: Path) -> State:
    """Return the state of a file as it is observed in the kernel."""
    try:
        found = os.stat(path)
    except OSError:
        return []
    return [found.st_mtime_ns, found.st_size, found.st_ino]


def belongs(path: Path, root: Path) -> bool:
    """Return whether a path is part of the project: no build product, nothing hidden."""
    inside = path.relative_to(root)
    return not (path.is_relative_to(sys.prefix) or any(
        part.startswith(".") or part in NOT_READ for part in inside.parts))
