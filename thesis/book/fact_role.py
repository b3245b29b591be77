"""The role ``{fact}`name` ``: the value of a fact, linked to what it rests on.

The role leaves a pending node, so that it also works inside translated text; a post-transform
fills it in from what the page's cells published. An unknown or unused fact is a warning, and
warnings stop the build.
"""

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import SphinxRole

from thesis.book.glue import page_facts
from thesis.facts import computation, text

LOGGER = logging.getLogger(__name__)
REGISTER_PAGE = "chapters/appendix-facts"


class pending_fact(nodes.Inline, nodes.Element):  # noqa: N801  docutils names nodes this way
    """Stands where the value of ``self["name"]`` goes."""


class FactRole(SphinxRole):
    """Leave a pending node and note its use, for the back links of the register."""

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        uses = uses_of(self.env).setdefault(self.env.docname, {}).setdefault(self.text, [])
        anchor = f"fact-use-{self.text}-{len(uses) + 1}".replace("_", "-")
        node = pending_fact(self.rawtext, name=self.text, ids=[anchor])
        self.set_source_info(node)
        if "<translated>" not in str(node.source):
            uses.append(anchor)
        return [node], []


class ResolveFacts(SphinxPostTransform):
    """Replace each pending fact by its value in the language of the edition."""

    default_priority = 5

    def run(self, **kwargs) -> None:
        facts = page_facts(self.env, self.env.docname)
        for node in list(self.document.findall(pending_fact)):
            if node["name"] in facts:
                node.replace_self(self.resolved(node, facts[node["name"]]))
            else:
                LOGGER.warning("fact %r is not published on this page", node["name"],
                               location=node, type="thesis", subtype="fact")
                node.replace_self(nodes.problematic(node.rawsource, f"[{node['name']}?]"))

    def resolved(self, node: pending_fact, fact) -> nodes.reference:
        language = self.config.language
        page = self.app.builder.get_relative_uri(self.env.docname, REGISTER_PAGE)
        return nodes.reference(
            "", text(fact, language), internal=True, classes=["fact"], ids=node["ids"],
            refuri=f"{page}#{anchor_of(fact.name)}", reftitle=computation(fact, language))


def anchor_of(name: str) -> str:
    """Return the id of a fact's entry in the register of facts."""
    return "fact-" + name.replace("_", "-")


def uses_of(env: BuildEnvironment) -> dict[str, dict[str, list[str]]]:
    """Return {page: {fact: anchors of its uses}}, kept with the environment."""
    if not hasattr(env, "thesis_fact_uses"):
        env.thesis_fact_uses = {}
    return env.thesis_fact_uses


def forget_uses(app: Sphinx, env: BuildEnvironment, docname: str) -> None:
    """Drop the uses of a page that is read again or removed."""
    uses_of(env).pop(docname, None)


def warn_of_unused(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every fact that a page publishes and does not use."""
    for docname in sorted(env.found_docs):
        unused = set(page_facts(env, docname)) - set(uses_of(env).get(docname, {}))
        for name in sorted(unused):
            LOGGER.warning("fact %r is published but not used", name, location=docname,
                           type="thesis", subtype="fact")


def setup(app: Sphinx) -> None:
    """Register the role, its node and its transform."""
    app.add_node(pending_fact)
    app.add_role("fact", FactRole())
    app.add_post_transform(ResolveFacts)
    app.connect("env-purge-doc", forget_uses)
    app.connect("env-check-consistency", warn_of_unused)
