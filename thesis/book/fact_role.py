"""The role ``{fact}`name` ``: the value of a fact, linked to what it rests on.

``{fact-en}`` is the same in a passage that is English in every edition.

The role leaves a pending node, so that it also works in captions and translated text; a
post-transform fills it in from what the cells of any page published, or, for a name like
``O01234``, from that observation. An unknown or unused fact is a warning: warnings stop the build.
"""

from pathlib import Path

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from thesis.book.domain import fact_uses
from thesis.book.fact_entry import disputed
from thesis.book.glue import find_fact, page_facts
from thesis.publish.facts import Fact, text

LOGGER = logging.getLogger(__name__)
REGISTER_PAGE = "chapters/appendix-facts"


class pending_fact(nodes.Inline, nodes.Element):  # noqa: N801  docutils names nodes this way
    """Stands where the value of ``self["name"]`` goes."""


class FactRole(SphinxRole):
    """Leave a pending node and note its use, for the back links of the register.

    language: how the value is written; "" for the language of the edition.
    """

    language = ""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        uses = fact_uses(self.env).setdefault(self.env.docname, {}).setdefault(self.text, [])
        node = pending_fact(self.rawtext, name=self.text, language=self.language)
        self.set_source_info(node)
        if "<translated>" not in str(node.source):
            node["ids"] = [f"fact-use-{self.text}-{len(uses) + 1}".replace("_", "-")]
            uses += node["ids"]
        return [node], []


class EnglishFactRole(FactRole):
    """A fact in a passage that is English in every edition, such as the English abstract."""

    language = "en"


class ResolveFacts(SphinxPostTransform):
    """Replace each pending fact by its value in the language of the edition."""

    default_priority = 5

    def run(self, **kwargs) -> None:
        for node in list(self.document.findall(pending_fact)):
            fact = find_fact(self.env, node["name"])
            if fact is None:
                LOGGER.warning("fact %r is published by no page and is no observation of data/",
                               node["name"], location=node, type="thesis", subtype="fact")
                node.replace_self(nodes.problematic(node.rawsource, f"[{node['name']}?]"))
            else:
                node.replace_self(self.resolved(node, fact))

    def resolved(self, node: pending_fact, fact: Fact) -> list[nodes.Node]:
        language = node["language"] or self.config.language
        page = self.env.docname
        register = self.app.builder.get_relative_uri(page, REGISTER_PAGE)
        uri = f"{register}#{anchor_of(page, fact.name)}"
        number = list(fact_uses(self.env)[page]).index(fact.name) + 1
        value = nodes.reference("", text(fact, language), internal=True, classes=["fact"],
                                ids=node["ids"], refuri=uri)
        if disputed(fact, Path(self.env.srcdir)):
            value["classes"].append("disputed")
        endnote = nodes.reference("", f"[{number}]", internal=True, refuri=uri)
        return [value, nodes.superscript("", "", endnote, classes=["print-only"])]


def anchor_of(page: str, name: str) -> str:
    """Return the id, in the register of facts, of a fact that a page uses."""
    return f"fact-{page.rsplit('/')[-1]}-{name}".replace("_", "-")


def warn_of_unused(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every fact that a page publishes and no page uses."""
    used = {name for names in fact_uses(env).values() for name in names}
    for docname in sorted(env.found_docs):
        for name in sorted(set(page_facts(env, docname)) - used):
            LOGGER.warning("fact %r is published but not used", name,
                           location=(docname, line_of(env, docname, name)),
                           type="thesis", subtype="fact")


def line_of(env: BuildEnvironment, docname: str, name: str) -> int | None:
    """Return the first line of a page that holds a name, None where it is put together."""
    lines = Path(env.doc2path(docname)).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1) if name in line), None)


def setup(app: Sphinx) -> None:
    """Register the role, its node and its transform."""
    app.add_node(pending_fact)
    app.add_role("fact", FactRole())
    app.add_role("fact-en", EnglishFactRole())
    app.add_post_transform(ResolveFacts)
    app.connect("env-check-consistency", warn_of_unused)
