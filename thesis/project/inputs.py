"""Which files the pages are made from, beside their own text: patterns below the project's root.

What only cells use, such as figures and tables, reaches a page through the results of its notebook.
"""

DATA = ("data/*.csv", "data/datapackage.json")
PAGES = ("references.bib", "thesis/project/*.py", "thesis/base/*.py", "thesis/words/*.py",
         "thesis/publish/*.py", "thesis/analysis/*.py", "thesis/book/*.py",
         "thesis/book/*.jinja", "thesis/book/static/*", "locale/*/LC_MESSAGES/figures/*.po")
