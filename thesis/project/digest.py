"""Digests of files: whether what a step reads is still the same."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """Return the digest of names and contents of files below `root`."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()


def digest_of_patterns(root: Path, patterns: Iterable[str]) -> str:
    """Return the digest of the files below `root` that glob patterns name."""
    files = {path for pattern in patterns for path in root.glob(pattern) if path.is_file()}
    return digest_of(files, root)
