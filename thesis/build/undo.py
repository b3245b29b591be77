"""What a failed build did to its work folder is taken back, so that its errors come again.

Sphinx keeps what it read of a page also where it warned of it, and warns of it once: the next build
would take the page as it is.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

BEGUN, KEPT, READ = ".begun", ".doctrees.kept", ".doctrees"


@contextmanager
def undone_on_failure(html: Path) -> Iterator[None]:
    """Keep what Sphinx has read only where the block ends well; so, too, if it is killed.

    html: the folder of the pages; what Sphinx read is beside it.
    """
    work = html.parent
    work.mkdir(parents=True, exist_ok=True)
    undo(html)
    if (work / READ).exists():
        shutil.copytree(work / READ, work / KEPT)
    (work / BEGUN).touch()
    try:
        yield
    except BaseException:
        undo(html)
        raise
    (work / BEGUN).unlink()
    shutil.rmtree(work / KEPT, ignore_errors=True)


def undo(html: Path) -> None:
    """Take back a build that has not ended well, if there is one: pages written and read."""
    work = html.parent
    begun = work / BEGUN
    if not begun.exists():
        shutil.rmtree(work / KEPT, ignore_errors=True)
        return
    for page in html.rglob("*.html"):
        if page.stat().st_mtime_ns >= begun.stat().st_mtime_ns:
            page.unlink()
    shutil.rmtree(work / READ, ignore_errors=True)
    if (work / KEPT).exists():
        shutil.copytree(work / KEPT, work / READ)
    begun.unlink()
    shutil.rmtree(work / KEPT, ignore_errors=True)
