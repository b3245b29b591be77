"""The directive ``judged-sentences``: what readers found when they held each sentence against what
it rests on (``data/claims.csv``), page by page, and each sentence that is not fully supported.
"""

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import cast

from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.util import docname_join

from thesis.book.citation_text import narrative, parenthetical, read_works
from thesis.book.citations import BIBLIOGRAPHY, entry_anchor
from thesis.book.domain import edition_of, fact_uses
from thesis.book.fact_register import address
from thesis.book.late_html import LateHtml, add_late_html, page_that_says
from thesis.book.page_names import heading, page_names
from thesis.book.register_pages import row_target
from thesis.book.templates import macro
from thesis.book.uses import places_of_notes, reading_order
from thesis.manuscript.catalogs import counterparts
from thesis.manuscript.claims import KINDS, VERDICTS, WAITING, Claim, claims, verdicts
from thesis.manuscript.text import FACT, ROLE, note_ids
from thesis.project.edition import LANGUAGES, Edition
from thesis.words.labels import label
from thesis.words.language import column

PAGE = "chapters/appendix-claims"
MARK = re.compile(r"\[\^[^\]]+\]|(?<!\w)[*_]+(?=\w)|(?<=\w)[*_]+(?!\w)|^(?:[-*]|\d+\.)\s+")

SIGN = re.compile(r"^(?:[-*+]|\d+[.)]|\[\^[^\]]+\]:|:)\s+")  # of an item


class WriteJudgedSentences(LateHtml):
    """The counts by page and by kind, what is not fully supported, and all sentences."""

    directive = "judged-sentences"

    def html(self, *arguments: str) -> str:
        edition = edition_of(self.env)
        found, rows, anchors = zip(*judged(self.env), strict=True)
        entries = [self.entry(claim, row, anchor, edition) for claim, row, anchor in zip(
            in_language(list(found), edition), rows, anchors, strict=True)]
        pages = {name: [e for e in entries if e["page"] == name]
                 for name in reading_order(self.env) if any(e["page"] == name for e in entries)}
        return macro("claims", "judged", edition.language,
                     [{"title": heading(self.env, name), "entries": own,
                       "counts": Counter(e["state"] for e in own)} for name, own in pages.items()],
                     [{"title": label("claim_kind", kind, edition.language),
                       "counts": Counter(e["state"] for e in entries if e["kind"] == kind)}
                      for kind in KINDS],
                     [entry for entry in entries if entry["state"] != VERDICTS[0]])

    def entry(self, claim: Claim, row: Mapping, anchor: str, edition: Edition) -> dict:
        state = row.get("verdict", WAITING)
        page = page_of(claim)
        language = edition.language
        return {"page": page, "uri": address(self, page, anchor),
                "print": address(self, page, ""), "state": state,
                "section": "" if state == VERDICTS[0] else section_of(self.env, claim),
                "kind": row.get("kind", claim.kind), "sentence": self.as_read(claim, edition),
                "kind_label": label("claim_kind", row.get("kind", claim.kind), language),
                "label": label("claim_verdict", state, language) if row else "",
                "reason": row.get(column("reason", language), "")}

    def as_read(self, claim: Claim, edition: Edition) -> Markup:
        """Return a sentence with its numbers, and its notes by their ids."""
        def worded(role: re.Match[str]) -> str:
            if role["role"].startswith("note:"):
                return Markup("({})").format(Markup(", ").join(
                    Markup('<a href="{}">{}</a>').format(address(self, *target), note)
                    for note in note_ids(role["text"])
                    if (target := row_target(note, edition.root))))
            if role["role"].startswith("cite:"):
                return (parenthetical if role["role"].endswith(":p") else narrative)(
                    read_works(role["text"]), edition, lambda work: {"card": "", "uri": address(
                        self, BIBLIOGRAPHY, entry_anchor(work.key))})
            fact = FACT.fullmatch(role[0])
            return Markup.escape((fact["shown"] if fact else "")
                                 or named_place(self.env, page_of(claim), role["text"]))

        parts, end, text = [], 0, claim.text
        for role in ROLE.finditer(text):
            parts += [Markup.escape(MARK.sub("", text[end:role.start()])), worded(role)]
            end = role.end()
        return Markup("").join([*parts, Markup.escape(MARK.sub("", text[end:]))])


def in_language(found: list[Claim], edition: Edition) -> list[Claim]:
    """Return claims with their sentences in the language of an edition."""
    if edition.language == LANGUAGES[0]:
        return found
    known = {page: counterparts(edition.root, page, edition.language)
             for page in {claim.page for claim in found}}
    return [replace(claim, text=known[claim.page].get(SIGN.sub("", claim.text), claim.text))
            for claim in found]


def named_place(env: BuildEnvironment, page: str, target: str) -> str:
    """Return how a sentence of a page names another page, a figure or a table of the book."""
    place, anchor, _ = cast(StandardDomain, env.get_domain("std")).labels.get(target, ("", "", ""))
    numbered = env.toc_fignumbers.get(place, {})
    return next((env.config.numfig_format[kind] % ".".join(map(str, numbers[anchor]))
                 for kind, numbers in numbered.items() if anchor in numbers),
                page_names(env.config).get(docname_join(page, target), target))


def section_of(env: BuildEnvironment, claim: Claim) -> str:
    """Return the number of the section in which a claim stands."""
    lines = Path(env.srcdir, claim.page).read_text(encoding="utf-8").splitlines()[:claim.line]
    headings = sum(bool(re.match("##+ ", line)) for line in lines)
    numbers = list(env.toc_secnumbers.get(page_of(claim), {}).values())
    return ".".join(map(str, numbers[headings])) if headings < len(numbers) else ""


def page_of(claim: Claim) -> str:
    """Return the page of a claim as Sphinx names it."""
    return claim.page.removesuffix(".md")


def judged(env: BuildEnvironment) -> list[tuple[Claim, Mapping, str]]:
    """Return (claim, its row of verdicts or {}, the anchor of its first note or fact)."""
    root = Path(env.srcdir)
    rows, notes = verdicts(root), places_of_notes(env)
    used: Counter[tuple[str, str]] = Counter()
    found = list[tuple[Claim, Mapping, str]]()
    for claim in claims(root):
        page, anchor = page_of(claim), ""
        for name in claim.basis:
            anchors = fact_uses(env).get(page, {}).get(name) or [
                place for where, place in notes.get(name, ()) if where == page]
            if anchors and not anchor:
                anchor = anchors[min(used[page, name], len(anchors) - 1)]
            used[page, name] += len(re.findall(rf"\b{re.escape(name)}(?!\w)", claim.text))
        found.append((claim, rows.get(claim.digest, {}), anchor))
    return found


def page_of_new_verdicts(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the page when a sentence, or what a reader said of it, is not what it last showed."""
    return page_that_says(env, PAGE, lambda: [(claim.digest, row, anchor)
                                              for claim, row, anchor in judged(env)])


def setup(app: Sphinx) -> None:
    """Register the directive, and when its page is written again."""
    add_late_html(app, WriteJudgedSentences)
    app.connect("env-updated", page_of_new_verdicts)
