"""The sources as CSL-JSON, which Zotero, Mendeley, pandoc and every citeproc read.

Schema: csl-data.json of citationstyles.org. Written here and not by pandoc, which leaves the type
of a ``@misc`` and the date of an undated entry empty; both break the schema.
"""

import json
from collections.abc import Mapping

import pandas as pd
from pybtex.database import Entry, Person

from thesis.base.dates import parts
from thesis.base.sources import plain

TYPES = {"article": "article-journal", "book": "book", "incollection": "chapter",
         "mastersthesis": "thesis", "techreport": "report"}
SITES = ("news_report", "iom_publication", "ngo_report", "official_report")
ISSUED_BY = ("publisher", "institution", "school", "howpublished", "issuer")
COPIED = {"doi": "DOI", "url": "URL", "volume": "volume", "pages": "page",
          "address": "publisher-place", "note": "note", "keywords": "keyword"}


def csl_file(items: list[dict]) -> bytes:
    """Return CSL items as a file."""
    return (json.dumps(items, ensure_ascii=False, indent=1) + "\n").encode()


def csl_items(sources: pd.DataFrame, entries: Mapping[str, Entry]) -> list[dict]:
    """Return one CSL item per source, in the order of `sources`."""
    return [csl_item(row, entries[row["source"]]) for row in sources.to_dict("records")]


def csl_item(source: Mapping, entry: Entry) -> dict:
    """Return a source as CSL item; an undated one has no ``issued``, whence styles say n.d."""
    fields = {name: plain(text) for name, text in entry.fields.items()}
    kind = csl_type(source, entry)
    item = {
        "id": source["source"],
        "type": kind,
        "title": source["title"],
        "author": [name(person) for person in entry.persons["author"] if str(person) != "others"],
        "issued": date_parts(source["date"]),
        **media(kind, fields),
        "issue" if kind == "article-journal" else "number": fields.get("number"),
        **{new: fields.get(old, "").replace("--", "-") for old, new in COPIED.items()},
        "language": source["language"],
        "accessed": date_parts(fields["urldate"]),
    }
    return {key: value for key, value in item.items() if value}


def csl_type(source: Mapping, entry: Entry) -> str:
    """Return the CSL type; ``document`` where the register does not know what kind of work it is.

    An article whose journal is not known is a document, too, unless it has a volume.
    """
    if entry.type in TYPES:
        return TYPES[entry.type]
    if source["source_class"] == "journal_article" and {"journal", "volume"} & set(entry.fields):
        return "article-journal"
    if source["source_class"] == "news_report" and source["issuer_kind"] == "press":
        return "article-newspaper"
    return "webpage" if source["source_class"] in SITES else "document"


def media(kind: str, fields: Mapping[str, str]) -> dict[str, str]:
    """Return the work that contains a source (journal, book, site, series) and its publisher."""
    issued_by = next(fields[field] for field in ISSUED_BY if field in fields)
    if kind in ("article-newspaper", "webpage"):
        return {"container-title": fields.get("howpublished", issued_by)}
    if kind == "report":
        return {"collection-title": fields.get("journal", ""), "publisher": issued_by}
    container = fields.get("journal") or fields.get("booktitle") or ""
    publisher = fields.get("publisher", "") if container else issued_by
    return {"container-title": container, "publisher": publisher}


def name(person: Person) -> dict[str, str]:
    """Return an author: family and given names, or an organisation whole."""
    family = plain(" ".join(person.last_names))
    given = plain(" ".join(person.first_names + person.middle_names))
    if not given:
        return {"literal": plain(" ".join(person.prelast_names + person.last_names))}
    parts = {"family": family, "given": given,
             "non-dropping-particle": plain(" ".join(person.prelast_names)),
             "suffix": plain(" ".join(person.lineage_names))}
    return {key: text for key, text in parts.items() if text}


def date_parts(date: str) -> dict | None:
    """Return ``YYYY[-MM[-DD]]`` as CSL writes a date."""
    return {"date-parts": [list(parts(date))]} if date else None
