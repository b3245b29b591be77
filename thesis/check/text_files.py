"""Read the files of the base as text: what keeps them from being text becomes a problem.

What a spreadsheet changed in the form of a file, not in its content, is read all the same: one
problem names it, and `thesis.check.restore` takes it back.
"""

import codecs
import re
from pathlib import Path

from thesis.check.problem import Problem

Cause = tuple[int, str]  # the line where it shows, and what is unusual in the form of a file
BOM = codecs.BOM_UTF8
WIDE = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
WORKBOOKS = {b"PK\x03\x04": "workbook", b"\xd0\xcf\x11\xe0": "workbook of an older Excel"}
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
    for magic, kind in WORKBOOKS.items():
        if data.startswith(magic):
            return None, [], [Problem(file, 0, "", f"the file is a {kind}", "plain text in UTF-8",
                                      f"open it in the spreadsheet and {SAVED_AS}", "form")]
    if data.startswith(WIDE):
        return _text(data.decode("utf-16", errors="replace"), file, [(1, "is in UTF-16")])
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


def _line(data: bytes, at: int) -> int:
    return data.count(b"\n", 0, at) + 1
