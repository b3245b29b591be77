"""The commands of the author: options in, one call, text out."""

import argparse
import shlex
import sys
from collections.abc import Callable, Mapping
from functools import wraps
from pathlib import Path

from thesis.author import Refused
from thesis.project.edition import CODINGS

Run = Callable[[argparse.Namespace], int]
WHAT = {"source": "a source: an entry of references.bib", "note": "a statement of a source",
        "figure": "a figure that hangs on a note"}


def add_commands(commands: argparse._SubParsersAction) -> None:
    """Add the commands of the author to those of ``thesis``."""
    add = commands.add_parser("add", help="add a source, a note or a figure, checked first")
    add.add_argument("what", choices=WHAT, help="thesis add WHAT --help lists its options")
    add.add_argument("rest", nargs=argparse.REMAINDER, metavar="...")
    add.set_defaults(run=run_add)
    code = commands.add_parser("code", help="code new notes and the sample at the terminal")
    code.add_argument("--coder", default="H")
    code.add_argument("--sample", action="store_true", help="print the blank sheet as CSV instead")
    code.set_defaults(run=run_code)
    cite = commands.add_parser("cite", help="the notes that could support a sentence")
    cite.add_argument("sentence", help="as it stands in the text, or some words and numbers")
    cite.set_defaults(run=run_cite)
    claims = commands.add_parser("claims", help="which sentences wait for a reader's verdict")
    how = claims.add_mutually_exclusive_group()
    how.add_argument("--judge", action="store_true", help="judge them at the terminal")
    how.add_argument("--sheet", action="store_true", help="print them as CSV to be filled in")
    how.add_argument("--take", type=Path, metavar="FILE", help="take the verdicts of a sheet")
    claims.set_defaults(run=run_claims)
    translate = commands.add_parser("translate", help="update the catalogs of the other editions, "
                                    "and say what is left to translate")
    translate.set_defaults(run=run_translate)
    diff = commands.add_parser("diff", help="what a change in data/ changes in the book")
    diff.add_argument("revision", nargs="?", default="HEAD", help="of git (default: HEAD)")
    diff.add_argument("--coding", choices=CODINGS, help="what this coding would change instead")
    diff.add_argument("--json", action="store_true", help="print the differences as JSON")
    diff.set_defaults(run=run_diff)


def _refusals(run: Run) -> Run:
    """Print why something was refused instead of raising it."""
    @wraps(run)
    def wrapped(options: argparse.Namespace) -> int:
        try:
            return run(options)
        except Refused as refusal:
            print(refusal, file=sys.stderr)
        except (EOFError, KeyboardInterrupt):
            print("\nstopped", file=sys.stderr)
        return 1
    return wrapped


@_refusals
def run_add(options: argparse.Namespace) -> int:
    """Add a source, a note or a figure and print its key."""
    from thesis.author import imported, note, source
    from thesis.author.ask import on_terminal

    root, ask = options.root, on_terminal()
    given = vars(add_parser(options.what, root).parse_args(options.rest))
    try:
        if options.what == "source" and given["file"]:
            keys, skipped = imported.add_file(root, Path(given["file"]), given, ask)
            print(*keys, sep="\n")
            print(*(f"there already: {work}" for work in skipped), sep="\n", file=sys.stderr)
        elif options.what == "source" and not given["url"]:
            raise Refused("name the page of the source, or a file with --from FILE")
        elif options.what == "source":
            print(source.add_source(root, given["url"], given, ask))
        elif options.what == "note":
            print(note.add_note(root, given, ask))
        else:
            key, series = note.add_figure(root, given, ask)
            print(key, *(f"joins {name}" for name in series), sep="\n")
    except (Refused, EOFError, KeyboardInterrupt):
        if ask:
            print(f"\nto go on: {command_of(options.what, given)}", file=sys.stderr)
        raise
    return 0


def command_of(what: str, given: Mapping[str, str | None]) -> str:
    """Return the command that gives what is known so far."""
    words = ["thesis", "add", what, *filter(None, [given.get("url")])]
    for name, value in given.items():
        if value and name != "url":
            words += [f"--{'from' if name == 'file' else name.replace('_', '-')}", value]
    return shlex.join(words)


def add_parser(what: str, root: Path) -> argparse.ArgumentParser:
    """Return the parser of what is added: an option for each field that the data describe."""
    from thesis.author.fields import row_fields, source_fields

    parser = argparse.ArgumentParser(prog=f"thesis add {what}", description=WHAT[what])
    tables = {"note": "evidence", "figure": "observations"}
    if what == "source":
        parser.add_argument("url", metavar="URL", nargs="?")
        parser.add_argument("--from", dest="file", metavar="FILE",
                            help="add all works of a file: BibTeX, RIS or CSL-JSON")
    for field in source_fields(root) if what == "source" else row_fields(root, tables[what]):
        meaning = field.meaning + (f" ({', '.join(field.choices)})" if field.choices else "")
        parser.add_argument(field.option, dest=field.name, metavar="TEXT",
                            help=meaning.replace("%", "%%"))
    return parser


@_refusals
def run_code(options: argparse.Namespace) -> int:
    """Code at the terminal, or print the blank sheet."""
    from thesis.author import coding_session as coding

    if options.sample:
        from thesis.base.load import load

        print(coding.sheet(load(options.root)), end="")
        return 0
    session = coding.start(options.root, options.coder)
    coding.complete_with_tab(session)
    coding.run(session)
    return 0


@_refusals
def run_cite(options: argparse.Namespace) -> int:
    """Print the notes that are nearest to a sentence."""
    from thesis.author import cite

    found = cite.nearest_notes(options.sentence, options.root)
    if not found:
        raise Refused("no note shares a word or number with that: try other words, in either "
                      "language")
    print(cite.as_text(found))
    return 0


@_refusals
def run_claims(options: argparse.Namespace) -> int:
    """Print how the verdicts on sentences stand, or take verdicts."""
    from thesis.author import claims, judging

    if options.judge:
        judging.judge(options.root)
    elif options.sheet:
        print(claims.sheet(options.root), end="")
    elif options.take:
        print(f"{claims.take(options.root, options.take)} verdicts taken")
    else:
        print(claims.overview(options.root))
    return 0


@_refusals
def run_translate(options: argparse.Namespace) -> int:
    """Update the catalogs and print what is left to translate."""
    from thesis.author.translate import translate

    print(translate(options.root))
    return 0


@_refusals
def run_diff(options: argparse.Namespace) -> int:
    """Print what differs between a revision and the working tree."""
    from nbrefresh.project import ProjectError
    from thesis.author import diff
    from thesis.project.progress import shown

    try:
        with shown() as progress:
            found = (diff.compare_coding(options.coding, options.root, progress) if options.coding
                     else diff.compare(options.revision, options.root, progress))
    except ProjectError as error:
        raise Refused(str(error)) from error
    print(diff.as_json(found) if options.json else diff.as_text(found))
    return 0
