"""``thesis add source URL``: an entry of references.bib, with a key in the style of the base."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from thesis.author import Refused
from thesis.author.ask import ASK, gather
from thesis.author.fields import MAIN, work_fields
from thesis.author.files import appended, keep, with_entry
from thesis.author.issuer import issuer
from thesis.base.sources import SCHOLARLY, address
from thesis.check.bib import read_entries

KINDS_OF_ENTRY = {"journal_article": "article", "book": "book", "thesis": "mastersthesis",
                  "official_report": "techreport", "iom_publication": "techreport",
                  "ngo_report": "techreport", "policy_document": "techreport"}
HOLDERS = {"article": "journal", "book": "publisher", "mastersthesis": "school",
           "techreport": "institution", "misc": "howpublished"}
STOP_WORDS = frozenset((
    "a", "about", "ada", "akan", "an", "and", "antara", "are", "as", "at", "atas", "by", "dalam",
    "dan", "dari", "dengan", "di", "for", "from", "in", "ini", "into", "is", "itu", "its", "ke",
    "of", "oleh", "on", "or", "pada", "para", "sebagai", "the", "to", "untuk", "with", "yang"))


def add_source(root: Path, url: str, given: dict[str, str | None], ask: ASK | None,
               accessed: date | None = None) -> str:
    """Append a source, its issuer if new and its row of scholarly works; return its key.

    Raises Refused where the page is there already or the check does not accept the result.
    """
    entries, problems = read_entries(root)
    if entries is None:
        raise Refused("\n".join(map(str, problems)))
    for entry in entries:
        if address(entry.item.get("URL", "")) == address(url):
            raise Refused(f"this page is in references.bib already: {entry.key}")
    values = gather(MAIN, given, ask)
    values["issuer"], changes = issuer(root, values["issuer"], given, ask)
    key = new_key(values, {entry.key for entry in entries})
    work: dict[str, str] = {}
    if values["class"] in SCHOLARLY:
        work = {name.removeprefix("work_"): value
                for name, value in gather(work_fields(root), given, ask).items()}
    text = (root / "references.bib").read_bytes().decode("utf-8")
    added = bibtex(key, url, values, work, accessed or date.today())
    changes["references.bib"] = with_entry(text, key, added)
    if work:
        changes |= appended(root, "literature", work | {"source": key})
    keep(root, changes)
    return key


def new_key(values: Mapping[str, str], taken: Iterable[str]) -> str:
    """Return a key like those of the base, author, year and a word: ``kompascom2023tindak``."""
    author = values["author"].split(" and ")[0].split(",")[0] or values["issuer"]
    words = [_letters(word) for word in re.split(r"[\s/–-]+", values["title"])]
    word = next((w for w in words if len(w) > 2 and not w.isdigit() and w not in STOP_WORDS), "")
    stem = _letters(author)[:14] + values["year"].replace("n.d.", "nd") + word
    suffixes = ["", *"abcdefghijklmnopqrstuvwxyz"]
    return next(stem + suffix for suffix in suffixes if stem + suffix not in set(taken))


def _letters(text: str) -> str:
    ascii_text = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]", "", ascii_text.lower())


def bibtex(key: str, url: str, values: Mapping[str, str], work: Mapping[str, str],
           accessed: date) -> str:
    """Return the entry as the file writes it, one field a line."""
    kind = KINDS_OF_ENTRY.get(values["class"], "misc")
    text = {name: _escaped(value) for name, value in values.items()}
    keywords = [values["class"], *(work[name] for name in ("kind", "quality") if name in work)]
    fields = {"author": text["author"] or f"{{{text['issuer']}}}",
              "title": f"{{{text['title']}}}", "year": values["year"],
              "month": values["month"], "day": values["day"],
              HOLDERS[kind]: text["holder"] or text["issuer"], "issuer": text["issuer"],
              "url": url, "urldate": accessed.isoformat(), "language": values["language"],
              "keywords": ", ".join(keywords)}
    lines = [f"  {name} = {value if name == 'month' else f'{{{value}}}'},"
             for name, value in fields.items() if value]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def _escaped(text: str) -> str:
    return re.sub(r"([&%$#_])", r"\\\1", re.sub(r"[{}\\]", "", text))
