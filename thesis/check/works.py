"""Check data/works.csv: one work for a source, and a decision for sources that look alike.

Only sources with notes are asked about: the others count for nothing yet.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from thesis.base.bibtex import plain
from thesis.base.sources import address
from thesis.check.bib import Source
from thesis.check.files import Tables
from thesis.check.problem import Problem

FILE = "data/works.csv"
ALIKE = 0.75  # of the longer words of two titles, those that both have
FEWEST, COMMON = 4, 120  # words of a title to compare by; titles with a word that tells nothing


def work_problems(entries: list[Source], tables: Tables) -> Iterator[Problem]:
    """Yield works that are not the first of their sources, and undecided pairs of sources."""
    table, notes = (tables.get(name) for name in ("works", "evidence"))
    if table is None or notes is None or table.absent or "source" in notes.absent:
        return
    works: dict[str, str] = {}
    for line, row in table.numbered():
        source = row["source"]
        if row["relation"] != "distinct" and works.setdefault(source, row["work"]) != row["work"]:
            yield Problem(FILE, line, "work", f"{source} is a source of {works[source]}, too",
                          "one work for a source", "remove one row", "work", source)
    for line, row in table.numbered():
        if row["relation"] != "distinct" and row["work"] in {*works, row["source"]}:
            yield Problem(FILE, line, "work", f"{row['work']} is itself a source of another work",
                          "the source that stands for the work",
                          f"write {works.get(row['work'], 'another source')}", "work",
                          row["source"])
    decided = {frozenset((row["source"], row["work"])) for row in table.rows}
    noted = set(notes.column("source"))
    for one, other, why in _suspects([entry for entry in entries if entry.key in noted]):
        same = works.get(one.key, one.key) == works.get(other.key, other.key)
        if not same and {one.key, other.key} not in decided:
            yield other.problem("title", f"{why} as {one.key} in line {one.line}",
                                f"a decision in {FILE}", f"add a row for {other.key} and {one.key}:"
                                " how one relays the other, or distinct, with the reason",
                                "same-work")


def _suspects(entries: list[Source]) -> Iterator[tuple[Source, Source, str]]:
    """Yield pairs of entries with one DOI, or of one year and nearly one title, and which."""
    kept = [entry for entry in entries if "excluded" not in entry.fields.get("keywords", "")]
    words, dois = {}, defaultdict(list)
    holders: dict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(kept):
        title = plain(entry.fields.get("title", "")).casefold()
        words[place] = {w for w in re.findall(r"\w{4,}", title)} if title[:1] != "[" else set()
        for word in words[place]:
            holders[word].append(place)
        if doi := entry.item.get("DOI", "").lower():
            dois[doi].append(place)
    pairs = {(one, other): "the same DOI" for places in dois.values()
             for other in places for one in places if one < other}
    for other, own in words.items():
        shared: dict[int, int] = defaultdict(int)
        for word in own if len(own) >= FEWEST else ():
            for one in holders[word] if len(holders[word]) < COMMON else ():
                shared[one] += one < other
        for one, number in shared.items():
            years = {kept[place].fields.get("year") for place in (one, other)} - {"n.d."}
            if number and len(years) < 2 and (
                    len(own & words[one]) >= ALIKE * len(own | words[one])):
                pairs.setdefault((one, other), "nearly the same title")
    pages = [address(entry.item.get("URL", "")) or entry.key for entry in kept]
    return ((kept[one], kept[other], why) for (one, other), why in sorted(pairs.items())
            if pages[one] != pages[other])  # one page twice is a fault of its own
