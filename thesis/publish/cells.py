"""What a chapter's cell needs: the base, the language, and `publish`.

A published exhibit or fact becomes an output of the cell that the page does not show by itself:
the directives and the role of `thesis.book` place it where the text wants it.
"""

from IPython.display import display

from thesis.analysis.settled import with_coding
from thesis.base import coding as _coding
from thesis.base.load import load
from thesis.publish import facts as _facts
from thesis.publish.exhibits import Exhibit
from thesis.publish.glue import EXHIBIT_TYPE, FACT_TYPE, HIDDEN
from thesis.words.language import current

base = with_coding(load(), _coding.current())
language = current()


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
