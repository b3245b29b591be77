"""The error of a build that must not go on."""


class BuildError(Exception):
    """Says in one message what stopped the build and what to do."""
