"""The gettext catalogs of the text: one a page, one entry a block, both in MyST Markdown."""

import io
import json
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

from thesis.manuscript.blocks import Block, blocks, key_of, replaced
from thesis.manuscript.sentences import Sentence, sentences
from thesis.manuscript.text import page_files
from thesis.project.files import write_whole

TOC = "_toc.yml"
CAPTION = re.compile(r"^\s*(?:- )?caption:[ \t]*[\"']?(.+?)[\"']?[ \t]*$", re.M)
FOLDER = "locale/{language}/LC_MESSAGES"
BEFORE = "before: "  # in the comments of a stale entry: what its translation was made from
HEADER = r'''msgid ""
msgstr ""
"Language: {language}\n"
"Content-Type: text/plain; charset=UTF-8\n"'''


def translated_files(root: Path) -> list[Path]:
    """Return the files of the text that have catalogs: pages, notebooks, table of contents."""
    return [*page_files(root), *sorted(root.glob("chapters/*/*.md")),
            *sorted(root.glob("notebooks/*.ipynb")), *root.glob(TOC)]


def catalog_file(root: Path, file: Path, language: str) -> Path:
    """Return where the translations of a file of the text are."""
    folder = root / FOLDER.format(language=language)
    return folder / file.relative_to(root).with_suffix(".po")


def read_catalog(path: Path, language: str = "en") -> Catalog:
    """Return a catalog, an empty one where there is no file.

    Raises babel's PoFileError, with a line, for a file that is none.
    """
    if not path.exists():
        return Catalog(locale=language, charset="utf-8")
    return read_po(io.BytesIO(path.read_bytes()), locale=language, abort_invalid=True)


def translations(path: Path) -> Mapping[str, str]:
    """Return {key of a block: its translation} of the finished entries of a catalog."""
    return _translations(path, path.stat().st_mtime_ns if path.exists() else 0)


@lru_cache(256)
def _translations(path: Path, _changed: int) -> Mapping[str, str]:
    return {key_of(str(entry.id)): str(entry.string) for entry in read_catalog(path)
            if entry.id and entry.string and not entry.fuzzy}


def translated(text: str, entries: Mapping[str, str]) -> str:
    """Return a page, or the JSON of a notebook, with translations in the place of its blocks."""
    def new(block: str) -> str:
        return entries.get(key_of(block), block)

    if not text.startswith("{"):
        return replaced(text, new)
    notebook = json.loads(text)
    for cell in _prose_cells(notebook):
        cell["source"] = replaced("".join(cell["source"]), new).rstrip("\n")
    return json.dumps(notebook, ensure_ascii=False)


def blocks_of(text: str) -> Iterator[Block]:
    """Yield the blocks of a page, or of the JSON of a notebook, in their order."""
    pages = ["".join(cell["source"]) for cell in _prose_cells(json.loads(text))
             ] if text.startswith("{") else [text]
    for page in pages:
        yield from blocks(page)


def _prose_cells(notebook: dict) -> list[dict]:
    return [cell for cell in notebook["cells"] if cell["cell_type"] == "markdown"]


def texts_of(file: Path) -> list[str]:
    """Return the texts of the blocks of a page or notebook, the captions of `TOC`, in order."""
    text = file.read_text(encoding="utf-8")
    if file.name == TOC:
        return CAPTION.findall(text)
    return [block.text for block in blocks_of(text)]


def counterparts(root: Path, page: str, language: str) -> Mapping[str, str]:
    """Return {sentence of a page: its translation}, both in one line and without signs of items.

    What is not translated, or in another number of sentences, stands for itself.
    """
    file, found = root / page, dict[str, str]()
    entries = translations(catalog_file(root, file, language))
    for text in texts_of(file):
        own = [_one_line(sentence) for sentence in sentences(text)]
        other = [_one_line(sentence) for sentence in sentences(entries.get(key_of(text), text))]
        found |= zip(own, other if len(other) == len(own) else own, strict=True)
    return found


def _one_line(sentence: Sentence) -> str:
    return " ".join(sentence.text.split())


def update(root: Path, language: str) -> dict[Path, int]:
    """Bring the catalogs of all pages up to date; return how many entries of each are to do.

    An entry whose text changed becomes fuzzy, with the former text in its comments; one whose
    numbers alone moved does not. A catalog of a page that is gone goes with it.
    """
    left, wanted = {}, set[Path]()
    for file in translated_files(root):
        path = catalog_file(root, file, language)
        catalog = read_catalog(path, language)
        template = Catalog(charset="utf-8")
        for text in texts_of(file):
            template.add(text)
        if not len(template):
            continue
        wanted.add(path)
        now = {key_of(str(entry.id)): str(entry.id) for entry in template if entry.id}
        moved = Catalog(locale=language, charset="utf-8", project=catalog.project)
        for entry in catalog:
            if entry.id:
                moved.add(now.get(key_of(str(entry.id)), entry.id), entry.string,
                          flags=entry.flags, user_comments=entry.user_comments)
        moved.update(template)
        for entry in moved:
            if entry.previous_id:
                entry.user_comments = [BEFORE + line
                                       for line in str(entry.previous_id[0]).split("\n")]
            elif not entry.fuzzy:
                entry.user_comments = [comment for comment in entry.user_comments
                                       if not comment.startswith(BEFORE)]
        write_catalog(path, moved)
        left[path] = sum(1 for entry in moved if unfinished(entry))
    folder = root / FOLDER.format(language=language)
    for path in {*folder.glob("chapters/**/*.po"), *folder.glob("notebooks/*.po")} - wanted:
        path.unlink()
    return left


def unfinished(entry: Message) -> bool:
    """Return whether an entry lacks a translation, or has one of another text."""
    return bool(entry.id) and (not entry.string or entry.fuzzy)


def write_catalog(path: Path, catalog: Catalog) -> None:
    """Write a catalog as all of them are written, if it is not so already."""
    for entry in catalog:
        entry.flags -= {"python-format", "python-brace-format"}  # which babel adds by itself
    head = path.read_text(encoding="utf-8").split("\n\n")[0] if path.exists() else ""
    if 'msgid ""\nmsgstr ""\n"' not in head:
        head = HEADER.format(language=catalog.locale_identifier)
    stream = io.BytesIO(f"{head.strip()}\n\n".encode())
    stream.seek(0, io.SEEK_END)
    write_po(stream, catalog, width=0, no_location=True, omit_header=True, ignore_obsolete=True)
    if not path.exists() or stream.getvalue() != path.read_bytes():
        path.parent.mkdir(parents=True, exist_ok=True)
        write_whole(path, stream.getvalue())
