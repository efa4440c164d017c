"""The web process: waitress, which buffers slow clients, in a runner that finishes open requests before it stops."""

import contextlib
import ctypes
import gc
import signal
import socket
import threading
import time
from collections.abc import Callable, Iterable
from typing import Any

from waitress import wasyncore
from waitress.server import create_server

DRAIN_SECONDS = 25
M_ARENA_MAX = -8  # of glibc's mallopt(3)
NEW_OBJECTS_BEFORE_A_LOOK = 5_000  # a page makes a few thousand, nearly all freed by counting references
PATIENCE_SECONDS = 0.1  # how long a request waits for its turn before it goes on beside the others
Environ = dict[str, Any]
Wsgi = Callable[[Environ, Any], Iterable[bytes]]


class Turns:
    """Runs requests one after the other instead of in parallel threads.

    The interpreter runs one thread at a time anyway, and each SQLite statement releases the lock; threads contending
    for it lose a third of their CPU. A request that has waited long runs without a turn, so none is held up by an
    external call, a password hash or a picture.
    """

    def __init__(self, app: Wsgi) -> None:
        self._app = app
        self._turn = threading.Lock()

    def __call__(self, environ: Environ, start_response: Any) -> Iterable[bytes]:
        """Answer a request when its turn has come (WSGI)."""
        has_turn = self._turn.acquire(timeout=PATIENCE_SECONDS)
        try:
            return self._app(environ, start_response)
        finally:
            if has_turn:
                self._turn.release()


def serve(app: Wsgi, host: str, port: int, threads: int, *, in_turns: bool) -> None:
    """Serve until SIGTERM or SIGINT; then accept nothing new and finish what was begun.

    Several processes may serve one port: each listens with SO_REUSEPORT and the kernel shares out visitors.
    """
    _spare_what_stays()
    _share_memory_between_threads()
    listener = _listener(host, port)
    server = create_server(
        Turns(app) if in_turns else app,
        sockets=[listener],
        threads=threads,
        channel_timeout=120,
        connection_limit=1000,
        cleanup_interval=10,
        max_request_body_size=64 * 1024 * 1024,
        max_request_header_size=32 * 1024,
        ident=None,
        clear_untrusted_proxy_headers=False,
    )
    stopping = _stop_on_signals()
    while not stopping:
        wasyncore.loop(timeout=0.5, map=server._map, count=1)
    _drain(server, stopping[0])


def _spare_what_stays() -> None:
    """Freeze loaded objects for the garbage collector; they live as long as the process."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(NEW_OBJECTS_BEFORE_A_LOOK)


def _share_memory_between_threads() -> None:
    """One malloc arena for all threads: they take turns anyway, and glibc keeps 3 MB for each arena."""
    with contextlib.suppress(OSError, AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, 1)


def _listener(host: str, port: int) -> socket.socket:
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET)
    for option in (socket.SO_REUSEADDR, socket.SO_REUSEPORT):
        listener.setsockopt(socket.SOL_SOCKET, option, 1)
    listener.bind((host, port))
    return listener


def _stop_on_signals() -> list[float]:
    stopping: list[float] = []
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda *_: stopping.append(time.monotonic()))
    return stopping


def _drain(server: Any, since: float) -> None:
    channels = server._map
    for descriptor, channel in list(channels.items()):
        if getattr(channel, "accepting", False):
            channel.socket.close()
            del channels[descriptor]
    while _busy(channels) and time.monotonic() - since < DRAIN_SECONDS:
        wasyncore.loop(timeout=0.2, map=channels, count=1)
    server.task_dispatcher.shutdown(timeout=1)


def _busy(channels: dict[int, Any]) -> bool:
    return any(
        getattr(channel, "requests", None) or getattr(channel, "total_outbufs_len", 0) for channel in channels.values()
    )
