"""What a chapter's cell needs: the base, the language, and `publish`; the register of all evidence.

A published exhibit or fact becomes an output of the cell that the page does not show by itself:
the directives and the role of `thesis.book` place it where the text wants it.
"""

from IPython.display import display

from thesis.analysis.settled import with_coding
from thesis.base.load import load, load_register
from thesis.project.edition import edition_of_kernel
from thesis.project.paths import project_root
from thesis.publish import facts as _facts
from thesis.publish.exhibits import Exhibit
from thesis.publish.glue import EXHIBIT_TYPE, FACT_TYPE, HIDDEN

edition = edition_of_kernel(project_root())
base, register = with_coding(load(edition.root), edition.coding), load_register(edition.root)
language = edition.language


def publish(name: str, exhibit: Exhibit) -> None:
    """Hand a figure or table over to the text under `name`."""
    _hand_over(name, EXHIBIT_TYPE, exhibit.record())


def publish_facts(facts: list[_facts.Fact]) -> None:
    """Hand facts over to the text, each under its own name."""
    for fact in facts:
        _hand_over(fact.name, FACT_TYPE, fact.record())


def _hand_over(name: str, media_type: str, record: dict) -> None:
    display({HIDDEN + media_type: record}, raw=True,
            metadata={"scrapbook": {"name": name, "mime_prefix": HIDDEN}})
