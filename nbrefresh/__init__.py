"""Execute the stale notebooks of a Jupyter Book 1 project, side by side, into its jupyter-cache.

What a notebook reads is observed while it runs; it is stale when its code, one of these files, the
environment or the variant (such as the language) has changed. `nbrefresh.run` has the functions,
``python -m nbrefresh`` is the command, README.md says more.
"""
