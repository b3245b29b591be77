"""Who issued a new source: a publisher of the register, under whichever of its names, or a new one.
"""

from pathlib import Path

from thesis.author import Refused
from thesis.author.ask import ASK, Field, gather
from thesis.author.fields import NEW_ISSUER, publisher_fields
from thesis.author.files import appended, read_rows
from thesis.base.publishers import alike, spellings


def issuer(root: Path, name: str, given: dict[str, str | None],
           ask: ASK | None) -> tuple[str, dict[str, str]]:
    """Return the name of the publisher, and {path: text} of the register where it is new.

    Raises Refused for a name so near to another that it has to be said whose it is.
    """
    known = spellings(read_rows(root, "publishers"))
    if name.casefold() in known:
        return known[name.casefold()], {}
    if near := alike(name, known):
        question = Field(NEW_ISSUER.name, f"Is {name} another publisher than {near}?", True,
                         NEW_ISSUER.choices)
        if not (ask or given.get(question.name)):
            raise Refused(f"--issuer: {name!r} may be {near}: write that, or add --new-issuer yes")
        if gather([question], given, ask)[question.name] == "no":
            return near, {}
    row = gather(publisher_fields(root), given, ask)
    return name, appended(root, "publishers", row | {"publisher": name})
