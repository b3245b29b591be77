"""Tables of the search protocol."""

from thesis import corpus_words as words
from thesis.analysis import corpus
from thesis.data import Base
from thesis.exhibits import TableExhibit
from thesis.language import number, translator

COUNTS = ["queries", "hits", "relevant", "new", "fruitless"]


def by_topic(base: Base, language: str) -> TableExhibit:
    """Queries, hits and what they brought, by topic."""
    _ = translator(language)
    return _summed(base, language, "topic", _("Topik"), words.topics(language))


def by_collection(base: Base, language: str) -> TableExhibit:
    """Queries, hits and what they brought, by collection that was searched."""
    _ = translator(language)
    return _summed(base, language, "collection", _("Koleksi"), words.collections(language))


def queries(base: Base, language: str, topic: str) -> TableExhibit:
    """All queries of a topic, word for word, in the order in which they were put (appendix)."""
    return _listed(corpus.queries(base, topic), language)


def all_queries(base: Base, language: str) -> TableExhibit:
    """All queries of the protocol, word for word (appendix)."""
    return _listed(base.searches.sort_values("search_id", ignore_index=True), language)


def _listed(table, language: str) -> TableExhibit:
    _ = translator(language)
    rows = [[row["search_id"], row["query"], *(number(int(row[c]), language) for c in COUNTS[1:4])]
            for row in table.to_dict("records")]
    header = [_("No."), _("Kueri"), _("Hasil"), _("Relevan"), _("Baru")]
    return TableExhibit(header, rows, "llrrr", table)


def _summed(base: Base, language: str, column: str, head: str, names: dict) -> TableExhibit:
    _ = translator(language)
    table = corpus.searches_by(base, column)
    rows = [[names[row[column]], *(number(int(row[c]), language) for c in COUNTS)]
            for row in table.to_dict("records")]
    rows.append([_("Jumlah"), *(number(int(table[c].sum()), language) for c in COUNTS)])
    header = [head, _("Kueri"), _("Hasil"), _("Relevan"), _("Baru"), _("Tanpa hasil relevan")]
    return TableExhibit(header, rows, "lrrrrr", table)
