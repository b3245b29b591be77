"""The sources as RIS, for EndNote, Mendeley, RefWorks: made from their CSL items."""

from collections.abc import Iterable, Iterator

from thesis.base.csl import without_markup

TYPES = {"article-journal": "JOUR", "article-magazine": "MGZN", "article-newspaper": "NEWS",
         "bill": "BILL", "book": "BOOK", "chapter": "CHAP", "dataset": "DATA",
         "entry-encyclopedia": "ENCYC", "legal_case": "CASE", "legislation": "STAT", "map": "MAP",
         "motion_picture": "MPCT", "paper-conference": "CONF", "report": "RPRT",
         "software": "COMP", "thesis": "THES", "webpage": "ELEC"}
OTHER = "GEN"
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
    for role, tag in (("author", "AU"), ("editor", "ED")):
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
    family = " ".join(filter(None, [author.get("non-dropping-particle"), author["family"]]))
    return ", ".join(filter(None, [family, author.get("given"), author.get("suffix")]))


def date(parts: list[int]) -> str:
    """Return a date as RIS writes it, ``YYYY/MM/DD/``, empty where not known."""
    padded = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:]), "", ""]
    return "/".join([*padded[:3], ""])
