"""How wide the columns of a computed table are, from what stands in them."""

import re

from thesis.publish.records import ExhibitRecord

MOST_NARROW, WORD, LINE = 6, 17, 40  # characters that a column takes, at least and at most
GAP = 2  # characters between columns
WIDE = 70  # characters: a narrower table shares out its width by itself
BREAKS = re.compile(r"[ \n]")  # where a line may end: not at a space that joins


def column_widths(record: ExhibitRecord) -> list[int]:
    """Return relative widths: a column's mean length, at least its longest word, and the gap."""
    texts = [[cell["text"] or "x" * WORD for cell in row] for row in record["rows"]]
    widths = []
    for column in zip(record["header"], *texts, strict=True):
        longest = max(len(word) for text in column for word in BREAKS.split(text))
        mean = sum(map(len, column)) // len(column)
        widths.append(GAP + max(MOST_NARROW, min(longest, WORD), min(mean, LINE)))
    return widths


def is_wide(record: ExhibitRecord) -> bool:
    """Return whether a table takes the whole width of the text."""
    return sum(column_widths(record)) > WIDE
