"""What themes and extensions say in the language of the edition.

Most of it Sphinx reads itself, from ``locale/*/LC_MESSAGES/sphinx.po`` and ``sphinx.js`` beside
this file.
"""

import json
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.config import Config

from thesis.words.language import translator

TEMPLATES = Path(__file__).with_name("theme")


def set_words(app: Sphinx, config: Config) -> None:
    """Set what is said by settings, and the template for what the theme has no setting for."""
    _ = translator(config.language)
    config.html_theme_options["search_bar_text"] = _("Cari dalam buku ini")
    config.html_theme_options["navbar_persistent"] = []  # one search, beside the contents
    config.nb_code_prompt_show = _("Tampilkan isi sel")
    config.nb_code_prompt_hide = _("Sembunyikan isi sel")
    config.templates_path.append(str(TEMPLATES))
    copying = {"copy": _("Salin"), "copy_to_clipboard": _("Salin ke papan klip"),
               "copy_success": _("Tersalin"), "copy_failure": _("Gagal menyalin")}
    words = json.dumps(copying, ensure_ascii=False)
    # of sphinx-copybutton, which says in English what it does not know in a language
    app.add_js_file(None, body=f"Object.assign(messages.en, {words});", priority=900)


def setup(app: Sphinx) -> None:
    """Connect the settings."""
    app.connect("config-inited", set_words)
