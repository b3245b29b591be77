"""Editions made side by side, a process each, which tell this one how they get on and how they end.

SIGINT, which a terminal sends to all of them, is left to this process; it ends them with SIGTERM.
"""

import signal
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import partial
from multiprocessing import Pipe, Process
from multiprocessing.connection import Connection, wait
from typing import TypeVar

from nbrefresh.interrupts import shielded
from thesis.project.edition import Edition
from thesis.project.errors import BuildError
from thesis.project.interrupt import Interrupted, interruptible
from thesis.project.progress import Progress

UNEXPECTED = "its process ended unexpectedly: see above"
Result = TypeVar("Result")


def side_by_side(work: Callable[[Edition, Progress], Result], editions: Sequence[Edition],
                 progress: Progress) -> Iterator[tuple[Edition, Result | BuildError]]:
    """Yield each edition, as it ends, with what `work` returns for it or the BuildError it raises.

    progress: is shown what the work tells its own.
    """
    running: dict[Connection, tuple[Edition, Process]] = {}
    try:
        with shielded():  # an interrupt amid a fork is lost, and a lock of logging stays held
            running.update(_started(work, edition) for edition in editions)
        while running:
            for ended in wait(list(running)):
                assert isinstance(ended, Connection)
                edition, process = running[ended]
                try:
                    kind, *said = ended.recv()
                except EOFError:
                    kind, said = "end", [BuildError(UNEXPECTED)]
                if kind != "end":
                    getattr(progress, kind)(*said)
                    continue
                del running[ended]
                process.join()
                yield edition, said[0]
    finally:
        for _, process in running.values():
            process.terminate()
        for _, process in running.values():
            process.join()


def _started(work: Callable, edition: Edition) -> tuple[Connection, tuple[Edition, Process]]:
    receiver, sender = Pipe(duplex=False)
    process = Process(target=_run, args=(work, edition, sender))
    process.start()
    sender.close()  # else the end of the process would not be seen
    return receiver, (edition, process)


def _run(work: Callable, edition: Edition, sender: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)

    def tell(kind: str, *said: object) -> None:
        with suppress(BrokenPipeError):  # whoever would be told has ended
            sender.send((kind, *said))

    progress = Progress(partial(tell, "line"), partial(tell, "bar"), prefix=f"{edition.name} ")
    with suppress(Interrupted), interruptible(signal.SIGTERM):
        try:
            tell("end", work(edition, progress))
        except BuildError as error:
            tell("end", BuildError(str(error)))
