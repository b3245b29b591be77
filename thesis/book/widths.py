"""How wide the columns of a computed table are, from what stands in them."""

import re

from thesis.publish.printed_lines import line_length
from thesis.publish.records import ExhibitRecord

MOST_NARROW, WORD, LINE = 6, 17, 40  # characters that a column takes, at least and at most
HYPHENATED = 12  # and for a word that can be broken
GAP, BOLD = 3, 1  # characters between columns, and more that a word of the header takes
WIDE = 70  # characters: a narrower table shares out its width by itself
BREAKS = re.compile(r"[ \n]")  # where a line may end: not at a space that joins


def column_widths(record: ExhibitRecord) -> list[int]:
    """Return relative widths: a column's mean length, at least its longest word, and the gap.

    Where that is more than a line, each keeps its longest word, and they share what is left.
    """
    least, more = _least_and_more(record)
    left = max(line_length(len(least), is_dense(record)) - sum(least), 0)
    share = min(1, left / max(sum(more), 1))
    return [width + int(share * wish) for width, wish in zip(least, more, strict=True)]


def is_dense(record: ExhibitRecord) -> bool:
    """Return whether print sets a table smaller: its words leave little of a line to share."""
    least, more = _least_and_more(record)
    return 2 * (line_length(len(least)) - sum(least)) < sum(more)


def _least_and_more(record: ExhibitRecord) -> tuple[list[int], list[int]]:
    """Return what each column takes for its longest word, and what its mean length adds to it."""
    texts = [[cell["text"] or "X" * WORD for cell in row] for row in record["rows"]]
    least, more = [], []
    for header, *cells in zip(record["header"], *texts, strict=True):
        longest = max([len(word) + BOLD for word in BREAKS.split(header)]
                      + [min(len(word), HYPHENATED if word.islower() else WORD)
                         for text in cells for word in BREAKS.split(text)])
        mean = sum(map(len, [header, *cells])) // (1 + len(cells))
        least.append(GAP + max(MOST_NARROW, min(longest, WORD)))
        more.append(max(GAP + min(mean, LINE) - least[-1], 0))
    return least, more
