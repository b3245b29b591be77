"""Read the files of the base as text: what keeps them from being text becomes a problem.

What a spreadsheet changed in the form of a file, not in its content, is read all the same: one
problem names it, and `thesis.check.restore` takes it back.
"""

import codecs
import re
from contextlib import suppress
from pathlib import Path

from thesis.check.problem import Problem

Cause = tuple[int, str]  # the line where it shows, and what is unusual in the form of a file
BOM = codecs.BOM_UTF8
BOMS = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
PROGRAMS = {  # how files of other programs begin, what only they hold, what they are
    (b"PK\x03\x04", b"word/"): "document of Word",
    (b"PK\x03\x04", b"opendocument.text"): "document of LibreOffice",
    (b"PK\x03\x04", b"ppt/"): "presentation",
    (b"PK\x03\x04", b"opendocument.presentation"): "presentation",
    (b"PK\x03\x04", b""): "workbook",
    (b"\xd0\xcf\x11\xe0", "WordDocument".encode("utf-16-le")): "document of an older Word",
    (b"\xd0\xcf\x11\xe0", b""): "workbook of an older Excel",
    (b"%PDF-", b""): "PDF", (b"{\\rtf", b""): "document in RTF"}
WESTERN = re.compile(r"[\x00-\x7f\xa0à-ÿÀ-ÂÄ-ÏÑÓÔÖØÚÛÜ“”‘’–—…•·°€£©®«»§±²³½]*")  # else Mac or DOS
SUFFIXES = (".xlsx", ".xls", ".ods", ".xlsm")
MULTIBYTE = re.compile(rb"[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}")  # UTF-8
MERGE = re.compile(r"^(?:<{7}|>{7}) .*$", re.M)
SEP = re.compile(r"sep=[;,|\t]\r?\n")  # by which Excel tells itself the separator
RESTORE = "thesis check --fix-format"
SAVED_AS = f'save it as "CSV UTF-8" with commas, or as any CSV and run {RESTORE}'


def read_text(path: Path, file: str) -> tuple[str | None, list[Problem]]:
    """Return the text of a file, or None with the problem that keeps it from being read."""
    text, causes, problems = decoded(path, file)
    return text, problems + form_problems(file, causes)


def form_problems(file: str, causes: list[Cause]) -> list[Problem]:
    """Return the one problem of a file in an unusual form, none where there is no cause."""
    what = " and ".join(what for _, what in causes)
    return [Problem(file, min(causes)[0], "", f"the file {what}",
                    "UTF-8 without a byte-order mark, cells between commas", RESTORE, "form")
            ] if causes else []


def decoded(path: Path, file: str) -> tuple[str | None, list[Cause], list[Problem]]:
    """Return the text of a file or None, what is unusual in its form, and what cannot be read."""
    if not path.is_file():
        beside = [path.with_suffix(suffix).name for suffix in SUFFIXES
                  if path.with_suffix(suffix).exists()]
        fix = f"open {beside[0]} and {SAVED_AS}" if beside else (
            "restore it from the last version in Git")
        return None, [], [Problem(file, 0, "", "the file is missing", "a file of this name", fix)]
    data = path.read_bytes()
    for (magic, within), kind in PROGRAMS.items():
        if data.startswith(magic) and within in data:
            fix = SAVED_AS if path.suffix == ".csv" else "save it as plain text in UTF-8"
            return None, [], [Problem(file, 0, "", f"the file is a {kind}", "plain text in UTF-8",
                                      f"open it in its program and {fix}", "form")]
    if wide := _wide(data):
        return _text(data.decode(wide), file, [(1, f"is in {wide[:6].upper()}")])
    if b"\0" in data:
        return None, [], [Problem(file, _line(data, data.index(b"\0")), "",
                                  "the line holds a NUL byte", "plain text in UTF-8",
                                  "save the file again as text in UTF-8, or restore it from Git")]
    causes = [(1, "starts with a byte-order mark")] if data.startswith(BOM) else []
    try:
        return _text(data.decode("utf-8-sig"), file, causes)
    except UnicodeDecodeError as error:
        byte, line = f"byte 0x{data[error.start]:02x}", _line(data, error.start)
        text = data.decode("cp1252", errors="replace")
        if not MULTIBYTE.search(data) and WESTERN.fullmatch(text):
            return _text(text, file, [(line, f"is in Windows-1252 ({byte} is not UTF-8)")])
        return None, [], [Problem(file, line, "", f"{byte} is not UTF-8", "text in UTF-8",
                                  "save the file again as UTF-8")]


def _text(text: str, file: str,
          causes: list[Cause]) -> tuple[str | None, list[Cause], list[Problem]]:
    text = text.lstrip("\ufeff")  # a second mark
    if line := SEP.match(text):
        text, causes = text[line.end():], [*causes, (1, f"starts with {line[0].strip()}")]
    if mark := MERGE.search(text):
        return None, causes, [Problem(
            file, text.count("\n", 0, mark.start()) + 1, "", "Git left two versions here",
            "one version", "keep what is right, and remove the lines <<<<<<<, ======= and >>>>>>>",
            "merge")]
    if text.strip():
        return text, causes, []
    return None, causes, [Problem(file, 0, "", "the file is empty", "what it held",
                                  "restore it from the last version in Git")]


def _wide(data: bytes) -> str:
    """Return the encoding of text with several bytes a character, with or without a mark, or ""."""
    many = data.startswith(BOMS) or data.count(0) * 20 > len(data)
    for encoding in WIDE if many else ():
        with suppress(UnicodeDecodeError):
            text = data.decode(encoding)
            if "\0" not in text and set("\n ,") & set(text):
                return encoding
    return ""


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
