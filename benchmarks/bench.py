"""``make bench``: how long the book takes, beside Jupyter Book alone.

Everything runs in copies of the tracked files below a temporary folder; the project itself is not
touched. The table goes to standard output and to the file that ``--to`` names.
"""

import argparse
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

import editions
from measure import Step

from thesis.project.paths import CODE as ROOT

PACKAGES = ("jupyter-book", "sphinx", "myst-nb", "pandas", "matplotlib", "pypandoc-binary", "typst")


def main() -> None:
    """Run what is asked for and write the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "_build" / "bench.md")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="thesis-bench-") as folder:
        text = f"# Benchmarks\n\n{machine()}\n\n{editions.table_of(Path(folder), say)}\n"
    options.to.parent.mkdir(exist_ok=True)
    options.to.write_text(text, encoding="utf-8")
    print(text)


def say(step: Step) -> None:
    """Print a step as soon as it is measured."""
    print(f"{step.name}: {step.seconds:.2f} s, {step.megabytes:.0f} MB", file=sys.stderr)


def machine() -> str:
    """Return what the numbers depend on: processor, system, Python, packages, commit."""
    commit = subprocess.run(["git", "-C", ROOT, "describe", "--always", "--dirty"],
                            capture_output=True, text=True).stdout.strip()
    packages = ", ".join(f"{name} {version(name)}" for name in PACKAGES)
    return (f"{processor()}, {platform.system()} {platform.machine()}, "
            f"Python {platform.python_version()}; {packages}; commit {commit or 'unknown'}.")


def processor() -> str:
    """Return cores and model of the processor."""
    cores = os.cpu_count()
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
    except OSError:
        return f"{cores} cores, {platform.processor()}"
    model = next((line.split(":", 1)[1].strip() for line in lines
                  if line.startswith("model name")), "")
    return f"{cores} cores, {model}"


if __name__ == "__main__":
    main()
