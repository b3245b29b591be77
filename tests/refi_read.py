"""Read the codings of a REFI-QDA project back, also of one that another program has written."""

import re
from pathlib import Path
from zipfile import ZipFile

import pandas as pd
from lxml import etree

from thesis.exports.refi import CODE_MARK

NS = {"q": "urn:QDA-XML:project:1.0"}
NOTE = re.compile(r"^\[(E\d+)\]", re.MULTILINE)


def read_codings(path: Path) -> pd.DataFrame:
    """Return evidence_id, coder, code, sorted: the columns of ``data/codings.csv``.

    A note is known by the mark before its sentence, a code by the last line of its description,
    a coder by the id of the user, or the name where the program dropped the id.
    """
    with ZipFile(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
        texts = {name.rsplit("/", 1)[-1]: archive.read(name).decode("utf-8-sig")
                 for name in archive.namelist() if name.endswith(".txt")}
    users = {user.get("guid"): user.get("id") or user.get("name")
             for user in root.iterfind("q:Users/q:User", NS)}
    codes = {code.get("guid"): code_key(code) for code in root.iter(f"{{{NS['q']}}}Code")}
    rows = [
        (note_at(texts[source.get("plainTextPath").removeprefix("internal://")], selection),
         users[coding.get("creatingUser") or selection.get("creatingUser")],
         codes[coding.find("q:CodeRef", NS).get("targetGUID")])
        for source in root.iterfind("q:Sources/q:TextSource", NS)
        for selection in source.iterfind("q:PlainTextSelection", NS)
        for coding in selection.iterfind("q:Coding", NS)
    ]
    frame = pd.DataFrame(rows, columns=["evidence_id", "coder", "code"], dtype="str")
    return frame.sort_values(list(frame)).reset_index(drop=True)


def code_key(code: etree._Element) -> str:
    """Return the key of the codebook; the name of a code that was made in another program."""
    lines = (code.findtext("q:Description", "", NS) or "").splitlines()
    known = lines and lines[-1].startswith(CODE_MARK)
    return lines[-1].removeprefix(CODE_MARK).strip() if known else code.get("name")


def note_at(text: str, selection: etree._Element) -> str:
    """Return the note that the first character of a selection belongs to; ``""`` before any."""
    start = int(selection.get("startPosition"))
    marks = NOTE.findall(text, 0, start + 1)
    return marks[-1] if marks else ""
