"""``python -m thesis``: the same as the command ``thesis``."""

import sys

from thesis.cli import main

if __name__ == "__main__":
    sys.exit(main())
