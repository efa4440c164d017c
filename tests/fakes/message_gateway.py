"""A phone network for tests: takes texts over HTTP as the real gateway does, and lets people read their phones."""

import json
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from types import TracebackType
from typing import Self


@dataclass(frozen=True)
class Message:
    """One text as it arrives on a phone."""

    to: str
    text: str
    link: str


class MessageGateway:
    """Listens on a port of its own between `with` and its end; the same id counts once, however often it comes."""

    def __init__(self) -> None:
        self._messages: dict[str, Message] = {}
        phones = self._messages

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
                phones.setdefault(body["id"], Message(body["to"], body["text"], body["link"]))
                self.send_response(202)
                self.end_headers()

            def log_message(self, *_words: object) -> None:
                pass

        self._server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self._server.server_port}/messages"

    def read(self, phone: str) -> list[Message]:
        """What has come to a phone (E.164), oldest first."""
        return [message for message in self._messages.values() if message.to == phone]

    def __enter__(self) -> Self:
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.shutdown()
        self._thread.join()
        self._server.server_close()
