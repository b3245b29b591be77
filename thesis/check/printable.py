"""Check that what the pages hold can be printed: formulas, pictures, scripts of writing."""

import re
import warnings
from collections.abc import Iterator, Set
from pathlib import Path
from urllib.parse import quote

from lxml import etree
from PIL import Image

from thesis.base.bibtex import numbered
from thesis.check.bib import FILE
from thesis.check.files import Tables
from thesis.check.problem import Problem
from thesis.manuscript.formulas import formulas, mathml
from thesis.manuscript.text import cited_works, page_files, prose_lines
from thesis.publish.fonts import ASKED, FONTS, missing_glyphs

HTML = "<img>"
KINDS = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svg")
INLINE = re.compile(r"!\[(?P<alt>[^\]]*)\]\(\s*(?P<file><[^>]+>|[^)\"\n]+?)\s*(?:\"[^\"\n]*\")?\)")
DIRECTIVE = re.compile(r"^ *(?:`{3,}|:{3,})\{(?:image|figure)\}[ \t]*(?P<file>\S.*?|)[ \t]*\n"
                       r"(?P<rest>(?:.*\n){0,12})", re.M)
RAW = re.compile(r"^(?P<fence>`{3,}|:{3,})\{raw\} *html *\n(?P<body>(?:.*\n)*?)(?P=fence)", re.M)
TAG = re.compile(r"<img\b[^>]*>")
ANY = re.compile(r"!\[|<img|\{(?:image|figure)\}")
ALT = re.compile(r"^\s*:?alt:\s*\S", re.M)


def printable_problems(root: Path, tables: Tables) -> Iterator[Problem]:
    """Yield what print cannot set in the pages below `root` and in the works that they cite."""
    notes = tables.get("evidence")  # that may be damaged: it is reported elsewhere
    source_of = {} if notes is None else dict(zip(notes.column("evidence_id"),
                                                  notes.column("source"), strict=True))
    for path in page_files(root):
        file, text = path.relative_to(root).as_posix(), path.read_text(encoding="utf-8")
        yield from formula_problems(file, text)
        yield from picture_problems(path, file, text)
        yield from glyph_problems(root, file, text.splitlines())
    if (root / FILE).is_file():
        bib = (root / FILE).read_text(encoding="utf-8", errors="replace")
        yield from glyph_problems(root, FILE, cited_lines(bib, cited_works(root, source_of)))


def cited_lines(bib: str, cited: Set[str]) -> list[str]:
    """Return the lines of a file of references, those of works that are not cited empty."""
    lines = [""] * bib.count("\n")
    for line, key, piece in numbered(bib):
        if key in cited:
            found = piece.splitlines()
            lines[line - 1:line - 1 + len(found)] = found
    return lines


def formula_problems(file: str, text: str) -> Iterator[Problem]:
    """Yield the formulas of a page that pandoc cannot read; if all are sound, it is asked once."""
    found = list(formulas(text))
    if not found or _error(*(tex for _, tex in found)) is None:
        return
    for line, tex in found:
        if error := _error(tex):
            yield Problem(file, line, "math", f"the formula cannot be set: {error}",
                          "TeX that pandoc reads", "write it with commands of amsmath", "formula",
                          tex)


def _error(*tex: str) -> str | None:
    try:
        mathml(True, *tex)
    except ValueError as error:
        return str(error)
    return None


def picture_problems(path: Path, file: str, text: str) -> Iterator[Problem]:
    """Yield pictures of a page without alternative text, from elsewhere, or of no known kind."""
    for line, alt, name in pictures(text):
        if not alt and name != HTML:
            yield Problem(file, line, "alt", f"the picture {name} has no alternative text",
                          "what it shows, in a sentence", "write ![text](file) or :alt: text",
                          "picture", name)
        if name == HTML:
            yield Problem(file, line, "image", "HTML names a picture, which the book does not copy",
                          "a picture that Markdown names", "write ![text](file)", "picture", name)
        elif "://" in name:
            yield Problem(file, line, "image", f"the picture {name} is on another server",
                          "a file of the project", "save it beside the page and name it",
                          "picture", name)
        elif name and not name.endswith(".*"):
            yield from _file_problems(path, file, line, name)


def _file_problems(path: Path, file: str, line: int, name: str) -> Iterator[Problem]:
    root = path.parents[len(Path(file).parts) - 1]
    place = root / name[1:] if name.startswith("/") else path.parent / name
    if quote(name, safe="/~") != name:
        yield Problem(file, line, "image", f"the name of {name} is not one that Sphinx finds",
                      "letters from a to z, digits, and - _ . / ~", "give the file another name",
                      "picture", name)
    elif Path(name).suffix.lower() not in KINDS:
        yield Problem(file, line, "image", f"{name} is no picture that web and print can show",
                      f"one of {', '.join(KINDS)}", "save it in one of these formats", "picture",
                      name)
    elif not place.is_file():
        yield Problem(file, line, "image", f"the picture {name} does not exist",
                      "a file, from the folder of the page", "mend the name", "picture", name)
    elif said := _unreadable(place):
        yield Problem(file, line, "image", f"the picture {name} {said}",
                      "a picture of the kind that its name says", "open it in a picture program, "
                      "and save it anew in this format, smaller where it is large", "picture", name)


def _unreadable(place: Path) -> str:
    """Return why web or print cannot show a file as the picture that its name says, or ``""``."""
    suffix = place.suffix.lower()
    try:
        if suffix == ".svg":
            etree.parse(place, etree.XMLParser(huge_tree=True))
            return ""
        with warnings.catch_warnings(action="error"), Image.open(place) as picture:
            picture.verify()
            kind = picture.format or ""
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError, Warning) as error:
        return f"cannot be read ({error})".replace(f"{place}", place.name)
    return "" if Image.registered_extensions().get(suffix) == kind else f"is in fact a {kind}"


def pictures(text: str) -> Iterator[tuple[int, bool, str]]:
    """Yield (line number, whether it has an alternative text, file) of the pictures of a page."""
    if not ANY.search(text):
        return
    written = RAW.sub(lambda raw: "\n" + raw["body"], text)  # on the lines where they stand
    for line, prose in prose_lines(written):
        yield from ((line, True, HTML) for _ in TAG.findall(re.sub("`[^`]*`", "", prose)))
        for match in INLINE.finditer(re.sub("`[^`]*`", "", prose)):
            yield line, bool(match["alt"].strip()), match["file"].strip("<>")
    for block in DIRECTIVE.finditer(text):
        options = re.split(r"^ *(?:`{3,}|:{3,}) *$|\n\s*\n", block["rest"], maxsplit=1, flags=re.M)
        yield text.count("\n", 0, block.start()) + 1, bool(ALT.search(options[0])), block["file"]


def glyph_problems(root: Path, file: str, lines: list[str]) -> Iterator[Problem]:
    """Yield the lines with characters that no font of print has, one problem a line."""
    missing = missing_glyphs("".join(lines), root)
    for number, line in enumerate(lines, 1) if missing else ():
        if without := sorted(set(ASKED.findall(line)) & set(missing)):
            yield Problem(file, number, "font", f"no font of print has {' '.join(without)}",
                          "characters of its fonts", f"put a font that has them into {FONTS}/, as "
                          "a .ttf or .otf file, or write them in Latin letters", "font",
                          "".join(without))
