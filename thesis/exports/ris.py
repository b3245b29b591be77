"""The sources as RIS, for EndNote, Mendeley, RefWorks: made from their CSL items."""

from collections.abc import Iterable, Iterator

TYPES = {"article-journal": "JOUR", "article-newspaper": "NEWS", "book": "BOOK",
         "chapter": "CHAP", "document": "GEN", "report": "RPRT", "thesis": "THES",
         "webpage": "ELEC"}
TAGS = {"container-title": "T2", "collection-title": "T3", "publisher": "PB",
        "publisher-place": "CY", "volume": "VL", "issue": "IS", "number": "IS",
        "DOI": "DO", "URL": "UR", "language": "LA", "note": "N1"}


def ris_file(items: Iterable[dict]) -> bytes:
    """Return CSL items as a RIS file: UTF-8, lines end with CR LF."""
    lines = [line for item in items for line in [*record(item), "ER  - ", ""]]
    return "".join(f"{line}\r\n" for line in lines).encode()


def record(item: dict) -> Iterator[str]:
    """Yield the lines of one record, but for its end."""
    yield f"TY  - {TYPES[item['type']]}"
    yield f"ID  - {item['id']}"
    yield f"TI  - {item['title']}"
    for author in item["author"]:
        yield f"AU  - {author_name(author)}"
    if "issued" in item:
        parts = item["issued"]["date-parts"][0]
        yield f"PY  - {parts[0]}"
        yield f"DA  - {date(parts)}"
    for field, tag in TAGS.items():
        if field in item:
            yield f"{tag}  - {item[field]}"
    start, _, end = item.get("page", "").partition("-")
    for tag, page in (("SP", start), ("EP", end)):
        if page:
            yield f"{tag}  - {page}"
    for word in item["keyword"].split(", "):
        yield f"KW  - {word}"
    yield f"Y2  - {date(item['accessed']['date-parts'][0])}"


def author_name(author: dict) -> str:
    """Return ``Family, Given, Suffix``, or an organisation whole.

    A comma in the name of an organisation would make a person of it, so it becomes a dash.
    """
    if "literal" in author:
        return author["literal"].replace(", ", " – ")
    family = " ".join(filter(None, [author.get("non-dropping-particle"), author["family"]]))
    return ", ".join(filter(None, [family, author["given"], author.get("suffix")]))


def date(parts: list[int]) -> str:
    """Return a date as RIS writes it, ``YYYY/MM/DD/``, empty where not known."""
    padded = [f"{parts[0]:04d}", *(f"{part:02d}" for part in parts[1:]), "", ""]
    return "/".join([*padded[:3], ""])
