"""Where things are, computed from the place of this package."""

from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DATA = ROOT / "data"
BIB = ROOT / "references.bib"
LOCALE = ROOT / "locale"
BUILD = ROOT / "_build"
CACHE = ".jupyter_cache"  # of executed notebooks, in the folder where an edition is built
