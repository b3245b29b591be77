"""``thesis trace``: from a number to its sources, and from a source to all that rests on it.

Reads ``provenance.json`` of the built book and the text of the chapters.
"""

import json
import re
from collections.abc import Collection, Iterator
from pathlib import Path
from urllib.parse import quote, unquote

from thesis.base.load import source_of_note
from thesis.manuscript.text import cited_notes, cited_sources, facts, page_files
from thesis.project.edition import Edition

NOTE = re.compile(r"E\d{4,}")
PROVENANCE = "provenance.json"  # beside the start page of the built book


class TraceError(Exception):
    """Says why nothing can be traced and what to do."""


def load_graph(edition: Edition) -> dict[str, dict]:
    """Return {id: node} of the graph of the built book; TraceError where there is no book."""
    path = edition.html / PROVENANCE
    if not path.exists():
        raise TraceError(f"{path.relative_to(edition.root)} is missing: "
                         "build the book first (make)")
    nodes = json.loads(path.read_text(encoding="utf-8"))["@graph"]
    return {node["@id"]: node for node in nodes}


def traced(name: str, source: str, graph: dict[str, dict], root: Path) -> tuple[dict, str]:
    """Return the chain of a fact, a note or, where named, a source: as data and as text."""
    if source:
        found = trace_source(source, graph, root)
        return found, source_text(found)
    if NOTE.fullmatch(name):
        found = trace_note(name, graph, root)
        return found, note_text(found)
    found = trace_fact(name, graph, root)
    return found, fact_text(found)


def trace_fact(name: str, graph: dict[str, dict], root: Path) -> dict:
    """Return the chain of a fact: its node, the lines that show it, its rows and sources."""
    node = graph.get(f"fact:{quote(name)}")
    if node is None:
        near = sorted(unquote(key[5:]) for key in graph
                      if key.startswith("fact:") and name[:6] in key)[:5]
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        raise TraceError(f"the book has no fact {name!r}{hint}")
    return {**node, "lines": list(lines_with([name], root)),
            "rows": [graph[row] for row in node["derived_from"] if row in graph],
            "sources": [graph[key] for key in node["primary_source"]]}


def trace_source(key: str, graph: dict[str, dict], root: Path) -> dict:
    """Return the node of a source, the lines that fall with it (they cite it or show what rests on
    it alone), and the ids of everything in the book that rests on it.
    """
    node = graph.get(f"source:{key}")
    if node is None:
        raise TraceError(f"nothing in the book rests on {key!r} (is it a key of references.bib?)")
    resting = {name: other["primary_source"] for name, other in graph.items()
               if f"source:{key}" in other.get("primary_source", ())}
    names = {unquote(name.removeprefix("fact:")) for name, sources in resting.items()
             if len(sources) == 1}
    return {**node, "resting": list(resting), "lines": list(lines_with(names, root, key))}


def trace_note(note: str, graph: dict[str, dict], root: Path) -> dict:
    """Return the node of a note, the lines that cite it, and the ids of what rests on it."""
    node = graph.get(f"row:{note}")
    if node is None:
        raise TraceError(f"nothing in the book rests on {note!r} (is it an evidence_id of "
                         "data/evidence.csv?)")
    resting: dict[str, None] = {}
    found = [f"row:{note}"]
    while found:
        found = [name for name, other in graph.items() if name not in resting
                 and set(other.get("derived_from", ())) & set(found)]
        resting |= dict.fromkeys(found)
    return {**node, "lines": list(lines_with((), root, note=note)), "resting": list(resting),
            "sources": [graph[key] for key in node["primary_source"]]}


def lines_with(names: Collection[str], root: Path, source: str = "",
               note: str = "") -> Iterator[str]:
    """Yield ``file:line`` of every line of the text that shows one of the facts, or cites a source
    or a note.
    """
    for path in page_files(root):
        text = path.read_text(encoding="utf-8")
        lines = {line for line, fact in facts(text) if fact in names}
        lines |= {line for line, key in cited_sources(text, source_of_note(root)) if key == source}
        lines |= {line for line, cited in cited_notes(text) if cited == note}
        yield from (f"{path.relative_to(root).as_posix()}:{line}" for line in sorted(lines))


def fact_text(chain: dict) -> str:
    """Return a chain as text for people."""
    count = len(chain["derived_from"])
    lines = [f"{unquote(chain['@id'])} = {chain['value']} ({chain['unit']})",
             f"  shown in: {', '.join(chain['lines'])}",
             f"  computed as: {chain['computation']} of {count} row{'s' if count != 1 else ''}"
             + (f" in {chain['generated_by']}" if "generated_by" in chain else "")]
    for row in chain["rows"]:
        behind = row.get("derived_from", ()), row["primary_source"]
        lines.append("  " + " <- ".join([row["@id"], *(" ".join(ids) for ids in behind if ids)]))
    return "\n".join(lines + _sources(chain))


def note_text(found: dict) -> str:
    """Return where a note is cited and what rests on it as text for people."""
    lines = [found["@id"]]
    lines += [f"  cited in: {place}" for place in found["lines"]]
    lines += [f"  carries: {unquote(name)}" for name in found["resting"]]
    return "\n".join(lines + _sources(found))


def _sources(found: dict) -> list[str]:
    return [f"  {source['@id']} [{source['class']}] {source['title']} <{source['url']}>"
            for source in found["sources"]]


def source_text(found: dict) -> str:
    """Return what rests on a source as text for people."""
    lines = [f"{found['@id']} [{found['class']}] {found['title']} <{found['url']}>"]
    lines += [f"  falls with it: {place}" for place in found["lines"]]
    lines += [f"  used at: {place}" for place in found["shown_at"]]
    lines += [f"  carries: {name}" for name in found["resting"]]
    return "\n".join(lines)
