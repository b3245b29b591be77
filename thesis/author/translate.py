"""``thesis translate``: bring the catalogs of the other editions up to date, say what is left."""

from pathlib import Path

from thesis.manuscript.catalogs import update
from thesis.project.edition import LANGUAGES


def translate(root: Path) -> str:
    """Update the catalogs; return how many entries of each are to do, none of those complete."""
    lines = []
    for language in LANGUAGES[1:]:
        left = {path: count for path, count in update(root, language).items() if count}
        lines += [f"{path.relative_to(root)}: {count} to translate"
                  for path, count in sorted(left.items())]
        lines.append(f"{language}: {sum(left.values()) or 'nothing'} to translate")
    return "\n".join(lines)
