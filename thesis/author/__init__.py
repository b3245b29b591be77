"""Tools of the author: add sources, notes and figures, code notes, see what a change changes."""


class Refused(Exception):
    """Says why nothing was done: one line for each reason."""
