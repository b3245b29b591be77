"""Zip archives that repeat byte for byte, and files that appear whole or not at all."""

import io
from collections.abc import Mapping
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from thesis.project.files import write_whole

EPOCH = (1980, 1, 1, 0, 0, 0)  # the first moment that a zip can state
UNIX = 3
READABLE = 0o100644 << 16  # a regular file that everybody may read


def zip_bytes(entries: Mapping[str, bytes]) -> bytes:
    """Return a zip of `entries` (path inside it -> content), in their order, without times."""
    buffer = io.BytesIO()
    with ZipFile(buffer, "w", ZIP_DEFLATED) as archive:
        for name, content in entries.items():
            info = ZipInfo(name, EPOCH)
            info.create_system, info.external_attr = UNIX, READABLE
            info.compress_type = ZIP_DEFLATED
            archive.writestr(info, content)
    return buffer.getvalue()


def write_files(target: Path, files: Mapping[str, bytes]) -> list[Path]:
    """Write `files` (name -> content) to the folder `target`, each in one step; return the paths.

    Other files of the folder stay as they are, and so does a file that has its content already.
    """
    paths = []
    for name, content in files.items():
        path = target / name
        paths.append(path)
        if not path.exists() or path.read_bytes() != content:
            write_whole(path, content)
    return paths
