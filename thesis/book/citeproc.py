"""References and citations as APA style, 7th edition, writes them, rendered by pandoc's citeproc.

Works that could be mistaken for one another, those of one first author, are rendered together;
what was rendered is kept until one of them changes. The letters after the year run in the order
of the bibliography; those of works that the text does not cite go on where these end.
"""

import json
import re
import subprocess
import tempfile
from collections.abc import Mapping, Set
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import cache
from html import escape, unescape
from itertools import accumulate, chain, groupby
from pathlib import Path
from urllib.parse import quote

import pandas as pd
import pypandoc
from lxml.html import HtmlElement, fragment_fromstring, tostring

from thesis.base.csl import read_items
from thesis.base.load import load_collected
from thesis.book.apa import RANK, first_name, printed, sort_name, style
from thesis.exports.csl import csl_item
from thesis.manuscript.text import cited_works
from thesis.project.edition import Edition
from thesis.project.files import digest_of_text
from thesis.project.result_cache import cached_results
from thesis.words.language import translator

BIB = "references.bib"
MOST = 120  # works that are rendered at once: it takes the square of their number
DOIS = "https://doi.org/"
AND = {"id": " dan ", "en": " and "}
Group = list[dict]  # items of one first author


@dataclass(frozen=True)
class Reference:
    """A work as the book names it.

    place: its place in a bibliography; entry: its text there, as HTML; names and year: as a
    citation in brackets gives them, ``Biermann & Siebenhüner`` and ``2009a``.
    """

    place: tuple[str, int]
    entry: str
    names: str
    year: str

    @property
    def text(self) -> str:
        """The entry without markup."""
        return unescape(re.sub("<[^>]*>", "", self.entry))


def references(edition: Edition) -> Mapping[str, Reference]:
    """Return {key: reference} of all sources, in view of what the text cited when a build began."""
    return _references(edition.root, edition.language, _cited(edition.root))


_cited = cache(cited_works)


def begin_build(*_: object) -> None:
    """Look again for what the text cites."""
    _cited.cache_clear()


def citation(key: str, edition: Edition) -> str:
    """Return how a sentence names a source: ``Kompas.com (2023b)``."""
    work = references(edition)[key]
    return f"{in_sentence(work.names, edition.language)} ({work.year})"


def in_sentence(names: str, language: str) -> str:
    """Return the names of a citation as a sentence joins them: ``Abbott dan Snidal``."""
    return AND[language].join(names.rsplit(" & ", 1))


@cache
def _references(root: Path, language: str, cited: frozenset[str]) -> Mapping[str, Reference]:
    return worded(load_collected(root).sources, read_items(root / BIB), cited, language)


def worded(sources: pd.DataFrame, items: Mapping[str, dict], cited: Set[str],
           language: str) -> dict[str, Reference]:
    """Return {key: reference} of sources, given their items and which of them are cited.

    sources: of `base.sources.read_sources`; items: of `base.csl.read_items`.
    """
    groups: dict[str, Group] = {}
    for source in sources.to_dict("records"):
        item = printed(csl_item(source, items[source["source"]]), source, language)
        groups.setdefault(sort_name(first_name(item).split(",")[0]), []).append(item)
    listed = [works for group in groups.values()
              if (works := [item for item in group if item["id"] in cited])]
    others = [[item | {RANK: "1" if item["id"] in cited else "2"} for item in group]
              for group in groups.values() if any(item["id"] not in cited for item in group)]
    whole = rendered(others, language)
    found = whole | rendered(listed, language)
    heads = {item["id"]: sort_name(first_name(item) or found[item["id"]]["text"])
             for group in groups.values() for item in group}
    return {key: Reference((heads[key], whole.get(key, work)["place"]), work["entry"],
                           work["names"], work["year"]) for key, work in found.items()}


def rendered(groups: list[Group], language: str) -> dict[str, dict]:
    """Return {key: place (in its group), entry, text, names, year} of the works of all groups."""
    look = digest_of_text(style(language) + Path(__file__).read_text(encoding="utf-8"))
    digests = [digest_of_text(look + json.dumps(group)) for group in groups]

    def render(places: list[int]) -> list[dict[str, dict]]:
        batches = _batches([groups[place] for place in places])
        with ThreadPoolExecutor(2) as pool:
            return [*chain.from_iterable(pool.map(lambda b: _render(b, language), batches))]

    return {key: work for works in cached_results(f"rendered-{language}", digests, render)
            for key, work in works.items()}


def _batches(groups: list[Group]) -> list[list[Group]]:
    counted = zip(groups, accumulate(map(len, groups)), strict=True)
    batches = groupby(counted, lambda pair: pair[1] // MOST)
    return [[group for group, _ in batch] for _, batch in batches]


def _render(groups: list[Group], language: str) -> list[dict[str, dict]]:
    """Return the works of each group as pandoc renders them, in one call."""
    items = [item for group in groups for item in group]
    head = f"---\nnocite: '@*'\nlang: {language}\n---\n"
    page = "\n\n".join([head, *(f"@{{{item['id']}}}" for item in items)])
    with tempfile.TemporaryDirectory() as folder:
        look, works = Path(folder, "style.csl"), Path(folder, "items.json")
        look.write_text(style(language), encoding="utf-8")
        # in a work that is marked as English, the case of names of journals would be changed
        works.write_text(json.dumps([item | {"language": "id"} for item in items]),
                         encoding="utf-8")
        done = subprocess.run(
            [pypandoc.get_pandoc_path(), "--citeproc", f"--csl={look}", f"--bibliography={works}",
             "--from=markdown", "--to=html", "--wrap=none"],
            input=page, capture_output=True, check=True, text=True, encoding="utf-8")
    html = fragment_fromstring(done.stdout, create_parent=True)
    entries = {div.get("id").removeprefix("ref-"): (place, div)
               for place, div in enumerate(html.find_class("csl-entry"))}
    cited = {span.get("data-cites"): span.text_content()
             for span in html.find_class("citation")}
    return [{item["id"]: _work(*entries[item["id"]], cited[item["id"]], item, language)
             for item in group} for group in groups]


def _work(place: int, entry: HtmlElement, citation: str, item: dict, language: str) -> dict:
    for span in entry.find_class("nocase"):
        author = span is entry[0] and not (entry.text or "").strip() and "author" in item
        if item["language"] != language and not author:
            span.set("lang", item["language"])
        del span.attrib["class"]
    for link in entry.iter("a"):
        link.set("class", "reference external")
        if "DOI" in item and link.get("href").startswith(DOIS):
            link.set("href", DOIS + quote(item["DOI"], safe="/:;().,_-~!*'+$=&@"))
    legal = citation.startswith("(")  # of laws and cases, which have no author in a sentence
    names, _sign, year = citation.lstrip("(").rpartition(", " if legal else " (")
    for name in item.get("author", []):
        full = name.get("literal", "")
        if full.endswith("]"):
            names = names.replace(full, full.rsplit(" [", 1)[1][:-1])
    inner = (entry.text or "") + "".join(tostring(child, encoding="unicode") for child in entry)
    if read_at := item.get("custom", {}).get("read_at"):
        _ = translator(language)
        inner = f"{inner.strip()} " + _("Dibaca melalui {site}.").format(site=escape(read_at))
    return {"place": place, "entry": inner.strip(), "text": entry.text_content().strip(),
            "names": names, "year": year.removesuffix(")")}

