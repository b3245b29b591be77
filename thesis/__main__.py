"""``python -m thesis``: the same as the command ``thesis``."""

import sys

from thesis.cli import main

sys.exit(main())
