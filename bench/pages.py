"""CPU of a warm anonymous page against a bare Flask hello on the same server, interleaved in one run."""

import statistics
from collections.abc import Iterator

from bench.claims import Claim
from bench.clients import ask
from bench.processes import Server
from bench.shop import Shop

ROUNDS, REQUESTS = 5, 300
MOST = 12.0


def run(shop: Shop) -> Iterator[Claim]:
    """Each of the five page kinds, as a ratio of CPU per request."""
    environ = shop.environ()
    with Server(["-m", "marketplace.cli", "serve", "--host", "127.0.0.1"], environ) as product:
        with Server(["-m", "bench.hello"], {}) as hello:
            for name, paths in shop.pages().items():
                yield _ratio(name, paths, product, hello)
        ask(product.port, [path for paths in shop.pages().values() for path in paths], 10_000)
        resident = product.resident_mb()
        yield Claim("memory of a worker after 10,000 requests", "≤ 150 MB", f"{resident:.0f} MB", resident <= 150)


def _ratio(name: str, paths: list[str], product: Server, hello: Server) -> Claim:
    ask(product.port, paths, 60)
    ratios, milliseconds = [], []
    for _ in range(ROUNDS):
        bare = _cpu_each(hello, ["/"])
        ours = _cpu_each(product, paths)
        ratios.append(ours / bare)
        milliseconds.append(ours * 1000)
    ratio = statistics.median(ratios)
    measured = f"{ratio:.1f}× hello, {statistics.median(milliseconds):.2f} ms of CPU a request"
    return Claim(f"page {name}", f"≤ {MOST:.0f}× hello", measured, ratio <= MOST)


def _cpu_each(server: Server, paths: list[str]) -> float:
    before = server.cpu_seconds()
    statuses, _seconds = ask(server.port, paths, REQUESTS)
    assert set(statuses) == {200}, statuses
    return (server.cpu_seconds() - before) / REQUESTS
