"""How long a restart takes with the large demo in place."""

import statistics
from collections.abc import Iterator

from bench.claims import Claim
from bench.processes import Server
from bench.shop import Shop


def run(shop: Shop) -> Iterator[Claim]:
    """From starting the process to the first 200 on the home page."""
    waited = []
    for _ in range(3):
        with Server(["-m", "marketplace.cli", "serve", "--host", "127.0.0.1"], shop.environ(), probe="/") as server:
            waited.append(server.seconds_to_first_answer)
    middle = statistics.median(waited)
    yield Claim("restart to the first page", "≤ 2 s", f"{middle:.2f} s", middle <= 2)
