"""The Sphinx side of the book: facts, exhibits, bibliography, register, freshness.

`setup` registers: role ``fact``; directives ``computed-figure``, ``computed-table``,
``fact-register``, ``source-register``; APA citations; the guard that refuses an invalid base; the
execution cache that forgets its results when data, package, lock file or language change.
"""

import os

from sphinx.application import Sphinx
from sphinx.config import Config

from thesis import language
from thesis.book import (
    bibliography,
    exhibits,
    fact_register,
    fact_role,
    freshness,
    register,
    uses,
)
from thesis.paths import ROOT


def setup(app: Sphinx) -> dict:
    """Register everything; see the module docstring."""
    app.connect("config-inited", prepare_kernels, priority=100)
    for part in (freshness, uses, fact_role, fact_register, exhibits, bibliography, register):
        part.setup(app)
    app.add_css_file("thesis.css")
    return {"version": "1", "env_version": 1, "parallel_read_safe": False,
            "parallel_write_safe": True}


def prepare_kernels(app: Sphinx, config: Config) -> None:
    """Let the cells know the language of the edition, and where the package is."""
    os.environ[language.VARIABLE] = config.language
    paths = [str(ROOT), *filter(None, os.environ.get("PYTHONPATH", "").split(os.pathsep))]
    os.environ["PYTHONPATH"] = os.pathsep.join(dict.fromkeys(paths))
