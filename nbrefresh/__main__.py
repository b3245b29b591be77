"""The command: ``python -m nbrefresh FOLDER`` executes what is stale before Jupyter Book builds."""

import argparse
import sys
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path

import yaml
from jupyter_book.config import get_final_config
from myst_nb.core.config import NbParserConfig

from nbrefresh.executors import executor
from nbrefresh.project import Notebook, ProjectError, pages_of, read_notebooks
from nbrefresh.run import Progress, refresh, why_stale

INTERRUPTED = 130  # what a shell expects


@dataclass(frozen=True)
class Settings:
    """What ``_config.yml`` says of execution, as Jupyter Book understands it."""

    notebooks: list[Notebook]
    cache_path: Path
    timeout: int
    mode: str


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command; return 0, 1 where something failed, 130 when interrupted."""
    options = parser().parse_args(arguments)
    try:
        return run(options)
    except ProjectError as error:
        say(str(error))
        return 1
    except KeyboardInterrupt:
        say("interrupted: results of notebooks that had ended are kept")
        return INTERRUPTED


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="python -m nbrefresh", description="Execute the stale "
                                  "notebooks of a Jupyter Book 1 project into its jupyter-cache.")
    top.add_argument("folder", type=Path, help="the project, with its _toc.yml")
    top.add_argument("--cache", type=Path, metavar="PATH",
                     help="the jupyter-cache, by default where jupyter-book looks for it")
    top.add_argument("--why", action="store_true", help="say what is stale and why, run nothing")
    top.add_argument("--jobs", type=int, default=0, metavar="N", help="notebooks at a time")
    top.add_argument("--timeout", type=int, metavar="S", help="seconds a cell")
    top.add_argument("--variant", action="append", default=[], type=setting,
                     metavar="NAME=VALUE", help="a variable of the environment that counts where a "
                     "notebook asks for it, such as a language")
    top.add_argument("--dask", default="", metavar="ADDRESS",
                     help="run on the workers of this Dask scheduler")
    return top


def setting(text: str) -> tuple[str, str]:
    """Return name and value; ValueError where there are not both."""
    name, value = text.split("=", 1)
    return name, value


def run(options: argparse.Namespace) -> int:
    """Execute, or say what would be executed."""
    root = options.folder.resolve()
    found = settings(root)
    cache = (options.cache or found.cache_path).resolve()
    if options.why:
        for name, why in why_stale(root, cache, dict(options.variant), found.notebooks).items():
            print(f"{name}: {'; '.join(why) or 'fresh'}")
        return 0
    done = refresh(root, cache, dict(options.variant), options.timeout or found.timeout, show,
                   run=executor(options.dask, options.jobs), notebooks=found.notebooks)
    say(f"{len(done.stale)} executed, {len(done.errors)} of them failed, {len(done.kept)} kept")
    if found.mode != "cache":
        say("jupyter-book reads no result of these before _config.yml says, under execute, "
            "execute_notebooks: cache")
    for error in done.errors:
        say(error)
    return 1 if done.errors else 0


def settings(root: Path) -> Settings:
    """Return what a project's ``_config.yml`` says, if it has one; raises ProjectError."""
    path = root / "_config.yml"
    try:
        config, _ = get_final_config(user_yaml=path if path.exists() else None, sourcedir=root,
                                     cli_config={"latex_individualpages": False})
        own = NbParserConfig(**{field.name: config[f"nb_{field.name}"] for field in
                                fields(NbParserConfig) if f"nb_{field.name}" in config})
    except (OSError, TypeError, ValueError, yaml.YAMLError) as error:
        raise ProjectError(f"{path}: {error}") from error
    pages = pages_of(root, config["exclude_patterns"],
                     not config.get("external_toc_exclude_missing"))
    cache = Path(own.execution_cache_path or root / "_build" / ".jupyter_cache")
    return Settings(read_notebooks(root, own, pages), cache, own.execution_timeout,
                    own.execution_mode)


def show(progress: Progress) -> None:
    """Say how far a refresh is."""
    running = f", now {', '.join(progress.running)}" if progress.running else ""
    say(f"{progress.done} of {progress.total} executed{running}")


def say(text: str) -> None:
    """Write a line to standard error."""
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
