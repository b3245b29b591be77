"""Entries of the bibliography say which language they are in, for screen readers and hyphens."""

from typing import Any, cast

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinxcontrib.bibtex.domain import BibtexDomain

CODES = {"english": "en", "indonesian": "id"}  # field language of references.bib


class MarkLanguages(SphinxPostTransform):
    """Give entries in another language than the edition a class that docutils writes as `lang`."""

    default_priority = 6  # bibliographies are filled in at 5

    def run(self, **kwargs: Any) -> None:
        domain = cast(BibtexDomain, self.env.get_domain("cite"))
        languages = {citation.citation_id: CODES.get(citation.entry.fields.get("language", ""))
                     for citation in domain.citations}
        for entry in self.document.findall(nodes.citation):
            language = languages.get(entry["ids"][0])
            if language and language != self.config.language:
                entry["classes"].append(f"language-{language}")


def setup(app: Sphinx) -> None:
    """Register the transform."""
    app.add_post_transform(MarkLanguages)
