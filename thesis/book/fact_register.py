"""The directive ``fact-register``: every number of the text with what it rests on.

One entry a fact: its value, how it was computed, the rows and sources it was computed from, and
links back to every place that shows it.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from thesis.book.fact_role import anchor_of
from thesis.book.glue import find_fact
from thesis.book.register_pages import row_target
from thesis.book.source_line import best_first, source_reference
from thesis.book.uses import fact_uses, reading_order
from thesis.data import load_register
from thesis.facts import Fact, computation, text
from thesis.language import translator
from thesis.sources import short_citation

ROWS_SHOWN = 12


class pending_register(nodes.General, nodes.Element):  # noqa: N801
    """Stands where the register of facts goes."""


class FactRegister(SphinxDirective):
    """Leave a node that is filled in when all pages are read."""

    def run(self) -> list[nodes.Node]:
        return [pending_register()]


class ResolveRegister(SphinxPostTransform):
    """Write the register, page by page in the order of the facts' first use."""

    default_priority = 6

    def run(self, **kwargs) -> None:
        for pending in list(self.document.findall(pending_register)):
            pending.replace_self(self.pages())

    def pages(self) -> list[nodes.Node]:
        result: list[nodes.Node] = []
        for page in reading_order(self.env):
            names = fact_uses(self.env).get(page, {})
            facts = [fact for fact in (find_fact(self.env, name) for name in names) if fact]
            if facts:
                heading = self.env.titles[page].astext()
                entries = [self.entry(page, number, fact) for number, fact in enumerate(facts, 1)]
                result += [nodes.rubric("", heading),
                           nodes.definition_list("", *entries, classes=["fact-register"])]
        return result

    def entry(self, page: str, number: int, fact: Fact) -> nodes.definition_list_item:
        language = self.config.language
        term = nodes.term("", f"{number}. ", nodes.strong("", text(fact, language)),
                          nodes.Text(" · "), nodes.literal("", fact.name),
                          ids=[anchor_of(page, fact.name)])
        how = computation(fact, language)
        basis = nodes.paragraph("", f"{how[0].upper()}{how[1:]}: ", *self.rows(fact),
                                nodes.Text("."))
        details = nodes.definition("", basis, self.sources(fact), self.uses(page, fact))
        return nodes.definition_list_item("", term, details)

    def rows(self, fact: Fact) -> list[nodes.Node]:
        shown: list[nodes.Node] = []
        for i, row in enumerate(fact.rows[:ROWS_SHOWN]):
            shown += [nodes.Text(", " if i else ""), self.row(row)]
        return shown + ([nodes.Text(" …")] if len(fact.rows) > ROWS_SHOWN else [])

    def row(self, row: str) -> nodes.Node:
        target = row_target(row)
        if target is None:
            return nodes.Text(row)
        uri = f"{self.app.builder.get_relative_uri(self.env.docname, target[0])}#{target[1]}"
        return nodes.reference("", row, internal=True, refuri=uri)

    def sources(self, fact: Fact) -> nodes.paragraph:
        language = self.config.language
        _ = translator(language)
        line = nodes.paragraph("", _("Sumber: ") if fact.sources else "", classes=["source-line"])
        table = load_register().sources.set_index("source", drop=False)
        for i, key in enumerate(best_first(list(fact.sources))[:ROWS_SHOWN]):
            line += nodes.Text("; " if i else "")
            citation = short_citation(table.loc[key], language)
            line += source_reference(key, citation, self.env, self.app.builder)
        if len(fact.sources) > ROWS_SHOWN:
            line += nodes.Text(_("; dan {n} sumber lain").format(n=len(fact.sources) - ROWS_SHOWN))
        return line

    def uses(self, page: str, fact: Fact) -> nodes.paragraph:
        line = nodes.paragraph("", translator(self.config.language)("Dipakai di: "),
                               classes=["web-only"])
        uri = self.app.builder.get_relative_uri(self.env.docname, page)
        for i, anchor in enumerate(fact_uses(self.env)[page][fact.name], 1):
            title = self.env.titles[page].astext() if i == 1 else str(i)
            line += [nodes.Text("; " if i > 1 else ""),
                     nodes.reference("", title, internal=True, refuri=f"{uri}#{anchor}")]
        return line


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its transform."""
    app.add_node(pending_register)
    app.add_directive("fact-register", FactRegister)
    app.add_post_transform(ResolveRegister)
