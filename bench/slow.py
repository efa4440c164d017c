"""Forty clients that send or read one byte a second; the forty-first is answered as if they were not there."""

import contextlib
import socket
import threading
import time
import urllib.request
from collections.abc import Iterator

from bench.claims import Claim
from bench.processes import Server
from bench.shop import Shop

CLIENTS, SECONDS = 40, 8


def run(shop: Shop) -> Iterator[Claim]:
    """Slow senders, then slow readers."""
    with Server(["-m", "marketplace.cli", "serve", "--host", "127.0.0.1"], shop.environ()) as server:
        for name, work in (("senders", _send_slowly), ("readers", _read_slowly)):
            stop = threading.Event()
            threads = [threading.Thread(target=work, args=(server.port, stop), daemon=True) for _ in range(CLIENTS)]
            for thread in threads:
                thread.start()
            time.sleep(SECONDS / 2)
            began = time.monotonic()
            with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/", timeout=20) as answer:
                answer.read()
            waited = time.monotonic() - began
            stop.set()
            for thread in threads:
                thread.join()
            yield Claim(f"the 41st beside 40 slow {name}", "≤ 1 s", f"{waited:.2f} s", waited <= 1)


def _send_slowly(port: int, stop: threading.Event) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.sendall(b"POST /cart/add HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\n")
        while not stop.wait(1):
            with contextlib.suppress(OSError):
                connection.sendall(b"a")


def _read_slowly(port: int, stop: threading.Event) -> None:
    with socket.create_connection(("127.0.0.1", port)) as connection:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        connection.sendall(b"GET /products HTTP/1.1\r\nHost: localhost\r\n\r\n")
        while not stop.wait(1):
            with contextlib.suppress(OSError):
                connection.recv(1)
