"""What the card and the register say of a fact: how it was computed, its rows, sources, rivals."""

from collections import Counter
from collections.abc import Callable, Sequence
from functools import cache
from pathlib import Path

from markupsafe import Markup

from thesis.analysis.absences import BASE_TABLES
from thesis.analysis.value_preference import preferred
from thesis.base.load import load
from thesis.book.citeproc import citation
from thesis.book.glue import absences, observations
from thesis.book.register_entries import figure_entry
from thesis.book.register_pages import (
    REGISTER,
    SEARCHES,
    register_query,
    register_target,
    row_target,
)
from thesis.book.source_line import best_first, source_row, source_url
from thesis.project.edition import Edition
from thesis.publish.computation import computation, kind_of, rows_text
from thesis.publish.facts import Fact, text
from thesis.words.labels import label, labels
from thesis.words.language import column, date_text, join_words, number, translator

SHOWN, LISTED = 12, 100  # rows or sources at once, and behind a click; more are in the register
Address = Callable[[str, str], str]  # page, anchor -> address from the present page


def fact_entry(fact: Fact, edition: Edition, address: Address) -> dict:
    """Return a fact as texts and links.

    Keys: value, name, what (what an observation counts, else ""), how, rows and sources (see
    `listed`), all (text and address of a place that shows all of more than `LISTED`), classes (how
    many sources of which class), rivals (other values for the same thing, with their sources),
    picked (which of them the rule prefers, "" without rivals).
    """
    language = edition.language
    keys = best_first(list(fact.sources), edition.root)
    known = {*keys, *([fact.name] if fact.how == "absence" else [])}
    rows = [row for row in fact.rows if row not in known]
    computed = how(fact, edition, address)
    return {
        "value": text(fact, language), "name": fact.name, "what": what(fact, edition),
        "how": computed[0].upper() + computed[1:],
        "rows": listed(rows, lambda row: _row(row, edition, address)),
        "sources": listed(keys, lambda key: source_link(key, edition, address)),
        "all": everything(fact.rows, keys, edition, address),
        "classes": classes(keys, edition),
        "rivals": rivals(fact, edition, address), "picked": picked(fact, edition)}


def listed(ids: list[str], link: Callable[[str], dict]) -> dict:
    """Return links in parts: first, more (none of more than `LISTED`), left (how many follow)."""
    more = ids[SHOWN:] if len(ids) <= LISTED else []
    return {"first": [link(key) for key in ids[:SHOWN]], "more": [link(key) for key in more],
            "left": max(0, len(ids) - SHOWN)}


def everything(rows: Sequence[str], keys: list[str], edition: Edition, address: Address) -> dict:
    """Return text and uri of what shows all rows and sources, {} where the entry does."""
    if max(len(rows), len(keys)) <= LISTED:
        return {}
    _, said = translator(edition.language), rows_text(rows, keys, edition.language)
    if kind_of(rows, keys) == "search_id":
        return {"uri": address(*SEARCHES),
                "text": _("Buka {rows} dalam daftar kueri").format(rows=said)}
    return {"uri": address(REGISTER, register_query(rows, keys, edition.root)),
            "text": _("Buka catatan di balik {rows} dalam register bukti").format(rows=said)}


def what(fact: Fact, edition: Edition) -> str:
    """Return what the observation behind a fact counts, with period, place and breakdown, or what
    was looked for in vain.
    """
    if fact.how == "absence":
        return str(absences(edition.root)[fact.name][column("looked_for", edition.language)])
    row = observations(edition.root).get(fact.rows[0]) if fact.how == "value" else None
    if row is None or len(fact.rows) > 1:
        return ""
    entry = figure_entry(row, edition)
    details = Markup("; ").join(entry["details"])
    return Markup("{} ({})").format(entry["indicator"], details) if details else entry["indicator"]


def how(fact: Fact, edition: Edition, address: Address) -> str:
    """Return how a fact was computed, in words; of an absence also what looked for it."""
    if fact.how != "absence":
        return computation(fact, edition.language)
    row, language = absences(edition.root)[fact.name], edition.language
    _ = translator(language)
    looked_through = len(load(edition.root).tables[BASE_TABLES[row["table"]]])
    said = Markup(_("tidak satu pun dari {n} {table} cocok dengan penyaring {filter}")).format(
        n=number(looked_through, language), table=label("absence_table", row["table"], language),
        filter=Markup("<code>{}</code>").format(row["filter"]))
    queries = [Markup('<a href="{uri}">{id}</a>').format(**_row(query, edition, address))
               for query in row["queries"].split()]
    asked = Markup(_("; dicari dengan kueri {queries}")).format(queries=Markup(", ").join(queries))
    return said + asked if queries else said


def classes(keys: list[str], edition: Edition) -> str:
    """Return how many sources of which class: ``3 laporan resmi dan 12 berita pers``."""
    language = edition.language
    counts = Counter(source_row(key, edition.root)["source_class"] for key in keys)
    words = {n: labels("source_class", language, "plural" if n > 1 else "label")
             for n in counts.values()}
    return join_words([f"{number(n, language)} {words[n][name]}" for name, n in counts.items()],
                      language)


def disputed(fact: Fact, root: Path) -> bool:
    """Return whether other sources give another value for what one observation states."""
    return fact.how == "value" and fact.rows[0] in _conflict_of(root)


def rivals(fact: Fact, edition: Edition, address: Address) -> list[dict]:
    """Return the other values that sources give for the same thing, lowest first."""
    if not disputed(fact, edition.root):
        return []
    conflict = _conflict_of(edition.root)[fact.rows[0]]
    return [{"value": number(value, edition.language),
             "sources": [source_link(key, edition, address)
                         for key in best_first(list(keys), edition.root)[:3]]}
            for value, _, keys in conflict["statements"] if value != fact.value]


def picked(fact: Fact, edition: Edition) -> str:
    """Return the value that the rule prefers where sources give several, else ""."""
    if not disputed(fact, edition.root):
        return ""
    return number(_conflict_of(edition.root)[fact.rows[0]]["picked"], edition.language)


@cache
def _conflict_of(root: Path) -> dict[str, dict]:
    table = preferred(load(root))
    serious = table[~table["explained"]].to_dict("records")
    return {row: conflict for conflict in serious for row in conflict["rows"]}


def _row(row: str, edition: Edition, address: Address) -> dict:
    target = row_target(row, edition.root)
    return {"id": row, "uri": address(*target) if target else ""}


def source_link(key: str, edition: Edition, address: Address) -> dict:
    """Return a source as a card names it: key, citation, uri, url (not that of a site of copies),
    class, issuer, date.
    """
    row, language = source_row(key, edition.root), edition.language
    _ = translator(language)
    uri = address(*register_target(key, edition.root))
    return {"key": key, "citation": citation(key, edition),
            "uri": uri, "url": source_url(key, edition.root) or uri,
            "class": label("source_class", row["source_class"], language),
            "issuer": labels("publisher", language).get(row["issuer"], row["issuer"]),
            "date": date_text(row["date"], language) if row["date"] else _("tanpa tanggal")}
