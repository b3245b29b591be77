"""Put what was built in the place of what the reader saw before, all of it or nothing."""

import shutil
from pathlib import Path

from nbrefresh.interrupts import shielded


def publish(results: dict[Path, Path]) -> None:
    """Put copies of files or folders {source: target} in the place of older ones, all or none.

    The copies are made beside their targets first; an interrupt waits until all have moved.
    """
    for source, target in results.items():
        target.parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if source.is_dir() else shutil.copyfile
        copy(source, beside(target, "new"))
    with shielded():
        for target in results.values():
            if target.is_dir():
                target.rename(beside(target, "old"))
            beside(target, "new").replace(target)
    for target in results.values():
        shutil.rmtree(beside(target, "old"), ignore_errors=True)


def beside(target: Path, word: str) -> Path:
    """Return the hidden place beside a target for its next or its last state."""
    return target.with_name(f".{target.name}.{word}")


def put_back(*targets: Path) -> None:
    """Clear away what a build that was killed left beside targets, and roll back half a swap."""
    for target in targets:
        old, new = beside(target, "old"), beside(target, "new")
        if old.exists() and not target.exists():
            old.rename(target)
        for partial in (old, new):
            if partial.is_dir():
                shutil.rmtree(partial)
            partial.unlink(missing_ok=True)
