"""An earlier state of the evidence base, exported from git into a folder of its own."""

import io
import subprocess
import tarfile
from pathlib import Path

from thesis.author import Refused
from thesis.author.files import BASE


def export(root: Path, revision: str, folder: Path) -> None:
    """Write ``data/`` and ``references.bib`` of a git revision below `folder`.

    Raises Refused where there is no git, no repository or no such revision.
    """
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, "--", *BASE]
    try:
        result = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise Refused("git is not installed") from None
    if result.returncode:
        raise Refused(f"git cannot export {revision!r}: {result.stderr.decode().strip()}")
    with tarfile.open(fileobj=io.BytesIO(result.stdout)) as archive:
        archive.extractall(folder, filter="data")
