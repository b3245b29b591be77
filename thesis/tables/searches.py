"""Tables of the search protocol."""

import pandas as pd

from thesis.analysis import corpus
from thesis.base.load import Base
from thesis.publish.exhibits import Quoted, TableExhibit
from thesis.words.labels import headings
from thesis.words.language import number, translator

COUNTS = ["queries", "hits", "relevant", "new", "fruitless"]


def by_topic(base: Base, language: str) -> TableExhibit:
    """Queries, hits and what they brought, by topic."""
    _ = translator(language)
    table, names = corpus.searches_by(base, "topic"), headings("search_topic", language)
    rows = [[names[row["topic"]], *(number(row[c], language) for c in COUNTS)]
            for row in table.to_dict("records")]
    rows.append([_("Jumlah"), *(number(table[c].sum(), language) for c in COUNTS)])
    header = [_("Topik"), _("Kueri"), _("Hasil"), _("Relevan"), _("Baru"),
              _("Tanpa hasil relevan")]
    return TableExhibit(header, rows, "lrrrrr", table)


def all_queries(base: Base, language: str) -> TableExhibit:
    """All queries of the protocol, word for word (appendix)."""
    return _listed(base.searches.sort_values("search_id", ignore_index=True), language)


def of_absences(base: Base, language: str) -> TableExhibit:
    """The queries that looked for what the text says is not there, word for word (appendix)."""
    named = {query for queries in base.absences["queries"] for query in queries.split()}
    table = base.searches[base.searches["search_id"].isin(named)]
    return _listed(table.sort_values("search_id", ignore_index=True), language)


def _listed(table: pd.DataFrame, language: str) -> TableExhibit:
    _ = translator(language)
    rows = [[row["search_id"], Quoted(row["query"], row["language"]),
             *(number(row[c], language) for c in COUNTS[1:4])]
            for row in table.to_dict("records")]
    header = [_("No."), _("Kueri"), _("Hasil"), _("Relevan"), _("Baru")]
    return TableExhibit(header, rows, "llrrr", table)
