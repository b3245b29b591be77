"""What a PDF carries with it: the evidence and the provenance of its numbers, as PDF/A-3 allows."""

import json
import shutil
from pathlib import Path

from thesis.project.edition import Edition
from thesis.project.paths import BUILD, EXPORTS
from thesis.words.language import translator

FOLDER = "attached"


def attached_files(edition: Edition) -> list[Path]:
    """Return the files that the PDF of an edition carries, as far as they have been made."""
    named = (edition.root / BUILD / EXPORTS / "iom-tppo-evidence.zip",
             edition.work / "html" / "provenance.json")
    return [path for path in named if path.exists()]


def attachments(edition: Edition) -> str:
    """Put the attached files where Typst may read them; return the calls that attach them."""
    _ = translator(edition.language)
    about = {".zip": ("application/zip", _("Paket data dengan sumber")),
             ".json": ("application/ld+json", _("Asal setiap angka (PROV-O)"))}
    folder = edition.work / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    calls = []
    for path in attached_files(edition):
        shutil.copyfile(path, folder / path.name)
        kind, description = about[path.suffix]
        calls.append(f'#pdf.attach("/{FOLDER}/{path.name}", relationship: "data", '
                     f'mime-type: "{kind}", description: {json.dumps(description)})')
    return "\n".join(calls)
