"""``thesis claims --judge``: the author judges sentence after sentence at the terminal."""

from collections.abc import Callable, Sequence
from pathlib import Path

from thesis.author import answers
from thesis.author.claims import TABLE, basis_text, with_verdicts
from thesis.author.files import Row
from thesis.manuscript.claims import KINDS, VERDICTS, Claim, claims, unjudged
from thesis.project.files import write_whole

COMMANDS = SKIP, QUIT = "skip", "quit"
HELP = "skip leaves the sentence for later, quit ends; each verdict is saved at once"
Ask = Callable[[str], str]


def judge(root: Path, ask: Ask = input, show: Callable[[str], None] = print) -> int:
    """Ask until no sentence waits or the author quits; return how many were judged."""
    found, given = list(claims(root)), dict[str, Row]()
    left = unjudged(root, found)
    show(HELP)
    for number, claim in enumerate(left, 1):
        show(f"\n[{number}/{len(left)}] {claim.page}:{claim.line}\n{claim.text}\n\n"
             f"{basis_text(claim)}\n")
        try:
            answer = _answer(claim, ask, show)
        except (EOFError, KeyboardInterrupt):
            break
        if answer == QUIT:
            break
        if isinstance(answer, dict):
            given[claim.digest] = answer
            write_whole(root / "data" / f"{TABLE}.csv", with_verdicts(root, found, given))
    show(f"{len(left) - len(given)} of {len(left)} sentences are left")
    return len(given)


def _answer(claim: Claim, ask: Ask, show: Callable[[str], None]) -> Row | str:
    """Return the answers to the questions on a sentence, or a command."""
    verdict = _one_of("verdict", VERDICTS, "", ask, show)
    if verdict in COMMANDS:
        return verdict
    kind = _one_of("kind", KINDS, claim.kind, ask, show)
    if kind in COMMANDS:
        return kind
    reasons = ("reason_id", "reason_en") if verdict != VERDICTS[0] else ()
    return {"kind": kind, "verdict": verdict, "judged_by": "author",
            **{name: _text(name, ask) for name in reasons}}


def _text(name: str, ask: Ask) -> str:
    text = ""
    while not text:
        text = ask(f"{name}: ").strip()
    return text


def _one_of(name: str, choices: Sequence[str], proposed: str, ask: Ask,
            show: Callable[[str], None]) -> str:
    numbered = " ".join(f"{number} {choice}" for number, choice in enumerate(choices, 1))
    prompt = f"{name} [{numbered}{f'; Enter: {proposed}' if proposed else ''}]: "
    while True:
        try:
            return answers.one_of(ask(prompt).strip() or proposed, (*choices, *COMMANDS))
        except answers.Unclear as error:
            show(str(error))
