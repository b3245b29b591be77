"""Execute the notebooks of a Jupyter Book 1 project: stale ones only, side by side, warm.

Knows nothing of this thesis: it works on any project with a ``_toc.yml``. What a notebook reads is
observed while it runs; it is stale when its code, one of these files, the environment or the
variant (such as the language) has changed. Results go into jupyter-cache, where MyST-NB finds them.
"""
