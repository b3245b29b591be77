"""Exchange formats: the coding for QDA software, the sources for reference managers, the data
package, and an RO-Crate around the whole book.

One job a module: `refi` and `refi_text` write REFI-QDA; `csl` and `ris` write sources;
`data_package` zips the evidence base; `crate` and `crate_entities` wrap the book.
"""

import json
from pathlib import Path

import yaml

from thesis.base.load import load_register
from thesis.base.sources import read_entries
from thesis.exports import csl, refi, ris
from thesis.exports.archive import write_files
from thesis.exports.crate import NotBuilt, crate_file
from thesis.exports.data_package import package_file
from thesis.project.digest import digest_of_patterns
from thesis.project.inputs import DATA
from thesis.project.paths import BUILD, ROOT
from thesis.project.stamp import is_current

__all__ = ["NotBuilt", "export_all", "export_data", "write_exports"]

EXPORTED = BUILD / "exports" / ".digest"  # of what was exported last
INPUTS = (*DATA, "data/README.md", "references.bib", "thesis/exports/*.py")


def export_all(target: Path, build: Path = BUILD) -> list[Path]:
    """Write every exchange format to `target`; return the paths.

    build: the folder of the built book (``html/``, ``pdf/``). Nothing is written before all of it
    has been made. Raises NotBuilt where the book is missing or older than its text or data.
    """
    files = data_files()
    crate = crate_file(ROOT, build, files)
    return write_files(target, files | {"thesis-ro-crate.zip": crate})


def export_data(target: Path) -> list[Path]:
    """Write what needs no built book (everything but the RO-Crate) to `target`."""
    return write_files(target, data_files())


def write_exports() -> None:
    """Write what needs no built book where the book offers it, if what it holds has changed."""
    digest = digest_of_patterns(ROOT, INPUTS)
    if not is_current(EXPORTED, digest, []):
        export_data(EXPORTED.parent)
        EXPORTED.write_text(digest, encoding="utf-8")


def data_files() -> dict[str, bytes]:
    """Return name -> content: REFI-QDA project and codebook, three bibliographies, data package."""
    base, bib = load_register(), ROOT / "references.bib"
    entries = read_entries(bib)
    items = csl.csl_items(base.sources, entries)
    package = json.loads((ROOT / "data" / "datapackage.json").read_text(encoding="utf-8"))
    title = yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["title"]
    return {
        "thesis.qdpx": refi.project_file(base, title, package["created"]),
        "codebook.qdc": refi.codebook_file(base),
        "references.bib": bib.read_bytes(),
        "references.ris": ris.ris_file(items),
        "references.json": csl.csl_file(items),
        f"{package['name']}.zip": package_file(ROOT),
    }
