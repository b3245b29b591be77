"""``thesis claims``: which sentences wait for a reader, and verdicts taken from a filled sheet."""

import csv
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from pathlib import Path

from thesis.author import Refused
from thesis.author.files import Row, csv_text, keep, read_rows
from thesis.manuscript.claims import (
    VERDICTS,
    WAITING,
    Claim,
    claims,
    former,
    unjudged,
    verdict_of,
    verdicts,
)

TABLE = "claims"
ANSWERS = ("kind", "verdict", "reason_id", "reason_en", "judged_by", "judged_on")
COLUMNS = ("digest", "page", "sentence", *ANSWERS)
SHEET = ("digest", "page", "line", "sentence", "basis", *ANSWERS)
SHORT = 100  # characters of a sentence in a list


def overview(root: Path) -> str:
    """Return how the verdicts stand, and which sentences wait or are not fully supported."""
    rows, found = verdicts(root), list(claims(root))
    gone = without(rows, found)
    counts = Counter(verdict_of(claim, rows) for claim in found)
    lines = [", ".join(f"{counts[name]} {name}" for name in (*VERDICTS, WAITING))]
    for claim in found:
        verdict = verdict_of(claim, rows)
        if verdict == WAITING:
            lines.append(f"{claim.page}:{claim.line}: {_why(claim, gone)}: {claim.text[:SHORT]}")
        elif verdict != VERDICTS[0]:
            lines.append(f"{claim.page}:{claim.line}: {verdict}: {rows[claim.digest]['reason_en']}")
    return "\n".join(lines)


def without(rows: Mapping[str, Row], found: list[Claim]) -> dict[str, Row]:
    """Return the verdicts on what no longer stands in the text as it was judged."""
    present = {claim.digest for claim in found}
    return {digest: row for digest, row in rows.items() if digest not in present}


def _why(claim: Claim, gone: Mapping[str, Row]) -> str:
    before = former(claim, gone)
    if before is None:
        return "open"
    what = "what it rests on" if before["sentence"] == claim.text else "the sentence"
    return f"stale (was {before['verdict']}; {what} changed)"


def sheet(root: Path) -> str:
    """Return the sentences that wait, with what they rest on, as CSV to be filled in."""
    return csv_text(SHEET, [{"digest": claim.digest, "page": claim.page, "line": str(claim.line),
                             "sentence": claim.text, "basis": basis_text(claim),
                             "kind": claim.kind} for claim in unjudged(root)])


def basis_text(claim: Claim) -> str:
    """Return what a sentence rests on for a reader, one note, figure or fact a line."""
    return "\n".join(f"{name}: " + "; ".join(f"{column}: {cell}" for column, cell in row.items())
                     for name, row in claim.basis.items())


def take(root: Path, file: Path) -> int:
    """Write the verdicts of a filled sheet; return how many sentences it judges.

    Raises Refused, and writes nothing, for verdicts on what no longer stands in the text and for
    rows that the check does not accept.
    """
    given, found = {row["digest"]: row for row in _filled(file)}, list(claims(root))
    lost = given.keys() - {claim.digest for claim in found}
    if lost:
        raise Refused("\n".join(
            f"{file}: {digest}: the text no longer says {given[digest]['sentence'][:SHORT]!r}; "
            "leave the row out, or judge it in a new sheet" for digest in sorted(lost)))
    keep(root, {f"data/{TABLE}.csv": with_verdicts(root, found, given)})
    return len(given)


def _filled(file: Path) -> list[Row]:
    try:
        reader = csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines(True))
        rows, columns = list(reader), set(reader.fieldnames or ())
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(f"{file} is no sheet: {error}") from error
    missing = {*SHEET} - {"basis", "line"} - columns
    if missing:
        raise Refused(f"{file}: no column {', '.join(sorted(missing))}; fill in what "
                      "`thesis claims --sheet` prints")
    return [row for row in rows if row["verdict"]]


def with_verdicts(root: Path, found: Iterable[Claim], given: Mapping[str, Row]) -> str:
    """Return the table with verdicts, {digest: answers}, among those that stand, in the order of
    the text; those on sentences that are gone stay as long as any sentence waits.

    found: the claims of the text.
    """
    old = {row["digest"]: row for row in read_rows(root, TABLE)}
    found = list({claim.digest: claim for claim in found}.values())  # alike ones once
    today = date.today().isoformat()
    new = [{"digest": claim.digest, "page": claim.page, "sentence": claim.text}
           | {name: given[claim.digest].get(name, "") for name in ANSWERS}
           | {"judged_on": given[claim.digest].get("judged_on") or today}
           if claim.digest in given else old[claim.digest]
           for claim in found if claim.digest in given or claim.digest in old]
    kept = without(old, found).values() if len(new) < len(found) else ()
    return csv_text(COLUMNS, [*new, *kept])
