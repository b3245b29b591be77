"""What a chapter's cell needs: the base, the language, and `publish`; the register of all evidence.

What is published becomes an output of the cell, which a notebook shows and the page, whose cells
are tagged ``remove-cell``, does not: the directives and the role of `thesis.book` place it where
the text wants it.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from IPython.display import display

from thesis.analysis.settled import with_coding
from thesis.base.load import load, load_collected
from thesis.project.edition import CODING_VARIABLE, LANGUAGE_VARIABLE, of_kernel
from thesis.project.paths import project_root
from thesis.publish.exhibits import Exhibit
from thesis.publish.facts import Fact, Table

root = project_root()
base, register = with_coding(load(root), of_kernel(CODING_VARIABLE)), load_collected(root)


def __getattr__(name: str) -> str:
    """Return the language to the cells that import it; results of others serve all languages."""
    if name == "language":
        return of_kernel(LANGUAGE_VARIABLE)
    raise AttributeError(name)


def publish(**things: Fact | Table | Exhibit) -> None:
    """Publish facts, tables of facts, figures and tables for the text, each under its keyword.

    The text addresses a fact as ``{fact}`name` ``, one of a table as ``{fact}`name[key]` ``, and
    the exhibit ``fig_name`` or ``tab_name`` as ``fig-name`` or ``tab-name``.
    """
    for name, thing in named(things):
        bundle = thing._repr_mimebundle_()  # an error in here ends the cell, in `display` not
        display(bundle, raw=True, metadata={"scrapbook": {"name": name}})


def named(things: Mapping[str, Fact | Table | Exhibit]) -> Iterator[tuple[str, Fact | Exhibit]]:
    """Yield each fact and exhibit with the name under which the text addresses it."""
    for name, thing in things.items():
        if isinstance(thing, Fact):
            yield name, replace(thing, name=name)
        elif isinstance(thing, dict):
            for key, fact in thing.items():
                yield f"{name}[{key}]", replace(fact, name=f"{name}[{key}]")
        else:
            yield name.replace("_", "-"), thing
