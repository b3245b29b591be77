"""Table of the role of IOM in its core activities, with the answers from which it follows."""

import pandas as pd

from thesis.analysis import roles
from thesis.base.load import Base
from thesis.publish.exhibits import Linked, TableExhibit
from thesis.words.activities import DASH, when
from thesis.words.labels import labels
from thesis.words.language import column, join_words, translator


def core_roles(base: Base, language: str) -> TableExhibit:
    """Each core activity: who has authority, who pays, who initiates, the role, what codes say."""
    _ = translator(language)
    table, given = roles.roles(base), roles.answers(base)
    questions, results = labels("role_question", language), labels("role_result", language)
    rows: list[list[str | Linked]] = [[Linked(row["activity_id"], tuple(row["sources"].split())),
             f"{row[column('title', language)]} ({when(row['start'], row['end'], language)})",
             *(_answer(given, row["activity_id"], name, language) for name in roles.QUESTIONS),
             results[row["role"]],
             join_words([results[name] for name in row["coded"].split()], language) or DASH]
            for row in table.to_dict("records")]
    header = [_("Kode"), _("Kegiatan"), *(
        questions[name].capitalize() for name in roles.QUESTIONS), _("Peran"),
        _("Kode catatan")]
    return TableExhibit(header, rows, "lllllll", table)


def _answer(given: pd.DataFrame, activity: str, question: str, language: str) -> str:
    """Return an answer with its notes: ``beberapa pihak (E0570)``."""
    rows = given[(given["activity_id"] == activity) & (given["question"] == question)]
    words = labels("role_answer", language)
    return "".join(f"{words[row.answer]} ({', '.join(row.notes.split())})"
                   for row in rows.itertuples()) or DASH
