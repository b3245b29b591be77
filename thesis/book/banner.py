"""The mark of an edition that rests on another coding than the adjudicated one."""

from sphinx.application import Sphinx
from sphinx.config import Config

from thesis.publish.metadata import coding_notice


def announce(app: Sphinx, config: Config) -> None:
    """Put the notice above every page."""
    text = coding_notice(config.thesis_coding, config.language)
    if text:
        config.html_theme_options = {**config.html_theme_options, "announcement": text}


def setup(app: Sphinx) -> None:
    """Connect the notice."""
    app.connect("config-inited", announce)
