"""The sources as CSL-JSON, which Zotero, Mendeley, pandoc and every citeproc read.

Schema: csl-data.json of citationstyles.org.
"""

from collections.abc import Mapping

import pandas as pd

SITES = ("news_report", "iom_publication", "ngo_report", "official_report")
GENRES = {"mathesis": "Thesis", "phdthesis": "Doctoral dissertation",
          "techreport": "Technical report", "resreport": "Research report",
          **dict.fromkeys(("bathesis", "bachelor"), "Bachelor’s thesis"),
          "master": "Master’s thesis", "doctor": "Doctoral dissertation"}
ON_SITES = ("article-newspaper", "webpage")


def csl_items(sources: pd.DataFrame, items: Mapping[str, dict]) -> list[dict]:
    """Return one complete CSL item per source, in the order of `sources`.

    items: of `base.csl.read_items`.
    """
    return [csl_item(row, items[row["source"]]) for row in sources.to_dict("records")]


def csl_item(source: Mapping, item: Mapping) -> dict:
    """Return a source as CSL item; an undated one has no ``issued``, whence styles say n.d."""
    kind = item.get("type") or csl_type(source, item)
    whole = {name: value for name, value in item.items() if name != "custom"}
    whole |= {"type": kind, "language": source["language"]}
    if "genre" in whole:
        whole["genre"] = GENRES.get(whole["genre"], whole["genre"])
    if kind in ON_SITES and "container-title" not in whole and "publisher" in whole:
        whole["container-title"] = whole.pop("publisher")
    if kind == "report" and "container-title" in whole:
        whole["collection-title"] = whole.pop("container-title")
    return whole


def csl_type(source: Mapping, item: Mapping) -> str:
    """Return the type of a ``@misc``: ``document`` where the register does not know the kind.

    An article whose journal is not known is a document, too, unless it has a volume.
    """
    if source["source_class"] == "journal_article" and {"container-title", "volume"} & set(item):
        return "article-journal"
    if source["source_class"] == "news_report" and source["issuer_kind"] == "press":
        return "article-newspaper"
    return "webpage" if source["source_class"] in SITES else "document"
