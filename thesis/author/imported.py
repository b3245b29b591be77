"""``thesis add source --from FILE``: what a reference manager exported, as entries of the base.

Zotero, Mendeley, JabRef, EndNote and publishers' pages give BibTeX, BibLaTeX, RIS or CSL-JSON.
"""

import json
import re
import shutil
import subprocess
import tempfile
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from pathlib import Path

import pypandoc
from pybtex.exceptions import PybtexError

from thesis.author import Refused
from thesis.author.ask import ASK, Field, gather
from thesis.author.fields import MAIN, work_fields
from thesis.author.files import BASE, appended, keep, with_entry
from thesis.author.issuer import issuer
from thesis.author.source import new_key
from thesis.base.bibtex import pieces
from thesis.base.csl import convert, date_text, items_of, without_markup
from thesis.base.sources import LANGUAGES, SCHOLARLY, address
from thesis.check.bib import read_entries
from thesis.exports.ris import read_ris

FORMS = {".json": "csljson", ".xml": "endnotexml"}
CLASSES = {"article-journal": "journal_article", "article-newspaper": "news_report",
           "book": "book", "chapter": "book", "paper-conference": "journal_article",
           "thesis": "thesis"}
ASKED = tuple(replace(field, default="") for field in MAIN
              if field.name in ("issuer", "language", "class"))
LEFT_OUT = ("keyword", "abstract", "language", "custom")  # of a reference manager's own use


def add_file(root: Path, file: Path, given: Mapping[str, str | None], ask: ASK | None,
             accessed: date | None = None) -> list[str]:
    """Append every work of a file that the base does not have; return the new keys.

    given: holds for all works. Raises Refused, and adds nothing, where a work lacks something.
    """
    items = read_file(file)
    with tempfile.TemporaryDirectory(prefix="thesis-") as folder:
        staged, missing, keys = Path(folder), [], []
        changed: dict[str, str] = {}
        for part in BASE:
            copy = shutil.copytree if (root / part).is_dir() else shutil.copy
            copy(root / part, staged / part)
        known = {address(entry.item.get("URL", "")) for entry in read_entries(root)[0] or []}
        for item in items:
            page = item.get("URL") or (f"https://doi.org/{item['DOI']}" if "DOI" in item else "")
            if page and address(page) in known:
                continue
            known.add(address(page))
            try:
                key, changes = added(staged, item | {"URL": page}, given, ask,
                                     accessed or date.today())
            except Refused as refusal:
                title = without_markup(item.get("title", "no title"))
                missing += [f"{title[:60]}: {line}" for line in str(refusal).splitlines()]
                continue
            keys.append(key)
            changed |= changes
            for path, text in changes.items():
                (staged / path).write_bytes(text.encode("utf-8"))
    if missing:
        raise Refused("\n".join([*missing, "nothing was added"]))
    keep(root, changed)
    return keys


def read_file(file: Path) -> list[dict]:
    """Return the works of a file as CSL items; Refused where it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        if re.search(r"^TY {2}- ", text, re.MULTILINE):
            return read_ris(text)
        form = FORMS.get(file.suffix.lower())
        return convert(text, form) if form else list(items_of(text).values())
    except (OSError, PybtexError, ValueError) as error:
        raise Refused(f"{file}: cannot be read ({error}); expected BibTeX, RIS or CSL-JSON as a "
                      "reference manager exports it, in UTF-8") from error


def added(root: Path, item: Mapping, given: Mapping[str, str | None], ask: ASK | None,
          accessed: date) -> tuple[str, dict[str, str]]:
    """Return the key of a work, and {path: text} of what changes with it; Refused names faults."""
    names = [name.get("literal") or name.get("family", "") for name in item.get("author", [])]
    kind = CLASSES.get(item.get("type", ""))
    holder = item.get("container-title") if kind else None
    language = {code: name for name, code in LANGUAGES.items()}.get(item.get("language", "")[:2])
    known = {"issuer": item.get("publisher") or holder or next(iter(names), None),
             "language": language, "class": kind}
    answers = {**given, **known} | {name: value for name, value in given.items() if value}
    faults = [] if item["URL"] else ["it has neither address nor DOI"]
    fields = [*ASKED, *(work_fields(root) if answers.get("class") in SCHOLARLY else [])]
    values = _gathered(fields, answers, ask, faults)
    values["issuer"], changes = issuer(root, values["issuer"], answers, ask)
    bib = (root / "references.bib").read_bytes().decode("utf-8")
    taken = {start[2] for start, _ in pieces(bib)}
    key = item["id"] if re.fullmatch(r"[A-Za-z][\w:.-]*", item["id"]) else ""
    if not key or key in taken:
        key = new_key({"author": " and ".join(names), "issuer": values["issuer"],
                       "title": without_markup(item["title"]),
                       "year": date_text(item)[:4] or "n.d."}, taken)
    work = {name.removeprefix("work_"): value for name, value in values.items()
            if name.startswith("work_")}
    changes["references.bib"] = with_entry(bib, key, entry(item, key, values, work, accessed))
    if work:
        changes |= appended(root, "literature", work | {"source": key})
    return key, changes


def _gathered(fields: list[Field], answers: dict[str, str | None], ask: ASK | None,
              faults: list[str]) -> dict[str, str]:
    try:
        values = gather(fields, answers, ask)
    except Refused as refusal:
        raise Refused("\n".join([*faults, str(refusal)])) from refusal
    if faults:
        raise Refused("\n".join(faults))
    return values


def entry(item: Mapping, key: str, values: Mapping[str, str], work: Mapping[str, str],
          accessed: date) -> str:
    """Return a CSL item as an entry of references.bib, with the fields of this project."""
    shown = {name: value for name, value in item.items() if name not in LEFT_OUT} | {"id": key}
    shown["language"] = "id"  # of an English work, pandoc would change the case of the title
    shown.setdefault("accessed", {"date-parts": [[accessed.year, accessed.month, accessed.day]]})
    text = subprocess.run([pypandoc.get_pandoc_path(), "--from=csljson", "--to=biblatex"],
                          input=json.dumps([shown]), capture_output=True, check=True, text=True,
                          encoding="utf-8").stdout
    keywords = [values["class"], *(work[name] for name in ("kind", "quality") if name in work)]
    own = {"issuer": values["issuer"].replace("&", "\\&"), "language": values["language"],
           "keywords": ", ".join(keywords)}
    if not date_text(item):
        own["year"] = "n.d."
    if "genre" in item:
        own["type"] = item["genre"]
    lines = "".join(f",\n  {name} = {{{value}}}" for name, value in own.items())
    text = re.sub(r",\n {2}langid = \{id\}", "", text.rstrip().removesuffix("}").rstrip())
    return f"{text}{lines}\n}}\n"
