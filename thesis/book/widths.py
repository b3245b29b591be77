"""How wide the columns of a computed table are, from what stands in them."""

import re

from thesis.publish.records import ExhibitRecord

MOST_NARROW, WORD, LINE = 6, 17, 40  # characters that a column takes, at least and at most
GAP, BOLD = 3, 1  # characters between columns, and more that a word of the header takes
WIDE = 70  # characters: a narrower table shares out its width by itself
BREAKS = re.compile(r"[ \n]")  # where a line may end: not at a space that joins


def column_widths(record: ExhibitRecord) -> list[int]:
    """Return relative widths: a column's mean length, at least its longest word, and the gap."""
    texts = [[cell["text"] or "x" * WORD for cell in row] for row in record["rows"]]
    widths = []
    for header, *cells in zip(record["header"], *texts, strict=True):
        longest = max([len(word) + BOLD for word in BREAKS.split(header)]
                      + [len(word) for text in cells for word in BREAKS.split(text)])
        mean = sum(map(len, [header, *cells])) // (1 + len(cells))
        widths.append(GAP + max(MOST_NARROW, min(longest, WORD), min(mean, LINE)))
    return widths


def is_wide(record: ExhibitRecord) -> bool:
    """Return whether a table takes the whole width of the text."""
    return sum(column_widths(record)) > WIDE
