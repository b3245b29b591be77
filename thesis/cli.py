"""The command ``thesis``: parses, calls one function, prints, returns a code."""

import argparse
import gc
import json
import os
import sys
from pathlib import Path

from thesis.author.commands import add_commands
from thesis.project.edition import CODINGS, DEFAULT, LANGUAGES, Edition, languages_of
from thesis.project.interrupt import EXIT_CODE
from thesis.project.paths import BUILD, EXPORTS, NoProject, project_root

SCHEDULER = "THESIS_DASK_SCHEDULER"  # variable with the address of a Dask scheduler


def main(arguments: list[str] | None = None) -> int:
    """Run a command; return 0, 1 where the thesis is wrong, 130 when interrupted."""
    options = parser().parse_args(arguments)
    try:
        options.root = project_root()
        code: int = options.run(options)
        sys.stdout.flush()
        return code
    except BrokenPipeError:  # whoever reads has seen enough, such as `head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # for what is left to flush
        return 1
    except NoProject as error:
        print(error, file=sys.stderr)
        return 1
    except KeyboardInterrupt:
        print("interrupted", file=sys.stderr)
        return EXIT_CODE
    except Exception:  # whatever a command meets in a base that is not sound
        from thesis.check import check_base
        from thesis.check.report import as_text

        if not (problems := check_base(options.root)):
            raise
        print(as_text(problems), file=sys.stderr)
        return 1


def parser() -> argparse.ArgumentParser:
    """Return the parser of the command line."""
    top = argparse.ArgumentParser(prog="thesis", description="Check and build the thesis.")
    commands = top.add_subparsers(required=True, metavar="COMMAND")
    check = commands.add_parser("check", help="validate data, sources and text")
    check.add_argument("--json", action="store_true", help="print the problems as JSON")
    check.add_argument("--fix", action="store_true",
                       help="let text, notebooks and series show the numbers that the data give")
    check.add_argument("--fix-format", action="store_true",
                       help="take back what a spreadsheet changed in the form of the tables")
    check.set_defaults(run=run_check)
    build = commands.add_parser("build", help="check, execute, write HTML and PDF of both editions")
    build.add_argument("--language", choices=LANGUAGES, help="of the two editions only this one")
    build.add_argument("--coding", choices=CODINGS, default=DEFAULT,
                       help="rest on another coding, in editions of their own")
    build.add_argument("--why", action="store_true",
                       help="say for each notebook why it would run, and build nothing")
    build.add_argument("--dask", metavar="ADDRESS", default=os.environ.get(SCHEDULER, ""),
                       help="run the notebooks on the cluster of this Dask scheduler")
    build.set_defaults(run=run_build)
    watch = commands.add_parser("watch", help="show both editions, made anew on every save")
    watch.add_argument("--language", choices=LANGUAGES, help="of the two editions only this one")
    watch.add_argument("--port", type=int, default=8000, help="0 for any that is free")
    watch.set_defaults(run=run_watch, coding=DEFAULT)
    export = commands.add_parser("export", help="write sources, coding, data, book for others")
    export.add_argument("--to", type=Path, metavar="FOLDER",
                        help="in the place of _build/exports")
    export.add_argument("--data-only", action="store_true",
                        help="all but the RO-Crate, which needs the built book")
    export.set_defaults(run=run_export)
    stats = commands.add_parser("stats", help="words, cited sources, facts, figures and tables")
    stats.set_defaults(run=run_stats)
    trace = commands.add_parser("trace", help="from a number to its sources, and back")
    trace.add_argument("fact", nargs="?", help="name of a fact, or id of an observation or a note")
    trace.add_argument("--source", metavar="KEY", help="what rests on this source")
    trace.add_argument("--json", action="store_true", help="print the chain as JSON")
    trace.set_defaults(run=run_trace)
    add_commands(commands)
    return top


def run_check(options: argparse.Namespace) -> int:
    """Print every problem of the evidence base and, if the data have none, of numbers shown."""
    from thesis.check import check_base
    from thesis.check.pages import unreadable_pages
    from thesis.check.report import as_json, as_text
    from thesis.check.restore import recount, restore
    from thesis.check.translations import translation_problems
    from thesis.check.waiting import waiting
    from thesis.make.results import check_numbers
    from thesis.project.errors import BuildError

    for file in (*(restore(options.root) if options.fix_format else ()),
                 *(recount(options.root) if options.fix else ())):
        print(f"rewritten: {file}; git diff shows what changed", file=sys.stderr)
    problems = check_base(options.root)
    problems += [problem for language in languages_of(options.root)
                 for problem in translation_problems(options.root, language)]
    try:
        if (all(problem.file.endswith((".md", ".po")) for problem in problems)
                and not unreadable_pages(options.root)):
            problems += check_numbers(options.root, options.fix)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    if options.json:
        print(as_json(problems))
    elif problems:
        print(as_text(problems))
    else:
        print("the evidence base is valid, and the text rests on it", *waiting(options.root),
              sep="\n")
    return 1 if problems else 0


def run_build(options: argparse.Namespace) -> int:
    """Build the editions and print where they are."""
    if options.why:
        return run_why(options)
    from thesis.make.edition import build_editions
    from thesis.project.errors import BuildError
    from thesis.project.interrupt import Interrupted, interruptible
    from thesis.project.progress import shown as progress_shown

    editions = editions_of(options)
    gc.disable()  # looking for garbage takes a fifth of a build, and the process ends soon
    try:
        with interruptible(), progress_shown() as progress:
            failed = build_editions(editions, progress, options.dask)
    except BuildError as error:
        print(error, file=sys.stderr)
        return 1
    except Interrupted:
        print("interrupted: the last complete book stays, so do results of notebooks that ended",
              file=sys.stderr)
        return EXIT_CODE
    for edition, why in failed.items():
        print(f"the edition {edition.name} is not built:\n{why}", file=sys.stderr)
    for edition in editions:
        for path in (edition.html / "index.html", edition.pdf) if edition not in failed else ():
            print(shown(path))
    gc.freeze()  # nor when the process ends
    return 1 if failed else 0


def editions_of(options: argparse.Namespace) -> list[Edition]:
    """Return the editions that the options name: one, or that of each language with a text."""
    languages = [options.language] if options.language else languages_of(options.root)
    return [Edition(options.root, language, options.coding) for language in languages]


def shown(path: Path) -> Path:
    """Return a path as the reader of the terminal sees it from here."""
    return path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path


def run_why(options: argparse.Namespace) -> int:
    """Print for each notebook why it is stale, or that it is fresh, in each edition."""
    from nbrefresh.project import ProjectError
    from nbrefresh.run import why_stale

    try:
        for edition in editions_of(options):
            for name, why in why_stale(edition.root, edition.cache, edition.variant).items():
                print(f"{edition.name} {name}: {'; '.join(why) if why else 'fresh'}")
    except ProjectError as error:
        print(str(error).replace(f"{options.root}/", ""), file=sys.stderr)
        return 1
    return 0


def run_watch(options: argparse.Namespace) -> int:
    """Show the editions until Ctrl-C."""
    from thesis.preview.command import watch

    return watch(editions_of(options), options.port)


def run_export(options: argparse.Namespace) -> int:
    """Write the exchange formats and print where they are."""
    from thesis import exports

    write = exports.export_data if options.data_only else exports.export_all
    try:
        paths = write(options.root, options.to or options.root / BUILD / EXPORTS)
    except exports.NotBuilt as error:
        print(error, file=sys.stderr)
        return 1
    for path in paths:
        print(shown(path))
    return 0


def run_stats(options: argparse.Namespace) -> int:
    """Print how long the text is and what it rests on."""
    from thesis.manuscript.stats import as_text

    print(as_text(options.root))
    return 0


def run_trace(options: argparse.Namespace) -> int:
    """Print the chain of a fact, or all that rests on a note or a source."""
    from thesis.manuscript import trace

    if bool(options.fact) == bool(options.source):
        print("name a fact or a note, or a source with --source", file=sys.stderr)
        return 1
    try:
        graph = trace.load_graph(Edition(options.root))
        found, as_text = trace.traced(options.fact, options.source, graph, options.root)
    except trace.TraceError as error:
        print(error, file=sys.stderr)
        return 1
    print(json.dumps(found, ensure_ascii=False, indent=1) if options.json else as_text)
    return 0
