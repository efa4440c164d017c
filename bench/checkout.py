"""Guests buying through the pages, sixteen at a time on one worker: product, add, form, last screen, place."""

import html
import http.client
import itertools
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

import pysqlite3

from bench.claims import Claim
from bench.processes import Server
from bench.shop import Shop
from config import ROOT

BUYERS, ORDERS, KINDS = 16, 600, 40
RECEIVE = """
import sys
from marketplace.app import create_app
from marketplace.core.actors import SYSTEM_ACTOR
from marketplace.core.transactions import transaction
from marketplace.inventory.services import receive
with create_app().app_context(), transaction():
    for variant in sys.argv[1:]:
        receive(int(variant), 10_000, SYSTEM_ACTOR)
"""
FIELD = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')


def run(shop: Shop) -> Iterator[Claim]:
    """Orders a second, CPU an order, and that nothing was oversold or broken."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of(shop, Path(folder))
        goods = _stock_up(copy)
        one_network = {**copy.environ(), "ORDERS_PER_ADDRESS": str(2 * ORDERS)}  # all buyers stand behind one address
        with Server(["-m", "marketplace.cli", "serve", "--host", "127.0.0.1"], one_network) as server:
            for number, kind in enumerate(goods):  # a shop that has been open for a minute
                _Buyer(server.port, kind, f"08{number:08d}").buy()
            before, began = server.cpu_seconds(), time.monotonic()
            outcomes = _buy_all(server.port, goods)
            seconds, cpu = time.monotonic() - began, server.cpu_seconds() - before
        placed = outcomes["placed"]
        rate, each = placed / seconds, 1000 * cpu / max(placed, 1)
        yield Claim(
            "guest checkouts, 16 buyers, one worker",
            "≥ 50 a second",
            f"{rate:.0f} a second, {each:.1f} ms of CPU each",
            rate >= 50,
        )
        faults = {name: count for name, count in outcomes.items() if name != "placed"}
        yield Claim("checkouts that did not end in an order", "none", str(faults or "none"), not faults)
        sound = subprocess.run(
            [sys.executable, "-m", "marketplace.cli", "verify"], env=_environment(copy), cwd=ROOT, capture_output=True
        )
        yield Claim(
            "promises after it", "no violation", sound.stdout.decode()[:200] or "no violation", sound.returncode == 0
        )


def _environment(shop: Shop) -> dict[str, str]:
    return {**os.environ, **shop.environ()}


def copy_of(shop: Shop, folder: Path) -> Shop:
    """An installation with the same rows and pictures, to be written into."""
    source = pysqlite3.connect(str(shop.folder / "marketplace.db"))
    target = pysqlite3.connect(str(folder / "marketplace.db"))
    source.backup(target)
    target.close()
    source.close()
    shutil.copytree(shop.folder / "uploads", folder / "uploads", symlinks=True)
    shutil.copy(shop.folder / "development-secret", folder / "development-secret")
    heads = shop.folder / "audit-heads"
    if heads.exists():
        shutil.copy(heads, folder / "audit-heads")
    return Shop(folder, shop.size)


def _stock_up(shop: Shop) -> list[tuple[str, int]]:
    """Give forty kinds of goods plenty of stock, each with its movement; (slug, variant) of each."""
    connection = pysqlite3.connect(str(shop.folder / "marketplace.db"))
    goods = connection.execute(
        "SELECT l.slug, min(v.id) FROM listing l JOIN variant v ON v.product_id = l.product_id AND v.is_active"
        f" WHERE l.is_shown AND l.delivery_scope = 'nationwide' GROUP BY l.slug LIMIT {KINDS}"
    ).fetchall()
    connection.close()
    variants = [str(variant) for _slug, variant in goods]
    subprocess.run([sys.executable, "-c", RECEIVE, *variants], env=_environment(shop), cwd=ROOT, check=True)
    return [(slug, variant) for slug, variant in goods]


def _buy_all(port: int, goods: list[tuple[str, int]]) -> Counter[str]:
    outcomes: Counter[str] = Counter()
    turn, guard = itertools.count(), threading.Lock()

    def work() -> None:
        while True:
            with guard:
                number = next(turn)
            if number >= ORDERS:
                return
            outcome = _Buyer(port, goods[number % len(goods)], f"09{number:08d}").buy()
            with guard:
                outcomes[outcome] += 1

    threads = [threading.Thread(target=work) for _ in range(BUYERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes


class _Buyer:
    """One guest's client with its own cookies, on one connection."""

    def __init__(self, port: int, goods: tuple[str, int], phone: str) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.origin, self.cookies = f"http://127.0.0.1:{port}", dict[str, str]()
        self.slug, self.variant = goods
        self.phone = phone

    def buy(self) -> str:
        """Buy one piece; «placed», or what went wrong."""
        if self._ask("GET", f"/products/{self.slug}")[0] != 200:
            return "no product page"
        if self._ask("POST", "/cart/add", {"variant_id": str(self.variant), "quantity": "1"})[0] != 303:
            return "not added"
        status, page, _to = self._ask("GET", "/checkout")
        if status != 200:
            return f"no form: {status}"
        answers = {
            "name": "Trần Thị Mua",
            "phone": self.phone,
            "province": "38",
            "commune": "14797",
            "address_line": "Số 1, phố Mẫu",
            "note": "",
            "method": "cod",
        }
        status, page, _to = self._ask("POST", "/checkout/review", {**dict(FIELD.findall(page)), **answers})
        if status != 200:
            return f"no last screen: {status}"
        fields = {name: html.unescape(value) for name, value in FIELD.findall(page)}
        status, _page, to = self._ask("POST", "/checkout/place", fields)
        self.connection.close()
        return "placed" if status == 303 and to.startswith("/orders/") else f"not placed: {status} {to}"

    def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        headers = {"Origin": self.origin, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, body, answer.headers.get("Location", "")
