"""Checks in the notebooks that audit the corpus, the coding and the robustness."""


def confirm(condition: bool, message: str) -> None:
    """Print ``ok: message`` where the condition holds; else raise AssertionError(message)."""
    if not condition:
        raise AssertionError(message)
    print(f"ok: {message}")
