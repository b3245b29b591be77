"""A file that the kitchen sink includes."""

BATAS = 12
