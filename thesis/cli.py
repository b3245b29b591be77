"""The command ``thesis``: parses, calls one function, prints, returns a code."""

import argparse
import sys
from pathlib import Path

from thesis.language import LANGUAGES
from thesis.paths import ROOT


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, or 1 where something is wrong with the thesis."""
    options = parser().parse_args(arguments)
    return options.run(options)


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="thesis", description="Check and build the thesis.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="validate data/ and references.bib")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    check.set_defaults(run=run_check)
    build = commands.add_parser("build", help="check, execute, write HTML and PDF")
    build.add_argument("--language", choices=LANGUAGES, default="id")
    build.set_defaults(run=run_build)
    return top


def run_check(options: argparse.Namespace) -> int:
    """Print every problem of the evidence base."""
    from thesis.check import check_base
    from thesis.check.report import as_json, as_text

    problems = check_base(ROOT)
    if options.json:
        print(as_json(problems))
    elif problems:
        print(as_text(problems))
    else:
        print("the evidence base is valid")
    return 1 if problems else 0


def run_build(options: argparse.Namespace) -> int:
    """Build one edition and print where it is."""
    from thesis.build.edition import build_edition
    from thesis.build.errors import BuildError

    try:
        start_page, pdf = build_edition(options.language)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    for path in (start_page, pdf):
        print(path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path)
    return 0
