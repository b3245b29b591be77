"""Exchange formats: the coding for QDA software, the sources for reference managers, the data
package, and an RO-Crate around the whole book.

One job a module: `refi` and `refi_text` write REFI-QDA; `csl` and `ris` write sources;
`data_package` zips the evidence base; `crate` and `crate_entities` wrap the book.
"""

import json
from pathlib import Path

from thesis.base.csl import read_items
from thesis.base.load import descriptor, load, load_collected
from thesis.exports import csl, refi, ris
from thesis.exports.archive import write_files
from thesis.exports.crate import NotBuilt, crate_file, refuse_stale_book
from thesis.exports.data_package import package_file
from thesis.project.edition import Edition
from thesis.project.inputs import digest_of_step
from thesis.project.paths import BUILD, EXPORTS
from thesis.project.state import is_current, record
from thesis.publish.metadata import config

__all__ = ["NotBuilt", "export_all", "export_data", "refresh_exports"]



def export_all(root: Path, target: Path) -> list[Path]:
    """Write every exchange format to `target`; return the paths.

    Nothing is written before all of it has been made. Raises NotBuilt where the book is missing or
    older than what it is made from.
    """
    refuse_stale_book(Edition(root))
    files = data_files(root)
    crate = crate_file(root, files)
    return write_files(target, files | {"thesis-ro-crate.zip": crate})


def export_data(root: Path, target: Path) -> list[Path]:
    """Write what needs no built book (everything but the RO-Crate) to `target`."""
    return write_files(target, data_files(root))


def refresh_exports(root: Path) -> None:
    """Write what needs no built book where the book offers it, if what it holds has changed."""
    target, made_from = root / BUILD / EXPORTS, digest_of_step(root, "exports")
    if not is_current(root, "exports", made_from, [target]):
        export_data(root, target)
        record(root, "exports", made_from)


def data_files(root: Path) -> dict[str, bytes]:
    """Return name -> content: REFI-QDA project and codebook, three bibliographies, data package."""
    from thesis.analysis import settled  # here, since no page that offers the files rests on it

    base, bib = load_collected(root), root / "references.bib"
    items = csl.csl_items(base.sources, read_items(bib))
    package = descriptor(root)
    return {
        "thesis.qdpx": refi.project_file(base, settled.codings(load(root)),
                                         config(root)["title"], package["created"]),
        "codebook.qdc": refi.codebook_file(base),
        "references.bib": bib.read_bytes(),
        "references.ris": ris.ris_file(items),
        "references.json": json.dumps(items, ensure_ascii=False, indent=1).encode() + b"\n",
        f"{package['name']}.zip": package_file(root),
    }
