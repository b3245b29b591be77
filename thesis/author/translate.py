"""``thesis translate``: bring the catalogs of the other editions up to date, say what is left."""

from pathlib import Path

from thesis.author import Refused
from thesis.manuscript.catalogs import texts_of, translated_files, update
from thesis.project.edition import LANGUAGES


def translate(root: Path) -> str:
    """Update the catalogs; return how many entries of each are to do, none of those complete.

    Raises Refused where a file of the text cannot be read, and changes nothing then.
    """
    for file in translated_files(root):
        try:
            texts_of(file)
        except (ValueError, KeyError) as error:
            raise Refused(f"{file.relative_to(root)} cannot be read: {error}; mend it or take it "
                          "from git") from error
    lines = []
    for language in LANGUAGES[1:]:
        left = {path: count for path, count in update(root, language).items() if count}
        lines += [f"{path.relative_to(root)}: {count} to translate"
                  for path, count in sorted(left.items())]
        lines.append(f"{language}: {sum(left.values()) or 'nothing'} to translate")
    return "\n".join(lines)
