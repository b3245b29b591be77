"""The coding as a REFI-QDA project: what NVivo, ATLAS.ti, MAXQDA and QualCoder read.

Standard: REFI-QDA 1.5 (www.qdasoftware.org), namespace ``urn:QDA-XML:project:1.0``. GUIDs are
uuid5 of the ids of the data package, so the same data give the same bytes, and a project that
comes back from another program can be joined to the data. A source is a text of its notes; a
coding is a selection of its own, as QualCoder takes the coder from the selection.
"""

from collections import defaultdict
from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5
from xml.etree.ElementTree import Element, SubElement, indent, tostring

import pandas as pd

from thesis.base.load import Base
from thesis.exports.archive import zip_bytes
from thesis.exports.refi_text import Span, source_name, source_text, source_values
from thesis.project.edition import HUMAN
from thesis.words.labels import headings

ORIGIN = "iom-tppo-thesis"
CODE_MARK = "Kode: "  # begins the last line of a description: the key of the codebook
CODER = "Putaran {}"
SETTLED = "settled"  # the id of the user whose codings the book counts
OTHERS = {HUMAN: "Pengode manusia", SETTLED: "Hasil penyelesaian"}
VARIABLES = {"date": "Tanggal", "publisher": "Penerbit", "language": "Bahasa"}
ABOUT = ("Putaran A dan Putaran B mengodekan setiap catatan secara terpisah. Hasil penyelesaian "
         "memuat kode yang diberikan kedua putaran atau ditetapkan dalam ajudikasi, dan kode dari "
         "pengode manusia untuk catatan yang tidak dinilai kedua putaran; sumber yang dikecualikan "
         "tidak ikut. Pengodean inilah yang dihitung di dalam buku.")
EXCLUDED = "Dikecualikan dari analisis"


def guid(kind: str, *ids: str) -> str:
    """Return the GUID of a user, code, source, selection, coding or set."""
    return str(uuid5(NAMESPACE_URL, f"urn:{ORIGIN}:{kind}:{':'.join(ids)}"))


def codebook_file(base: Base) -> bytes:
    """Return the codebook alone (``.qdc``)."""
    root = Element("CodeBook", xmlns="urn:QDA-XML:codebook:1.0", origin=ORIGIN)
    root.append(codes(base))
    return document(root)


def project_file(base: Base, settled: pd.DataFrame, name: str, moment: str) -> bytes:
    """Return the project (``.qdpx``).

    base: with excluded sources (`thesis.base.load.load_collected`), so that every coding is in it;
    settled: evidence_id, code of the codings that count (`thesis.analysis.settled.codings`); name:
    of the project; moment: the ISO date and time that stands as its creation.
    """
    codings = pd.concat([base.codings, settled.assign(coder=SETTLED)])
    texts = dict(source_texts(base))
    files = {f"sources/{guid('source', key)}.txt": text.encode()
             for key, (text, _) in texts.items()}
    root = project(base, codings, name, moment, texts)
    return zip_bytes({"project.qde": document(root), **files})


def source_texts(base: Base) -> Iterator[tuple[str, tuple[str, dict[str, Span]]]]:
    """Yield (key, (text, spans)) of every source that has notes, in the order of the sources."""
    notes = defaultdict(list)
    for note in base.evidence.to_dict("records"):
        notes[note["source"]].append(note)
    for source in base.sources.to_dict("records"):
        if source["source"] in notes:
            yield source["source"], source_text(source, notes[source["source"]])


def project(base: Base, codings: pd.DataFrame, name: str, moment: str, texts: dict) -> Element:
    """Return the root element: users, codebook, sources with their codings, sets of sources."""
    root = Element("Project", xmlns="urn:QDA-XML:project:1.0", name=name, origin=ORIGIN,
                   creationDateTime=moment)
    users = SubElement(root, "Users")
    for coder in sorted(codings["coder"].unique()):
        SubElement(users, "User", guid=guid("user", coder), id=coder,
                   name=OTHERS.get(coder, CODER.format(coder)))
    SubElement(root, "CodeBook").append(codes(base))
    variables = SubElement(root, "Variables")
    for key, title in VARIABLES.items():
        SubElement(variables, "Variable", guid=guid("variable", key), name=title,
                   typeOfVariable="Text")
    listed = base.sources[base.sources["source"].isin(texts)]
    root.append(sources(listed, codings, moment, texts))
    root.append(sets(listed))
    SubElement(root, "Description").text = ABOUT
    return root


def codes(base: Base) -> Element:
    """Return the codes below their families; a family itself is never applied."""
    top = Element("Codes")
    families: dict[str, Element] = {}
    for row in base.codebook.to_dict("records"):
        family = row["parent"] == ""
        parent = top if family else families[row["parent"]]
        code = SubElement(parent, "Code", guid=guid("code", row["code"]), name=row["label_id"],
                          isCodable=str(not family).lower())
        SubElement(code, "Description").text = description(row)
        if family:
            families[row["code"]] = code
    return top


def description(row: dict) -> str:
    """Return definition and limits of a code, and its key as the last line."""
    parts = [row["definition_id"], *(f"{word}: {row[column]}" for word, column in (
        ("Termasuk", "include_id"), ("Tidak termasuk", "exclude_id")) if row[column])]
    return "\n".join([*filter(None, parts), f"{CODE_MARK}{row['code']}"])


def sources(table: pd.DataFrame, codings: pd.DataFrame, moment: str, texts: dict) -> Element:
    """Return the sources, each with its coded notes and its date, publisher and language."""
    top = Element("Sources")
    coded = defaultdict(list)
    for coding in codings.itertuples():
        coded[coding.evidence_id].append(coding)
    for row in table.to_dict("records"):
        identifier = guid("source", row["source"])
        source = SubElement(top, "TextSource", guid=identifier, name=source_name(row),
                            plainTextPath=f"internal://{identifier}.txt", creationDateTime=moment)
        SubElement(source, "Description").text = row["title"]
        for note, span in texts[row["source"]][1].items():
            for coding in coded[note]:
                source.append(selection(note, coding.coder, coding.code, span, moment))
        for key, value in source_values(row).items():
            element = SubElement(source, "VariableValue")
            SubElement(element, "VariableRef", targetGUID=guid("variable", key))
            SubElement(element, "TextValue").text = value
    return top


def selection(note: str, coder: str, code: str, span: Span, moment: str) -> Element:
    """Return the sentence of a note, marked with one code by one coder."""
    made = {"creatingUser": guid("user", coder), "creationDateTime": moment}
    element = Element("PlainTextSelection", made, guid=guid("selection", note, coder, code),
                      name=note, startPosition=str(span.start), endPosition=str(span.end))
    coding = SubElement(element, "Coding", made, guid=guid("coding", note, coder, code))
    SubElement(coding, "CodeRef", targetGUID=guid("code", code))
    return element


def sets(table: pd.DataFrame) -> Element:
    """Return a set of sources for each class, and one of those that carry no evidence."""
    names = headings("source_class", "id", "plural")
    groups = [(key, names[key], rows) for key, rows in table.groupby("source_class")]
    groups.append(("excluded", EXCLUDED, table[table["excluded"]]))
    top = Element("Sets")
    for key, name, rows in groups:
        if len(rows):
            one = SubElement(top, "Set", guid=guid("set", key), name=name)
            for source in rows["source"]:
                SubElement(one, "MemberSource", targetGUID=guid("source", source))
    return top


def document(root: Element) -> bytes:
    """Return an element as an XML file."""
    indent(root)
    return tostring(root, encoding="utf-8", xml_declaration=True) + b"\n"
