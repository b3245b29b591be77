"""What a build that did not end well did to its folder is taken back, so that errors come again.

Sphinx keeps what it read of a page also where it warned of it, and warns of it once: the next build
would take the page as it is. A build that was cut off has read pages that it has not written.
"""

import shutil
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

BEGUN, KEPT = "begun", "kept"


def begin(app: Sphinx, config: Config) -> None:
    """Roll back a build that did not end well, if there is one; keep what Sphinx has read."""
    roll_back(app)
    if Path(app.doctreedir).exists():
        shutil.copytree(app.doctreedir, beside(app, KEPT))
    beside(app, BEGUN).touch()


def end(app: Sphinx, error: Exception | None) -> None:
    """Note that this build has ended well."""
    if error is None and not (app.keep_going and app._warncount):  # as Sphinx fails
        beside(app, BEGUN).unlink()
        shutil.rmtree(beside(app, KEPT), ignore_errors=True)


def roll_back(app: Sphinx) -> None:
    """Take back the pages written and read by a build that has not ended well."""
    begun, kept = beside(app, BEGUN), beside(app, KEPT)
    if begun.exists():
        for page in Path(app.outdir).rglob("*.html"):
            if page.stat().st_mtime_ns >= begun.stat().st_mtime_ns:
                page.unlink()
        shutil.rmtree(app.doctreedir, ignore_errors=True)
        if kept.exists():
            shutil.copytree(kept, app.doctreedir)
        begun.unlink()
    shutil.rmtree(kept, ignore_errors=True)


def beside(app: Sphinx, word: str) -> Path:
    """Return the hidden place beside the pages for what is kept, or for the mark of a build."""
    return Path(app.outdir).with_name(f".{Path(app.outdir).name}.{word}")


def setup(app: Sphinx) -> None:
    """Connect the two steps: before Sphinx looks for what it has read, after all is written."""
    app.connect("config-inited", begin, priority=400)
    app.connect("build-finished", end, priority=950)
