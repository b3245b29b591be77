"""The entries of a BibTeX file as CSL-JSON, the one form of a reference.

pandoc reads them: TeX accents and markup, names, dates, ``crossref``, ``@string``, the fields of
BibTeX and BibLaTeX. What only this project knows of an entry, such as the issuer, stands in the
``custom`` of its item. An entry is read again when its text changes.
"""

import json
import os
import re
import subprocess
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from unicodedata import normalize

import pypandoc
from pybtex.richtext import Text

from thesis.base.bibtex import fields_of, macros, parents, pieces, plain
from thesis.project.files import digest_of_text
from thesis.project.result_cache import cached_results

TILDE = re.compile(r"\{?\\textasciitilde\s*(?:\{\})?\}?")
ESCAPED = re.compile(r"\\(?=[^A-Za-z0-9\s])")
DOI = re.compile(r"^(?:https?://)?(?:dx\.)?(?:doi\.org/|doi:)\s*", re.IGNORECASE)
APOSTROPHE = re.compile(r"(?<=\w)'(?=\w)")
OPENING = re.compile(r"(?<!\S)’(?=[A-Za-z])")  # TeX has no single quote that opens by itself
LOWERED, RAISED = re.compile(r"\$_\{?(\w+)\}?\$"), re.compile(r"\$\^\{?(\w+)\}?\$")
OWN = ("issuer", "language", "keywords", "entry_type")  # what pandoc does not know
PUBLISHERS = (  # who issued a work, the first that an entry has
    "publisher", "institution", "school", "organization", "howpublished")
# Where the locale is English, pandoc puts titles into lower case, and names in them with it.
LOCALE = {"LANG": "id_ID.UTF-8", "LC_ALL": ""}
RENAMED = {"archive-location": "archive_location"}  # as the schema has it
NAMES = ("author", "editor", "translator", "container-author", "collection-editor", "director")


class Unreadable(ValueError):
    """Says why pandoc cannot read a file of references, and in which line."""

    def __init__(self, reason: str, line: int) -> None:
        super().__init__(f"line {line}: {reason}")
        self.reason, self.line = reason, line


@cache
def read_items(bib: Path) -> Mapping[str, dict]:
    """Return {key: CSL item} of a file, in its order; it is read once in a process."""
    return items_of(bib.read_text(encoding="utf-8"))


def items_of(text: str) -> dict[str, dict]:
    """Return {key: CSL item} of a BibTeX text, without types that BibTeX has no name for."""
    texts = {start[2]: piece for start, piece in pieces(text)}
    inherited = parents(texts)
    definitions = macros(text)
    context = definitions + "".join(texts[key] for key in inherited)
    made_by = Path(__file__).read_text(encoding="utf-8")
    digests = [digest_of_text("\0".join([made_by, context, piece])) for piece in texts.values()]
    keys = list(texts)

    def read(places: list[int]) -> list[dict]:
        wanted = [keys[place] for place in places]
        body = "".join(texts[key] for key in wanted if key not in inherited)
        found = {item["id"]: item for item in convert(context + body, "biblatex")}
        return [completed(found[key], fields_of(key, texts, definitions)) for key in wanted]

    return dict(zip(keys, cached_results("references", digests, read), strict=True))


def completed(item: dict, fields: Mapping[str, str]) -> dict:
    """Return an item with what pandoc leaves out: article numbers, and fields of this project.

    The field ``csl`` holds, as JSON, what BibTeX has no word for.
    pandoc joins all that may be a publisher, and parts what "and" joins.
    """
    if "number" in item and "volume" in item and "issue" not in item:
        item["issue"] = item.pop("number")
    if "eid" in fields:
        item["number"] = plain(fields["eid"])
    if "csl" in fields:
        item |= json.loads(fields["csl"])
    if "publisher" in item:
        typed = next((fields[name] for name in PUBLISHERS if name in fields), "")
        item["publisher"] = _text(str(Text.from_latex(typed))) or item["publisher"]
    return item | {"custom": {name: plain(fields[name]) for name in OWN if name in fields}}


def convert(text: str, form: str) -> list[dict]:
    """Return the CSL items of a text in one of pandoc's forms (biblatex, ris, csljson...).

    Raises Unreadable.
    """
    done = subprocess.run([pypandoc.get_pandoc_path(), f"--from={form}", "--to=csljson"],
                          input=text, capture_output=True, text=True, encoding="utf-8",
                          env={**os.environ, **LOCALE})
    if done.returncode:
        line = re.search(r"line (\d+)", done.stderr)
        reason = done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "no reason given"
        raise Unreadable(reason, int(line[1]) if line else 0)
    return [mended(item) for item in json.loads(done.stdout)]


def mended(item: dict) -> dict:
    """Return an item without what pandoc leaves of TeX in it, and without empty values.

    A particle belongs to the family name, as APA prints it.
    """
    item = {RENAMED.get(name, name): _text(value) if isinstance(value, str) else value
            for name, value in item.items()}
    for role in set(NAMES) & set(item):
        item[role] = [{part.replace("dropping", "non-dropping") if part == "dropping-particle"
                       else part: _text(text) for part, text in name.items()}
                      for name in item[role]]
    if "URL" in item:
        item["URL"] = ESCAPED.sub("", TILDE.sub("~", item["URL"]))
    if "DOI" in item:
        item["DOI"] = DOI.sub("", ESCAPED.sub("", item["DOI"])).strip()
    if "page" in item:
        item["page"] = re.sub(r"\s*[-–]+\s*", "-", item["page"])
    return {name: value for name, value in item.items()
            if value and value != {"date-parts": []}}


def _text(text: str) -> str:
    text = OPENING.sub("‘", APOSTROPHE.sub("’", text))
    text = LOWERED.sub(r"<sub>\1</sub>", RAISED.sub(r"<sup>\1</sup>", text))
    return normalize("NFC", re.sub("ı(?=[\u0300-\u036f])", "i", text))


def without_markup(text: str) -> str:
    """Return a text of an item without its tags: ``<i>``, ``<sub>``, ``<span class="nocase">``."""
    return re.sub(r"</?(?:i|b|sup|sub|sc|span)\b[^<>]*>", "", text)


def name_text(name: Mapping[str, str]) -> str:
    """Return the name under which a person or an organisation is cited: ``van Olst``."""
    if "literal" in name:
        return name["literal"]
    return " ".join(filter(None, [name.get("non-dropping-particle"), name.get("family")]))


def date_text(item: Mapping) -> str:
    """Return when a work was issued, ``YYYY[-MM[-DD]]``, "" where no date was visible."""
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    return "-".join(f"{part:0{2 if place else 4}d}" for place, part in enumerate(parts))
