"""``thesis add source --from FILE``: what a reference manager exported, as entries of the base.

Zotero, Mendeley, JabRef, EndNote and publishers' pages give BibTeX, BibLaTeX, RIS or CSL-JSON.
"""

import json
import re
import subprocess
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pypandoc
from pybtex.exceptions import PybtexError

from thesis.author import Refused
from thesis.author.ask import ASK, gather
from thesis.author.fields import MAIN, work_fields
from thesis.author.files import appended, keep, staged, with_entry
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
ISSUED_BY = ("publisher", "container-title", "authority")
ASKED = tuple(replace(field, default="") for field in MAIN
              if field.name in ("issuer", "language", "class"))
LEFT_OUT = ("keyword", "abstract", "language", "custom", "source", "citation-key", "license",
            "container-title-short", "title-short")  # of no use in a bibliography


@dataclass(frozen=True)
class Work:
    """A work to be added: its CSL item, its key, and the fields that only this project knows."""

    item: dict
    own: dict[str, str]


def add_file(root: Path, file: Path, given: Mapping[str, str | None], ask: ASK | None,
             accessed: date | None = None) -> tuple[list[str], list[str]]:
    """Append every work of a file that the base does not have; return the new keys, and
    ``key: title`` of the works whose page is there already.

    given: holds for all works. Raises Refused, and adds nothing, where a work lacks something.
    """
    items, read_on = read_file(file), accessed or date.today()
    works: list[Work] = []
    skipped: list[str] = []
    missing: list[str] = []
    changed: dict[str, str] = {}
    with staged(root) as copied:
        entries = read_entries(root)[0] or []
        known = {address(entry.item.get("URL", "")): entry.key for entry in entries}
        taken = {entry.key for entry in entries}
        for item in items:
            page = item.get("URL") or (f"https://doi.org/{item['DOI']}" if "DOI" in item else "")
            title = without_markup(item.get("title", "no title"))[:60]
            if page and (there := known.get(address(page))):
                skipped.append(f"{there}: {title}")
                continue
            try:
                work, changes = completed(copied, item | {"URL": page}, given, ask, taken)
            except Refused as refusal:
                missing += [f"{title}: {line}" for line in str(refusal).splitlines()]
                continue
            works.append(work)
            taken.add(work.item["id"])
            known[address(page)] = work.item["id"]
            changed |= changes
            for path, text in changes.items():
                (copied / path).write_bytes(text.encode("utf-8"))
    if missing:
        raise Refused("\n".join([*missing, "nothing was added"]))
    bib = (root / "references.bib").read_bytes().decode("utf-8")
    for work, text in zip(works, bibtex(works, read_on), strict=True):
        bib = with_entry(bib, work.item["id"], text)
    keep(root, changed | ({"references.bib": bib} if works else {}))
    return [work.item["id"] for work in works], skipped


def read_file(file: Path) -> list[dict]:
    """Return the works of a file as CSL items; Refused where it cannot be read."""
    try:
        text = file.read_text(encoding="utf-8-sig")
        form = FORMS.get(file.suffix.lower())
        if items := (read_ris(text) if re.search(r"^TY {2}- ", text, re.MULTILINE)
                     else convert(text, form) if form else list(items_of(text).values())):
            return items
        raise ValueError("it has no work")
    except (OSError, PybtexError, ValueError) as error:
        raise Refused(f"{file}: cannot be read ({error}); expected BibTeX, RIS or CSL-JSON as a "
                      "reference manager exports it, in UTF-8") from error


def completed(root: Path, item: dict, given: Mapping[str, str | None], ask: ASK | None,
              taken: Collection[str]) -> tuple[Work, dict[str, str]]:
    """Return a work, and {path: text} of the tables that change with it; Refused names faults."""
    names = [name.get("literal") or name.get("family", "") for name in item.get("author", [])]
    issued_by = [item[field] for field in ISSUED_BY if field in item]
    languages = {code: name for name, code in LANGUAGES.items()}
    answers = {**given, "issuer": next(iter([*issued_by, *names]), None),
               "language": languages.get(item.get("language", "")[:2]),
               "class": CLASSES.get(item.get("type", ""))}
    answers |= {name: value for name, value in given.items() if value}
    faults = [] if item["URL"] else ["it has neither address nor DOI"]
    fields = [*ASKED, *(work_fields(root) if answers.get("class") in SCHOLARLY else [])]
    try:
        values = gather(fields, answers, ask)
    except Refused as refusal:
        faults.append(str(refusal))
    if faults:
        raise Refused("\n".join(faults))
    name, changes = issuer(root, values["issuer"], answers, ask)
    key = item["id"] if re.fullmatch(r"[A-Za-z][\w:.-]*", item["id"]) else ""
    if not key or key in taken:
        key = new_key({"author": " and ".join(names), "issuer": name,
                       "title": without_markup(item["title"]),
                       "year": date_text(item)[:4] or "n.d."}, taken)
    work = {name.removeprefix("work_"): value for name, value in values.items()
            if name.startswith("work_")}
    if work:
        changes |= appended(root, "literature", work | {"source": key})
    keywords = [values["class"], *(work[name] for name in ("kind", "quality") if name in work)]
    own = {"issuer": name.replace("&", "\\&"), "language": values["language"],
           "keywords": ", ".join(keywords)}
    return Work({field: value for field, value in item.items() if field not in LEFT_OUT}
                | {"id": key}, own), changes


def bibtex(works: Sequence[Work], accessed: date) -> list[str]:
    """Return works as entries of references.bib.

    What of an item BibTeX has no word for stands in the field ``csl``.
    """
    read_on = {"date-parts": [[accessed.year, accessed.month, accessed.day]]}
    # where the language is English, pandoc changes the case of titles
    items = [{"accessed": read_on} | work.item | {"language": "id"} for work in works]
    written = subprocess.run([pypandoc.get_pandoc_path(), "--from=csljson", "--to=biblatex"],
                             input=json.dumps(items), capture_output=True, check=True, text=True,
                             encoding="utf-8").stdout
    texts = {start[2]: re.sub(r",\n {2}langid = \{id\}|\s*\}\s*$", "", piece)
             for start, piece in pieces(written)}
    kept = items_of("".join(f"{text}\n}}\n" for text in texts.values()))
    entries = []
    for item, work in zip(items, works, strict=True):
        lost = {name: value for name, value in item.items()
                if name != "language" and kept[item["id"]].get(name) != value}
        fields = work.own | ({} if date_text(item) else {"year": "n.d."}) | (
            {"csl": json.dumps(lost, ensure_ascii=False)} if lost else {})
        lines = "".join(f",\n  {name} = {{{value}}}" for name, value in fields.items())
        entries.append(f"{texts[item['id']]}{lines}\n}}\n")
    return entries
