"""Results of slow steps, kept by the digest of what they were made from, for every project."""

import json
from collections.abc import Callable, Sequence
from typing import Any

from thesis.project.files import write_whole
from thesis.project.paths import BUILD, CODE

MOST = 5000  # results of one step; those that were asked for least recently are forgotten


def cached_results(name: str, digests: Sequence[str],
                   make: Callable[[list[int]], list]) -> list[Any]:
    """Return a JSON-ready result for each digest.

    make: takes the places of those that `_build/NAME.json` does not have, returns their results.
    """
    path = CODE / BUILD / f"{name}.json"
    try:
        known = json.loads(path.read_bytes())
    except (OSError, ValueError):
        known = {}
    missing = [place for place, digest in enumerate(digests) if digest not in known]
    if missing:
        made = {digests[place]: result
                for place, result in zip(missing, make(missing), strict=True)}
        used = {digest: known.pop(digest) for digest in digests if digest in known}
        known = dict([*known.items(), *used.items(), *made.items()][-max(MOST, len(digests)):])
        write_whole(path, json.dumps(known, ensure_ascii=False))
    return [known[digest] for digest in digests]
