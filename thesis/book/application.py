"""The book as a Sphinx application, configured as Jupyter Book does it."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

import yaml
from jupyter_book.config import get_final_config
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
from sphinx.locale import translators
from sphinx.util.console import nocolor
from sphinx.util.docutils import docutils_namespace, patch_docutils

from thesis.base.load import load, load_collected
from thesis.book.source_line import source_row
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.files import write_whole
from thesis.publish.metadata import editor, rights, title

NUMBERS = {"id": {}, "en": {"numfig_format": {"figure": "Figure %s", "table": "Table %s"}}}
TRACEBACK = "traceback.txt"


def read_base(root: Path) -> None:
    """Read what every build needs and keep it, also for processes that are forked from this one."""
    for key in load_collected(root).sources["source"]:
        source_row(key, root)
    dict(load(root).tables)
    gc.freeze()


@contextmanager
def application(edition: Edition, html: Path, warnings: StringIO) -> Iterator[Sphinx]:
    """Give the application that writes an edition to `html`; every warning is an error.

    The base is taken as checked and the notebooks as executed.
    """
    nocolor()
    config = final_config(edition)
    translators.clear()  # of an edition in another language that this process made before
    with patch_docutils(), docutils_namespace():
        app = Sphinx(edition.root, None, html, html.parent / ".doctrees", "html", config,
                     status=None, warning=warnings, warningiserror=True, keep_going=True)
        if "numbered: true" in yaml.safe_dump(app.config.external_site_map.as_json()):
            app.setup_extension("sphinx_multitoc_numbering")  # as Jupyter Book does, and so late
        yield app


def final_config(edition: Edition) -> dict:
    """Return the settings of Sphinx: those of ``_config.yml``, and what the edition needs."""
    settings = {"language": edition.language, "html_title": title(edition),
                "project": title(edition), "author": editor(edition),
                "copyright": rights(edition), "nitpicky": True,
                "locale_dirs": [str(Path(__file__).with_name("locale"))],
                "latex_individualpages": False, "thesis_prepared": True,
                "thesis_coding": edition.coding, **NUMBERS[edition.language]}
    config, _ = get_final_config(user_yaml=edition.root / "_config.yml", sourcedir=edition.root,
                                 cli_config=settings)
    return config


def build(app: Sphinx, warnings: StringIO) -> None:
    """Build the book; BuildError with what Sphinx warned of, and what stopped it."""
    error: Exception | None = None
    try:
        app.build()
    except Exception as caught:
        error = caught
    if error or app.statuscode:
        warned = warnings.getvalue().replace(f"{app.srcdir}/", "")
        raise BuildError((warned + (message(error, app) if error else "")).strip()) from error


def message(error: Exception, app: Sphinx) -> str:
    """Return what stopped a build, files as seen from the project.

    The traceback of an error that Sphinx does not explain goes to a file beside the pages.
    """
    import traceback

    if isinstance(error, SphinxError):
        text = str(error)
    else:
        path = Path(app.outdir).parent / TRACEBACK
        write_whole(path, "".join(traceback.format_exception(error)))
        text = f"{type(error).__name__}: {error} (where: {path})"
    return text.replace(f"{app.srcdir}/", "")
