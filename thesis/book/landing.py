"""The directive ``landing``: the front page of the web edition on one screen.

Its text is the research question. What follows is computed: the findings with verdict, confidence
and supporting publishers, the size of the evidence base, and where to read, check, download, cite.
"""

from collections.abc import Iterable, Mapping
from os.path import relpath
from typing import cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.domains.std import StandardDomain
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.util.docutils import SphinxDirective

from thesis.analysis import confidence, findings, parts, settled
from thesis.analysis.findings import STANCES
from thesis.base.load import Base
from thesis.book.domain import edition_of, fact_uses
from thesis.book.fact_register import address
from thesis.book.fact_role import REGISTER_PAGE, anchor_of
from thesis.book.glue import find_fact
from thesis.book.late_html import LateHtml, add_late_html, page_that_says, pending_html
from thesis.book.page_names import heading
from thesis.book.printed_places import DECIDING_PAGE
from thesis.book.register_pages import REGISTER
from thesis.book.templates import macro
from thesis.project.inputs import digest_of_step
from thesis.publish.computation import counted_text
from thesis.publish.facts import text
from thesis.words.labels import headings, labels

EVIDENCE = ("method_sources", "method_notes", "method_publishers", "method_contradicting")
READ = ("chapters/01-introduction", "chapters/06-conclusion")
CHECK = (REGISTER, REGISTER_PAGE)
DOWNLOADS = "chapters/appendix-downloads"
VERDICTS = "tab-concl-verdicts"
GRADES = {"independent": ("other", "press"), "partner": ("partner",), "own": ("own_word",)}
WITHOUT_CONTENTS = "html_theme.sidebar_secondary.remove"  # a setting of the theme for a page
LENGTH = 120  # px of the longest bar


class Landing(SphinxDirective):
    """Show the question, which is the text of the directive, and leave a node for the rest."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        self.env.metadata[self.env.docname] |= {self.name: "", WITHOUT_CONTENTS: ""}
        question = nodes.container("", *self.parse_content_to_nodes(), classes=["question"])
        return [nodes.container("", question, pending_html(directive=self.name, arguments=[]),
                                classes=["landing", "web-only"])]


class WriteLanding(LateHtml):
    """The findings by section of the conclusion, the evidence, and the ways into the book."""

    directive = "landing"

    def html(self, *arguments: str) -> str:
        edition = edition_of(self.env)
        language, base = edition.language, settled.base_of(edition)
        groups: dict[str, list[dict]] = {}
        for row in rows(base, language):
            section, row["uri"] = self.judged_at(row["statement"])
            for side in STANCES:
                row[f"{side}_uri"] = self.notes(row["id"], side, row["id"] in parts.on_iom(base))
            groups.setdefault(section, []).append(row)
        links = {"read": self.pages(READ), "check": self.pages(CHECK),
                 "download": self.pages([DOWNLOADS]), "pdf": relpath(edition.pdf, edition.html),
                 "verdicts": address(self, *self.labelled(VERDICTS))}
        return macro("landing", "landing", language, groups, self.evidence(), links)

    def labelled(self, label: str) -> tuple[str, str]:
        """Return (page, anchor) of a label of the text; an ExtensionError where there is none."""
        places = cast(StandardDomain, self.env.get_domain("std")).anonlabels
        if label not in places:
            raise ExtensionError(f"{self.env.docname}: the front page leads to ({label})=, "
                                 "a label that no page has: set it where the text says so")
        return places[label]

    def judged_at(self, statement: str) -> tuple[str, str]:
        """Return the title of the section that judges a statement, and the address of the place."""
        page, anchor = self.labelled(f"verdict-{statement.lower()}")
        node = next(node for node in self.env.get_doctree(page).findall(nodes.Element)
                    if anchor in node.get("ids", ()))
        while not isinstance(node, nodes.section):
            node = node.parent
        return node.next_node(nodes.title).astext(), address(self, page, anchor)

    def notes(self, finding: str, side: str, on_iom: bool) -> str:
        """Return where the notes on one side of a finding are listed."""
        return (address(self, DECIDING_PAGE, f"deciding-{finding}") if on_iom
                else address(self, REGISTER, f"finding={finding}&side={side}"))

    def evidence(self) -> list[dict]:
        """Return how much evidence there is: values of facts, with their places in the register."""
        found = {name: (page, find_fact(self.env, name)) for page, used in
                 fact_uses(self.env).items() for name in used if name in EVIDENCE}
        language = self.config.language
        return [{"value": text(fact, language), "name": name,
                 "uri": address(self, REGISTER_PAGE, anchor_of(page, name))}
                for name in EVIDENCE if name in found for page, fact in [found[name]] if fact]

    def pages(self, names: Iterable[str]) -> list[dict]:
        """Return the titles and addresses of pages."""
        return [{"title": heading(self.env, page),
                 "uri": self.app.builder.get_relative_uri(self.env.docname, page)}
                for page in names]


def rows(base: Base, language: str) -> list[dict]:
    """Return what the front page says of each finding: words, counts and the bar of publishers."""
    table = findings.by_basis(base)
    counts = table.pivot_table(index="finding_id", columns=["stance", "basis"],
                               values="publishers", aggfunc="sum")
    against = table[table["stance"] == "contradicts"].groupby("finding_id")["notes"].sum()
    support = {part: {grade: int(counts.loc[part, "supports"][list(kinds)].sum())
                      for grade, kinds in GRADES.items()} for part in counts.index}
    most = sorted(sum(grades.values()) for grades in support.values())[-2]
    verdict = findings.verdicts(base).set_index("finding_id")["verdict"]
    level = confidence.summary(base).set_index("finding_id")["level"]
    names = headings("finding", language)
    verdicts, levels = (labels(name, language) for name in ("verdict", "confidence_level"))
    return [{"id": part, "statement": statement, "name": names[part], "kind": verdict[part],
             "verdict": verdicts[verdict[part]], "level": levels[level[part]],
             "grades": support[part], "bar": bar(support[part], most),
             "publishers": counted_text(sum(support[part].values()), "publishers", language),
             "against": int(against[part]),
             "notes_against": counted_text(int(against[part]), "evidence_id", language)}
            for part, statement in parts.findings(base)[["part_id", "finding_id"]].itertuples(
                index=False)]


def bar(grades: Mapping[str, int], most: int) -> dict:
    """Return the bar of publishers: segments (grade, x, width in px), and where it is cut or 0.

    `most` publishers take `LENGTH`; of a longer bar the first segment is shortened.
    """
    widths = {grade: LENGTH * count / max(most, 1) for grade, count in grades.items()}
    excess = max(sum(widths.values()) - LENGTH, 0)
    widths["independent"] -= excess
    segments, x = [], 0.0
    for grade, width in widths.items():
        if width > 0:
            segments.append({"grade": grade, "x": round(x, 1), "width": round(width, 1)})
        x += width
    return {"segments": segments, "cut": round(widths["independent"] / 2, 1) if excess else 0}


def page_of_new_results(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """Return the front page when its evidence, or what it says of it, changed."""
    page = app.config.root_doc
    if WriteLanding.directive not in env.metadata.get(page, {}):
        return []
    root = edition_of(env).root
    return page_that_says(env, page, lambda: (
        digest_of_step(root, "registers"), [find_fact(env, name) for name in EVIDENCE],
        [str(env.tocs[name]) for name in READ if name in env.tocs]))


def setup(app: Sphinx) -> None:
    """Register the directive, and when its page is written again."""
    add_late_html(app, WriteLanding, Landing)
    app.connect("env-updated", page_of_new_results)
