"""How sentences and headings name the pages of the book: ``Bab III``, ``Lampiran C``.

The numbers of chapters and the letters of appendices follow from the order in ``_toc.yml``.
"""

from collections.abc import Mapping
from pathlib import Path
from string import ascii_uppercase

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.config import Config
from sphinx.environment import BuildEnvironment
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import docname_join
from sphinx_external_toc.api import TocTree

from thesis.manuscript.catalogs import TOC, catalog_file, translations
from thesis.words.language import chapter_name, translator

APPENDICES = "Lampiran"  # caption, in _toc.yml, of the part whose pages have letters


def chapter_names(config: Config) -> dict[str, str]:
    """Return {page: its name} of the numbered chapters."""
    pages = [page for part in _parts(config) if part.numbered for page in part.files()]
    return {page: chapter_name(place, config.language) for place, page in enumerate(pages, 1)}


def appendix_names(config: Config) -> dict[str, str]:
    """Return {page: its name} of the appendices."""
    _ = translator(config.language)
    caption = getattr(config, "thesis_appendices", APPENDICES)  # translated with the parts
    pages = [page for part in _parts(config) if part.caption == caption for page in part.files()]
    return {page: _("Lampiran {letter}").format(letter=letter)
            for letter, page in zip(ascii_uppercase, pages, strict=False)}


def page_names(config: Config) -> dict[str, str]:
    """Return {page: its name} of chapters and appendices."""
    return chapter_names(config) | appendix_names(config)


def heading(env: BuildEnvironment, page: str) -> str:
    """Return the title of a page, that of a chapter after its name: ``Bab III. Penutup``."""
    name, title = chapter_names(env.config).get(page, ""), env.titles[page].astext()
    return f"{name}. {title}" if name else title


def _parts(config: Config) -> list[TocTree]:
    return config.external_site_map.root.subtrees if config.external_site_map else []


def part_names(root: Path, language: str) -> Mapping[str, str]:
    """Return {caption of a part in ``_toc.yml``: in `language`} of its catalog."""
    return translations(catalog_file(root, root / TOC, language))


def translate_captions(app: Sphinx, config: Config) -> None:
    """Give the parts of the book their names in the language of the edition."""
    names = part_names(Path(app.srcdir), config.language)
    for part in _parts(config):
        part.caption = names.get(part.caption or "", part.caption)
    config.thesis_appendices = names.get(APPENDICES, APPENDICES)


class LetterAppendix(SphinxTransform):
    """Begin the title of an appendix with its letter."""

    default_priority = 500

    def apply(self, **kwargs: object) -> None:
        name = appendix_names(self.config).get(self.env.docname)
        title = self.document.next_node(nodes.title)
        if name and title is not None:
            title.insert(0, nodes.Text(f"{name}. "))


class NamePages(SphinxPostTransform):
    """Name the page that ``{doc}`page` `` leads to, where it has a name."""

    default_priority = 5  # before references are resolved

    def run(self, **kwargs: object) -> None:
        names = page_names(self.config)
        for node in self.document.findall(addnodes.pending_xref):
            page = docname_join(node.get("refdoc", self.env.docname), node["reftarget"])
            if node["reftype"] == "doc" and not node["refexplicit"] and page in names:
                node["refexplicit"] = True
                node.children = []
                node += nodes.inline(text=names[page])


def setup(app: Sphinx) -> None:
    """Register both transforms, and the names of parts once their captions have been read."""
    app.add_config_value("thesis_appendices", APPENDICES, "env", str)
    app.connect("config-inited", translate_captions, priority=950)
    app.add_transform(LetterAppendix)
    app.add_post_transform(NamePages)
