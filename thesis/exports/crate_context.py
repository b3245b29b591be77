"""What the files of the RO-Crate refer to: people, software, licences, profiles."""

from collections.abc import Iterable, Iterator
from importlib.metadata import version
from platform import python_version

from thesis.publish.metadata import maker_name

PROCESS_RUN = "https://w3id.org/ro/wfrun/process/0.5"
CC_BY = "https://creativecommons.org/licenses/by/4.0/"
MIT = "https://spdx.org/licenses/MIT"
FRICTIONLESS = "https://specs.frictionlessdata.io/data-package/"
PYTHON = "https://www.python.org"
TOOLS = {"jupyter-book": "https://jupyterbook.org", "pypandoc-binary": "https://pandoc.org",
         "typst": "https://typst.app"}
Reference = list[dict[str, str]] | dict[str, str]  # one alone is no list


def refs(entities: Iterable[dict]) -> Reference:
    """Return references to entities."""
    return ref(*(entity["@id"] for entity in entities))


def ref(*ids: str) -> Reference:
    """Return references to ids."""
    found = [{"@id": one} for one in ids]
    return found[0] if len(found) == 1 else found


def institution(name: str) -> list[dict]:
    """Return the institution of the thesis, if it is named, which publishes it."""
    return [{"@id": "#institution", "@type": "Organization", "name": name}] if name else []


def authors(record: dict, institutions: list[dict]) -> Iterator[dict]:
    """Yield the persons and bodies of ``CITATION.cff``; the ORCID is the id where it is given."""
    belonging = {"affiliation": refs(institutions)} if institutions else {}
    for number, author in enumerate(record["authors"], 1):
        kind, own = "Organization", {}
        if "name" not in author:
            kind, own = "Person", {"givenName": author["given-names"],
                                   "familyName": author["family-names"], **belonging}
        yield {"@id": author.get("orcid", f"#author-{number}"), "@type": kind,
               "name": maker_name(author), **own}


def software() -> Iterator[dict]:
    """Yield the language and the tools that do the work, with their versions."""
    yield {"@id": PYTHON, "@type": ["ComputerLanguage", "SoftwareApplication"],
           "name": "Python", "version": python_version(), "url": PYTHON}
    for name, address in TOOLS.items():
        yield {"@id": address, "@type": "SoftwareApplication", "name": name,
               "version": version(name), "url": address}


def contexts() -> Iterator[dict]:
    """Yield licences and profiles."""
    yield {"@id": CC_BY, "@type": "CreativeWork", "name": "Creative Commons Attribution 4.0",
           "description": "Text and data may be shared and adapted with attribution."}
    yield {"@id": MIT, "@type": "CreativeWork", "name": "MIT License",
           "description": "Code may be used, changed and passed on with its notice."}
    yield {"@id": PROCESS_RUN, "@type": "CreativeWork", "name": "Process Run Crate",
           "version": "0.5"}
    yield {"@id": FRICTIONLESS, "@type": "CreativeWork", "name": "Frictionless Data Package"}
