"""Clients that ask one after the other on kept connections, several side by side, with bounded counts."""

import http.client
import itertools
import threading
import time
from collections import Counter
from collections.abc import Sequence

HEADERS = {"Accept-Encoding": "br", "User-Agent": "bench"}


def ask(port: int, paths: Sequence[str], count: int, clients: int = 4) -> tuple[Counter[int], float]:
    """Send `count` requests in all, going round the paths; gives statuses and seconds."""
    statuses: Counter[int] = Counter()
    turn, guard = itertools.cycle(paths), threading.Lock()
    left = itertools.count(1)

    def work() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            with guard:
                if next(left) > count:
                    return
                path = next(turn)
            connection.request("GET", path, headers=HEADERS)
            answer = connection.getresponse()
            answer.read()
            with guard:
                statuses[answer.status] += 1

    began = time.monotonic()
    threads = [threading.Thread(target=work) for _ in range(clients)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return statuses, time.monotonic() - began
