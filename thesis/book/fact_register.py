"""The directive ``fact-register``: every number of the text with what it rests on.

One entry a fact: its value, how it was computed, the rows and sources it was computed from, and
links back to every place that shows it.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.docutils import SphinxDirective

from thesis.book.fact_role import anchor_of, uses_of
from thesis.book.glue import page_facts
from thesis.book.source_line import best_first, source_reference
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
        self.env.note_reread()
        return [pending_register()]


class ResolveRegister(SphinxPostTransform):
    """Write the register, page by page in the order of the facts' first use."""

    default_priority = 6

    def run(self, **kwargs) -> None:
        for pending in list(self.document.findall(pending_register)):
            pending.replace_self(self.pages())

    def pages(self) -> list[nodes.Node]:
        written: set[str] = set()
        result: list[nodes.Node] = []
        for docname in reading_order(self.env):
            facts = page_facts(self.env, docname)
            fresh = [facts[name] for name in facts if name not in written]
            if fresh:
                written |= {fact.name for fact in fresh}
                result.append(nodes.rubric("", self.env.titles[docname].astext()))
                entries = [self.entry(fact) for fact in fresh]
                result.append(nodes.definition_list("", *entries, classes=["fact-register"]))
        return result

    def entry(self, fact: Fact) -> nodes.definition_list_item:
        language = self.config.language
        term = nodes.term("", "", nodes.strong("", text(fact, language)), nodes.Text(" · "),
                          nodes.literal("", fact.name), ids=[anchor_of(fact.name)])
        how = computation(fact, language)
        basis = nodes.paragraph("", f"{how[0].upper()}{how[1:]}: {self.rows(fact)}.")
        details = nodes.definition("", basis, self.sources(fact), self.uses(fact))
        return nodes.definition_list_item("", term, details)

    def rows(self, fact: Fact) -> str:
        shown = ", ".join(fact.rows[:ROWS_SHOWN])
        return shown + (" …" if len(fact.rows) > ROWS_SHOWN else "")

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

    def uses(self, fact: Fact) -> nodes.paragraph:
        line = nodes.paragraph("", translator(self.config.language)("Dipakai di: "))
        places = [(page, anchor) for page in reading_order(self.env)
                  for anchor in uses_of(self.env).get(page, {}).get(fact.name, [])]
        for i, (page, anchor) in enumerate(places):
            uri = f"{self.app.builder.get_relative_uri(self.env.docname, page)}#{anchor}"
            title = self.env.titles[page].astext()
            line += [nodes.Text("; " if i else ""),
                     nodes.reference("", title, internal=True, refuri=uri)]
        return line


def reading_order(env) -> list[str]:
    """Return the pages in the order of the table of contents."""
    root = env.config.root_doc
    order, stack = [], [root]
    while stack:
        page = stack.pop()
        order.append(page)
        stack.extend(reversed(env.toctree_includes.get(page, [])))
    return order


def setup(app: Sphinx) -> None:
    """Register the directive, its node and its transform."""
    app.add_node(pending_register)
    app.add_directive("fact-register", FactRegister)
    app.add_post_transform(ResolveRegister)
