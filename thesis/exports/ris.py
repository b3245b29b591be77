"""CSL items as RIS, for EndNote, Mendeley, RefWorks, and RIS as CSL items.

pandoc reads RIS, too, but takes organisations for persons and drops days and kinds of theses.
"""

import re
from collections.abc import Iterable, Iterator

from thesis.base.csl import mended, name_text, without_markup

TYPES = {"article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
         "bill": "BILL", "book": "BOOK", "chapter": "CHAP", "dataset": "DATA",
         "entry-encyclopedia": "ENCYC", "legal_case": "CASE", "legislation": "STAT", "map": "MAP",
         "motion_picture": "MPCT", "paper-conference": "CONF", "report": "RPRT",
         "software": "COMP", "thesis": "THES", "webpage": "ELEC"}
OTHER = "GEN"
ROLES = {"author": "AU", "editor": "ED"}
SAME = {"T1": "TI", "A1": "AU", "A2": "ED", "Y1": "PY", "JO": "T2", "JF": "T2", "JA": "T2",
        "BT": "T2", "N2": "AB"}  # tags of other programs
TAGS = {"container-title": "T2", "collection-title": "T3", "publisher": "PB",
        "publisher-place": "CY", "volume": "VL", "issue": "IS", "number": "M1", "genre": "M3",
        "edition": "ET", "DOI": "DO", "URL": "UR", "ISBN": "SN", "ISSN": "SN", "language": "LA",
        "abstract": "AB", "note": "N1"}


def ris_file(items: Iterable[dict]) -> bytes:
    """Return CSL items as a RIS file: UTF-8, lines end with CR LF."""
    lines = [line for item in items for line in [*record(item), "ER  - ", ""]]
    return "".join(f"{line}\r\n" for line in lines).encode()


def record(item: dict) -> Iterator[str]:
    """Yield the lines of one record, but for its end."""
    yield f"TY  - {TYPES.get(item['type'], OTHER)}"
    yield f"ID  - {item['id']}"
    yield f"TI  - {without_markup(item['title'])}"
    for role, tag in ROLES.items():
        for name in item.get(role, []):
            yield f"{tag}  - {author_name(name)}"
    parts = item.get("issued", {}).get("date-parts", [[]])[0]
    if parts:
        yield f"PY  - {parts[0]}"
        yield f"DA  - {date(parts)}"
    for field, tag in TAGS.items():
        if field in item:
            yield f"{tag}  - {without_markup(item[field])}"
    start, _, end = item.get("page", "").partition("-")
    for tag, page in (("SP", start), ("EP", end)):
        if page:
            yield f"{tag}  - {page}"
    for word in filter(None, item.get("keyword", "").split(", ")):
        yield f"KW  - {word}"
    if "accessed" in item:
        yield f"Y2  - {date(item['accessed']['date-parts'][0])}"


def author_name(author: dict) -> str:
    """Return ``Family, Given, Suffix``, or an organisation whole.

    A comma in the name of an organisation would make a person of it, so it becomes a dash.
    """
    if "literal" in author:
        return author["literal"].replace(", ", " – ")
    return ", ".join(filter(None, [name_text(author), author.get("given"), author.get("suffix")]))


def date(parts: list[int]) -> str:
    """Return a date as RIS writes it, ``YYYY/MM/DD/``, empty where not known."""
    padded = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:]), "", ""]
    return "/".join([*padded[:3], ""])


def read_ris(text: str) -> list[dict]:
    """Return the records of a RIS file as CSL items."""
    return [_item(number, re.findall(r"^([A-Z][A-Z0-9]) {2}- ?(.*?)\s*$", block, re.MULTILINE))
            for number, block in enumerate(re.split(r"^ER {2}-.*$", text, flags=re.MULTILINE), 1)
            if "TY  -" in block]


def _item(number: int, lines: list[tuple[str, str]]) -> dict:
    """Return a record as CSL item; a name without a comma is that of an organisation."""
    values: dict[str, list[str]] = {}
    for tag, value in lines:
        values.setdefault(SAME.get(tag, tag), []).append(value)
    first = {tag: found[0] for tag, found in values.items() if found[0]}
    kinds = {tag: kind for kind, tag in TYPES.items()}
    item: dict = {"id": first.get("ID", str(number)), "type": kinds.get(first["TY"], "document"),
                  "title": first.get("TI", "")}
    item |= {field: first[tag] for field, tag in reversed(TAGS.items()) if tag in first}
    for role, tag in ROLES.items():
        names = [_name(value) for value in values.get(tag, [])]
        item |= {role: names} if names else {}
    for field, text in (("issued", first.get("DA") or first.get("PY", "")),
                        ("accessed", first.get("Y2", ""))):
        parts = [int(part) for part in re.findall(r"\d+", text)][:3]
        item |= {field: {"date-parts": [parts]}} if parts else {}
    item["page"] = "-".join(filter(None, [first.get("SP"), first.get("EP")]))
    return mended({name: value for name, value in item.items() if value})


def _name(text: str) -> dict[str, str]:
    family, *others = [part.strip() for part in text.split(",")]
    return dict(zip(("family", "given", "suffix"), (family, *others), strict=False)) if others \
        else {"literal": text}
