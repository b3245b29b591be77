"""The entities of the RO-Crate: files, folders, and the runs that joined them."""

import hashlib
import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from pathlib import Path

from thesis.exports.crate_context import (
    CC_BY,
    FRICTIONLESS,
    MIT,
    PROCESS_RUN,
    PYTHON,
    TOOLS,
    Reference,
    authors,
    contexts,
    institution,
    ref,
    refs,
    software,
)
from thesis.project.edition import LANGUAGES, Edition
from thesis.publish.metadata import citation, config

ROOT_ID, CODE, DATA, BIB = "./", "thesis/", "data/", "references.bib"


NAMES = {"id": "Buku, bahasa Indonesia", "en": "The book, in English"}
MEDIA = {".bib": "application/x-bibtex", ".csv": "text/csv", ".html": "text/html",
         ".ipynb": "application/x-ipynb+json", ".json": "application/json",
         ".lock": "text/plain", ".md": "text/markdown", ".pdf": "application/pdf",
         ".qdc": "application/xml", ".qdpx": "application/zip",
         ".ris": "application/x-research-info-systems", ".zip": "application/zip"}
FOLDERS = {
    CODE: ("The code behind the cells, and `thesis build`", MIT),
    "tests/": ("Tests of code, data and book", MIT),
    "chapters/": ("The text: notebooks whose cells compute all tables, figures, numbers", CC_BY),
    "notebooks/": ("Audits of corpus, coding and robustness", CC_BY),
    "locale/": ("The English edition of text and labels", CC_BY),
    "exports/": ("Sources and coding in exchange formats", CC_BY),
}


def describe(root: Path, files: Mapping[str, bytes], built: float) -> list[dict]:
    """Return the graph: root: the repository; files: of the crate; built: seconds since 1970."""
    moment = datetime.fromtimestamp(int(built), UTC).isoformat()
    record, settings = citation(root), config(root)
    institutions = institution(settings["sphinx"]["config"]["thesis_institution"])
    people, release = list(authors(record, institutions)), str(record["version"])
    parts = [*folders(files, release), *data(root, files), *books(files),
             *(file(name, files[name]) for name in (BIB, "requirements.lock", "README.md")),
             *(file(name, files[name]) for name in files if name.startswith("exports/")),
             *notebooks(files, release)]
    runs = list(actions(files, moment, refs(people)))
    whole = crate(record, settings["title"], refs(people), refs(parts), refs(runs))
    if institutions:
        whole["publisher"] = refs(institutions)
    return [descriptor(), whole, *parts, *runs, *people, *institutions, *software(), *contexts()]


def descriptor() -> dict:
    """Return the entity that says which specification the metadata follow."""
    return {"@id": "ro-crate-metadata.json", "@type": "CreativeWork", "about": ref(ROOT_ID),
            "conformsTo": ref("https://w3id.org/ro/crate/1.1"), "license": ref(CC_BY)}


def crate(record: dict, title: str, people: Reference, parts: Reference,
          runs: Reference) -> dict:
    """Return the root: the thesis as a whole, from ``CITATION.cff`` and ``_config.yml``."""
    return {"@id": ROOT_ID, "@type": "Dataset", "name": title, "alternateName": record["title"],
            "description": record["abstract"].strip(), "version": str(record["version"]),
            "datePublished": str(record["date-released"]), "author": people,
            "keywords": record["keywords"], "license": ref(CC_BY), "inLanguage": list(LANGUAGES),
            "conformsTo": ref(PROCESS_RUN), "hasPart": parts, "mentions": runs}


def folders(files: Mapping[str, bytes], release: str) -> Iterator[dict]:
    """Yield the folders that hold a file."""
    for name, (description, licence) in FOLDERS.items():
        if any(path.startswith(name) for path in files):
            entity: dict[str, object] = {"@id": name, "@type": "Dataset", "name": name,
                                         "description": description, "license": ref(licence)}
            if name == CODE:
                entity |= {"@type": ["Dataset", "SoftwareSourceCode"],
                           "version": release, "programmingLanguage": ref(PYTHON),
                           "softwareRequirements": ref("requirements.lock",
                                                       *TOOLS.values())}
            yield entity


def data(root: Path, files: Mapping[str, bytes]) -> Iterator[dict]:
    """Yield the data package and its tables, as ``datapackage.json`` describes them."""
    package = json.loads((root / "data" / "datapackage.json").read_text(encoding="utf-8"))
    tables = [file(DATA + name, files[DATA + name]) for name in ("datapackage.json", "README.md")]
    tables += [file(DATA + table["path"], files[DATA + table["path"]], table["title"],
                    table["description"]) for table in package["resources"]]
    yield {"@id": DATA, "@type": "Dataset", "name": package["title"], "license": ref(CC_BY),
           "description": package["description"], "conformsTo": ref(FRICTIONLESS),
           "hasPart": refs(tables)}
    yield from tables


def books(files: Mapping[str, bytes]) -> Iterator[dict]:
    """Yield the editions that were built: folder of pages, start page, PDF."""
    for language, name in NAMES.items():
        edition = Edition(Path(), language)
        folder, pdf = f"book/{edition.html.name}/", f"book/pdf/{edition.pdf.name}"
        if folder + "index.html" in files:
            yield {"@id": folder, "@type": "Dataset", "name": f"{name} (web)",
                   "inLanguage": language, "license": ref(CC_BY),
                   "description": "The pages of the book; it starts at index.html.",
                   "hasPart": ref(folder + "index.html")}
            yield file(folder + "index.html", files[folder + "index.html"], name)
        if pdf in files:
            yield file(pdf, files[pdf], f"{name} (PDF)") | {"inLanguage": language}


def notebooks(files: Mapping[str, bytes], release: str) -> Iterator[dict]:
    """Yield what is executed, chapters and notebooks, and the pages that come of it."""
    for notebook, pages in executed(files):
        yield file(notebook, files[notebook]) | {
            "@type": ["File", "SoftwareSourceCode"], "programmingLanguage": ref(PYTHON),
            "version": release}
        yield from (file(page, files[page]) for page in pages)


def executed(files: Mapping[str, bytes]) -> Iterator[tuple[str, list[str]]]:
    """Yield (chapter with cells or notebook, its pages in the built editions)."""
    for name, content in files.items():
        folder, _, rest = name.partition("/")
        if (folder == "notebooks" and name.endswith(".ipynb")) or (
                folder == "chapters" and b"{code-cell}" in content):
            page = f"{folder}/{Path(rest).with_suffix('.html').as_posix()}"
            pages = [f"book/{Edition(Path(), language).html.name}/{page}" for language in NAMES]
            yield name, [page for page in pages if page in files]


def actions(files: Mapping[str, bytes], moment: str, people: Reference) -> Iterator[dict]:
    """Yield a run for every notebook, and the one that built the book; moment: of the build."""
    done = {"@type": "CreateAction", "endTime": moment, "agent": people,
            "actionStatus": "http://schema.org/CompletedActionStatus"}
    made = [entity["@id"] for entity in books(files) if not entity["@id"].endswith("index.html")]
    yield {"@id": "#build", "name": "thesis build", **done, "instrument": ref(CODE),
           "description": "Check the data, execute all notebooks, write pages and PDF.",
           "object": ref("chapters/", "notebooks/", DATA, BIB), "result": ref(*made)}
    for notebook, pages in executed(files):
        if pages:
            yield {"@id": f"#run-{notebook}", "name": f"Execution of {notebook}", **done,
                   "description": f"Execute the cells of {notebook} and write its page.",
                   "instrument": ref(notebook), "object": ref(DATA, BIB), "result": ref(*pages)}


def file(name: str, content: bytes, title: str = "", description: str = "") -> dict:
    """Return a file with its size and digest."""
    entity = {"@id": name, "@type": "File", "name": title or name, "description": description,
              "encodingFormat": MEDIA[Path(name).suffix], "contentSize": str(len(content)),
              "sha256": hashlib.sha256(content).hexdigest(), "license": ref(CC_BY)}
    return {key: value for key, value in entity.items() if value}
