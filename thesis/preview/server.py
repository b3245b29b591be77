"""The last good pages on this machine only, with word to the browser when there are newer ones."""

import asyncio
import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from importlib.resources import files
from pathlib import Path
from uuid import uuid4

from tornado.httpserver import HTTPServer
from tornado.iostream import StreamClosedError
from tornado.netutil import bind_sockets
from tornado.web import Application, RedirectHandler, RequestHandler, StaticFileHandler

HOST = "127.0.0.1"
CLIENT = files("thesis.preview").joinpath("client.js").read_text(encoding="utf-8")
WAITING = "<!DOCTYPE html><title>…</title><body><p>The book is being built …</p></body>"


Reader = asyncio.Queue[dict[str, object] | None]  # None: there is nothing more to come


@dataclass
class Status:
    """What the browser is told: which pages there are, what is wrong with newer ones."""

    version: int = 0
    started: str = field(default_factory=lambda: uuid4().hex)
    problems: str = ""
    building: bool = False


class Board:
    """The status as it is, and those who want to know when it changes."""

    def __init__(self) -> None:
        self.status = Status()
        self.readers: set[Reader] = set()

    def tell(self, **change: object) -> None:
        """Change the status and tell all readers."""
        for name, value in change.items():
            setattr(self.status, name, value)
        for reader in self.readers:
            reader.put_nowait(asdict(self.status))

    def close(self) -> None:
        """Tell all readers that there is nothing more to come."""
        for reader in self.readers:
            reader.put_nowait(None)

    @contextmanager
    def reading(self) -> Iterator[Reader]:
        """Give a queue with the status and all that follow."""
        reader: Reader = asyncio.Queue()
        reader.put_nowait(asdict(self.status))
        self.readers.add(reader)
        try:
            yield reader
        finally:
            self.readers.discard(reader)


def folder_of(request: RequestHandler) -> str:
    """Return the folder of the address, which names the edition."""
    return request.request.path.split("/")[1]


class Events(RequestHandler):
    """The status, and each new one, as server-sent events."""

    async def get(self) -> None:
        self.set_header("Content-Type", "text/event-stream")
        self.set_header("Cache-Control", "no-store")
        with self.settings["boards"][folder_of(self)].reading() as reader:
            while (status := await reader.get()) is not None:
                self.write(f"data: {json.dumps(status)}\n\n")
                try:
                    await self.flush()
                except StreamClosedError:
                    return


class Client(RequestHandler):
    """The script that listens, reloads and shows what is wrong."""

    def get(self) -> None:
        self.set_header("Content-Type", "text/javascript; charset=utf-8")
        self.finish(CLIENT)


class File(StaticFileHandler):
    """A file as it is now: browsers shall not keep it."""

    def set_extra_headers(self, path: str) -> None:
        self.set_header("Cache-Control", "no-store")

    def compute_etag(self) -> None:
        """Return none: the handler would keep it for good."""

    def should_return_304(self) -> bool:
        return False


class Page(File):
    """A page with the script; while there is none, a word that it is being built."""

    async def get(self, path: str = "", include_body: bool = True) -> None:
        text, self.path = WAITING, path or "index.html"
        self.set_extra_headers(path)
        if Path(self.root, "index.html").exists():
            place = self.get_absolute_path(self.root, self.path)
            valid = self.validate_absolute_path(self.root, place)
            assert valid is not None  # it would stand for a folder
            text = Path(valid).read_text("utf-8")
        folder = folder_of(self)
        version = self.settings["boards"][folder].status.version
        script = (f'<script src="/-/client.js" data-version="{version}" data-folder="{folder}">'
                  "</script>")
        self.finish(text.replace("</body>", f"{script}</body>"))


def serve(editions: Mapping[str, tuple[Path, Board]], port: int) -> tuple[HTTPServer, str]:
    """Serve editions on the loopback interface; return the server and its address.

    editions: {folder of the address: (folder of the pages, board)}, the first at ``/``, too; port:
    0 for any that is free. OSError where the port is taken.
    """
    routes: list[tuple] = [(r"/-/client\.js", Client),
                           (r"/", RedirectHandler, {"url": f"/{next(iter(editions))}/"})]
    for folder, (pages, _) in editions.items():
        at = {"path": str(pages)}
        routes += [(f"/{folder}/-/events", Events), (rf"/{folder}/(.*\.html)?", Page, at),
                   (f"/{folder}/(.*)", File, at)]
    application = Application(boards={folder: board for folder, (_, board) in editions.items()},
                              log_function=lambda handler: None)
    # other names would lead here from pages of other sites
    application.add_handlers(r"127\.0\.0\.1|localhost", routes)
    server = HTTPServer(application)
    sockets = bind_sockets(port, HOST)
    server.add_sockets(sockets)
    return server, f"http://{HOST}:{sockets[0].getsockname()[1]}/"
