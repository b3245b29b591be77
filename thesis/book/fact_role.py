"""The role ``{fact}`name` ``: the value of a fact, linked to what it rests on.

``{fact}`104 <name>` `` says in the text what the page will show: another value stops the build.
``name[key]`` is a fact of a table that was published as ``name``. ``{fact-en}`` and ``{fact-id}``
are the same in a passage in the other language, such as its abstract. ``{absence}`tidak ditemukan
<name>` `` shows the author's words for a row of ``data/absences.csv``, which nothing matches.

The role leaves a pending node, so that it also works in captions and translated text; a
post-transform fills it in from what the cells of any page published, or, for a name like
``O01234``, from that observation. An unknown or unused fact is a warning: warnings stop the build.
"""

import re
from functools import partial
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.environment import BuildEnvironment
from sphinx.errors import ExtensionError
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import logging
from sphinx.util.docutils import ReferenceRole

from thesis.book.domain import fact_uses
from thesis.book.fact_entry import disputed
from thesis.book.glue import find_fact, page_facts
from thesis.check.report import as_text
from thesis.check.shown import shown_problems
from thesis.project.edition import DEFAULT, LANGUAGES
from thesis.publish.facts import Fact, text

LOGGER = logging.getLogger(__name__)
REGISTER_PAGE = "chapters/appendix-facts"


class pending_fact(nodes.Inline, nodes.Element):  # noqa: N801  docutils names nodes this way
    """Stands where the value of ``self["name"]`` goes."""


class FactRole(ReferenceRole):
    """Leave a pending node and note its use, for the back links of the register."""

    def __init__(self, language: str = "") -> None:
        """Language: how the value is written; "" for the language of the edition."""
        super().__init__()
        self.language = language

    def run(self) -> tuple[list[nodes.Node], list[nodes.system_message]]:
        uses = fact_uses(self.env).setdefault(self.env.docname, {}).setdefault(self.target, [])
        node = pending_fact(self.rawtext, name=self.target, language=self.language,
                            like=self.title if self.has_explicit_title else "")
        self.set_source_info(node)
        if "<translated>" not in str(node.source):
            node["ids"] = [f"fact-use-{slug(self.target)}-{len(uses) + 1}"]
            uses += node["ids"]
        return [node], []


class ResolveFacts(SphinxPostTransform):
    """Replace each pending fact by its value in the language of the edition."""

    default_priority = 5

    def run(self, **kwargs: Any) -> None:
        for node in list(self.document.findall(pending_fact)):
            fact = find_fact(self.env, node["name"])
            if fact is None:
                LOGGER.warning("fact %r is published by no page and is no observation of data/%s",
                               node["name"], self.known(node["name"]), location=node,
                               type="thesis", subtype="fact")
                node.replace_self(nodes.problematic(node.rawsource, f"[{node['name']}?]"))
            else:
                node.replace_self(self.resolved(node, fact))

    def known(self, name: str) -> str:
        """Return which keys the table has that a name asks for."""
        table, _, key = name.partition("[")
        keys = [fact for page in self.env.found_docs for fact in page_facts(self.env, page)
                if fact.startswith(f"{table}[")]
        return f"; the table has {', '.join(keys)}" if key and keys else ""

    def resolved(self, node: pending_fact, fact: Fact) -> list[nodes.Node]:
        language = node["language"] or self.config.language
        page = self.env.docname
        register = self.app.builder.get_relative_uri(page, REGISTER_PAGE)
        uri = f"{register}#{anchor_of(page, fact.name)}"
        number = list(fact_uses(self.env)[page]).index(fact.name) + 1
        shown = text(fact, language, node["like"])
        value = nodes.reference("", shown, internal=True, classes=["fact"], ids=node["ids"],
                                refuri=uri)
        if disputed(fact, Path(self.env.srcdir)):
            value["classes"].append("disputed")
        endnote = nodes.reference("", f"[{number}]", internal=True, refuri=uri)
        return [value, nodes.superscript("", "", endnote, classes=["print-only"])]


def anchor_of(page: str, name: str) -> str:
    """Return the id, in the register of facts, of a fact that a page uses."""
    return f"fact-{page.rsplit('/')[-1].replace('_', '-')}-{slug(name)}"


def slug(name: str) -> str:
    """Return a name as a part of an id: ``a_b[c]`` -> ``a-b--c``."""
    return re.sub(r"[^\w-]|_", "-", name.rstrip("]").replace("[", "--"))


def warn_of_unused(app: Sphinx, env: BuildEnvironment) -> None:
    """Warn of every fact, and of every table of facts, that a page publishes and no page uses."""
    used = {name.partition("[")[0] for names in fact_uses(env).values() for name in names}
    for docname in sorted(env.found_docs):
        published = {name.partition("[")[0] for name in page_facts(env, docname)}
        for name in sorted(published - used):
            LOGGER.warning("fact %r is published but not used", name,
                           location=(docname, line_of(env, docname, name)),
                           type="thesis", subtype="fact")


def line_of(env: BuildEnvironment, docname: str, name: str) -> int | None:
    """Return the line of a page that publishes a fact or table, None where no line names it."""
    lines = Path(env.doc2path(docname)).read_text(encoding="utf-8").splitlines()
    return next((number for number, line in enumerate(lines, 1)
                 if re.search(rf"\b{name}=", line)), None)


def refuse_other_numbers(app: Sphinx, env: BuildEnvironment) -> None:
    """Stop the build, with all of them, where the text shows other numbers than the book.

    The text shows those of the default coding.
    """
    if app.config.thesis_coding == DEFAULT:
        problems = shown_problems(Path(app.srcdir),
                                  {app.config.language: partial(find_fact, env)})
        if problems:
            raise ExtensionError(as_text(problems))


def setup(app: Sphinx) -> None:
    """Register the role, its node and its transform."""
    app.add_node(pending_fact)
    app.add_role("fact", FactRole())
    for language in LANGUAGES:
        app.add_role(f"fact-{language}", FactRole(language))
    app.add_role("absence", FactRole())
    app.add_post_transform(ResolveFacts)
    app.connect("env-updated", refuse_other_numbers, priority=150)
    app.connect("env-check-consistency", warn_of_unused)
