"""Files that are written whole or not at all, and digests of files."""

import hashlib
import os
from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path


def write_whole(path: Path, content: str | bytes) -> None:
    """Replace a file at once: whoever looks sees the old or the new one, never a part of one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with partial.open("wb") as file:
            file.write(content if isinstance(content, bytes) else content.encode("utf-8"))
            file.flush()
            os.fsync(file.fileno())
        os.replace(partial, path)
    except BaseException:
        partial.unlink(missing_ok=True)
        raise


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """Return the digest of names and contents of files below `root`."""
    digest = hashlib.sha256()
    for path in sorted(paths):
        state = path.stat()
        digest.update(path.relative_to(root).as_posix().encode() + b"\0")
        digest.update(_content(path, state.st_mtime_ns, state.st_size, state.st_ino))
    return digest.hexdigest()


@lru_cache(maxsize=8192)
def _content(path: Path, *_state: int) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


def digest_of_text(text: str) -> str:
    """Return the digest of a text."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def matching(root: Path, patterns: Iterable[str]) -> set[Path]:
    """Return the files below `root` that glob patterns name, without those of editors."""
    return {path for pattern in patterns for path in root.glob(pattern)
            if not path.name.startswith((".", "#")) and not path.name.endswith("~")
            and path.is_file()}
