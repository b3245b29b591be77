"""How many characters a line of a printed table has."""

FEW_COLUMNS, PORTRAIT = 7, 12  # more columns are set smaller, or on a turned page
DENSE = 113  # characters of a line that is set smaller for want of width
LINES = ((FEW_COLUMNS, 100), (PORTRAIT, 130), (1000, 200))  # columns at most: characters of a line


def line_length(count: int, dense: bool = False) -> int:
    """Return how many characters a line of a printed table has in all its columns together."""
    line = next(characters for most, characters in LINES if count <= most)
    return max(line, DENSE) if dense else line
