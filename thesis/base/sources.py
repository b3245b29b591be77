"""The sources of ``references.bib`` as a table."""

import re
from collections.abc import Mapping
from pathlib import Path

import pandas as pd

from thesis.base.csl import date_text, name_text, read_items, without_markup

CLASSES = (
    "official_report", "policy_document", "iom_publication", "ngo_report",
    "journal_article", "book", "thesis", "news_report",
)
SCHOLARLY = ("journal_article", "book", "thesis")
LANGUAGES = {"indonesian": "id", "english": "en"}


def read_sources(bib: Path, publishers: pd.DataFrame) -> pd.DataFrame:
    """Return one row per source, in the order of the file.

    Columns: source (the BibTeX key), entry_type, source_class, kind and quality (scholarly works
    only), excluded (bool), title, authors (tuple of family or corporate names), year (``""`` where
    no date was visible), date (``YYYY[-MM[-DD]]``), url, language (``id``/``en``), issuer,
    issuer_kind, independent_of_iom.
    """
    rows = pd.DataFrame([_row(item) for item in read_items(bib).values()])
    issuers = publishers.set_index("publisher")
    rows["issuer_kind"] = rows["issuer"].map(issuers["kind"])
    rows["independent_of_iom"] = rows["issuer"].map(issuers["independent_of_iom"])
    return rows


def address(url: str) -> str:
    """Return an address without scheme, ``www.`` and closing slash, for comparison."""
    host, slash, path = re.sub(r"(?i)^https?://(www\.)?|/+$", "", url).partition("/")
    return host.lower() + slash + path


def _row(item: Mapping) -> dict:
    fields = item["custom"]
    keywords = [word.strip() for word in fields["keywords"].split(",")]
    kind_and_quality = [word for word in keywords[1:] if word != "excluded"] + ["", ""]
    date = date_text(item)
    return {
        "source": item["id"],
        "entry_type": fields["entry_type"],
        "source_class": keywords[0],
        "kind": kind_and_quality[0],
        "quality": kind_and_quality[1],
        "excluded": "excluded" in keywords,
        "title": without_markup(item["title"]),
        "authors": tuple(map(name_text, item.get("author", item.get("editor", [])))),
        "year": date[:4],
        "date": date,
        "url": item["URL"],
        "language": LANGUAGES[fields["language"]],
        "issuer": fields["issuer"],
    }
