"""Which files the pages are made from, beside their own text: patterns below the project's root."""

DATA = ("data/*.csv", "data/datapackage.json")
BOOK = ("references.bib", "thesis/**/*.py", "thesis/**/*.jinja",
        "locale/*/LC_MESSAGES/figures/*.po")
