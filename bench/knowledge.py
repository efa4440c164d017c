"""Women taking a knowledge contest on one worker: begin, four sheets of answers, hand in, read the result."""

import html
import http.client
import itertools
import os
import re
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from bench.checkout import copy_of
from bench.claims import Claim
from bench.clients import ask
from bench.processes import Server
from bench.shop import Shop
from config import ROOT

CLIENTS, TAKERS, WOMEN, SECONDS = 16, 300, 2_000, 600
SHEETS, A_SHEET = 4, 5
SET_UP = """
from datetime import timedelta
from marketplace.app import create_app
from marketplace.association.queries import find_unit_of_area
from marketplace.association.scope import EVERYTHING
from marketplace.contests.services import knowledge as k
from marketplace.core.actors import OFFICER, Actor
from marketplace.core.clock import now
from marketplace.core.transactions import transaction
with create_app().app_context(), transaction():
    by, unit = {"actor": Actor(OFFICER, 1), "scope": EVERYTHING}, find_unit_of_area("38")
    k.add_questions(unit, "bench", [k.Asked(f"Question {n}?", tuple("abcd"), n % 4) for n in range(60)], **by)
    window = k.Window(20, 60, now() - timedelta(minutes=1), now() + timedelta(hours=2))
    contest = k.create_knowledge(unit, "bench", "bench", window, **by)
    k.open_knowledge(contest, **by)
    print(contest.code, unit.code)
"""
FIELD = re.compile(r'<input type="hidden" name="([a-z_]+)" value="([^"]*)"')


def run(shop: Shop) -> Iterator[Claim]:
    """Women a second with all their requests, against what 2,000 in ten minutes are; CPU of a request."""
    with tempfile.TemporaryDirectory() as folder:
        copy = copy_of(shop, Path(folder))
        environment = {**os.environ, **copy.environ()}
        made = subprocess.run(
            [sys.executable, "-c", SET_UP], env=environment, cwd=ROOT, check=True, capture_output=True, text=True
        )
        code, unit = made.stdout.split()
        with Server(["-m", "marketplace.cli", "serve", "--host", "127.0.0.1"], copy.environ()) as server:
            _Taker(server.port, code, unit, 999_999).take()
            before = server.cpu_seconds()
            asked, _seconds = ask(server.port, ["/policies"], 2_000)
            bare = (server.cpu_seconds() - before) / asked[200]
            before, began = server.cpu_seconds(), time.monotonic()
            outcomes, requests = _take_all(server.port, code, unit)
            seconds, each = time.monotonic() - began, (server.cpu_seconds() - before) / requests
        done = outcomes["done"]
        rate = done / seconds
        yield Claim(
            "women through a knowledge contest of 20 questions, 16 at a time, one worker",
            f"≥ {WOMEN / SECONDS:.1f} a second, which is {WOMEN:,} in ten minutes",
            f"{rate:.1f} a second ({rate * SECONDS:,.0f} in ten minutes)",
            rate >= WOMEN / SECONDS,
        )
        yield Claim(
            "CPU of one of their requests",
            "≤ 4 times a bare page's",
            f"{1000 * each:.1f} ms against {1000 * bare:.1f} ms, {each / bare:.1f} times",
            each <= 4 * bare,
        )
        faults = {name: count for name, count in outcomes.items() if name != "done"}
        yield Claim("papers that were not taken to their end", "none", str(faults or "none"), not faults)


def _take_all(port: int, code: str, unit: str) -> tuple[Counter[str], int]:
    outcomes: Counter[str] = Counter()
    turn, guard, requests = itertools.count(), threading.Lock(), [0]

    def work() -> None:
        while True:
            with guard:
                number = next(turn)
            if number >= TAKERS:
                return
            taker = _Taker(port, code, unit, number)
            outcome = taker.take()
            with guard:
                outcomes[outcome] += 1
                requests[0] += taker.requests

    threads = [threading.Thread(target=work) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return outcomes, requests[0]


class _Taker:
    """One woman's phone with its own cookies, on one connection."""

    def __init__(self, port: int, code: str, unit: str, number: int) -> None:
        self.connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        self.origin, self.cookies = f"http://127.0.0.1:{port}", dict[str, str]()
        self.page, self.unit, self.number, self.requests = f"/contests/{code}", unit, number, 0

    def take(self) -> str:
        """Begin, answer every sheet, hand in, read the result; «done», or what went wrong."""
        _status, page, _to = self._ask("GET", self.page)
        who = {"full_name": "Lê Thị Mận", "phone": f"09{self.number:08d}", "birth_year": "1985", "unit": self.unit}
        status, _page, sheet = self._ask("POST", self.page, self._fields(page) | who)
        if status != 303:
            return f"not begun: {status}"
        for number in range(SHEETS):
            status, page, _to = self._ask("GET", sheet)
            if status != 200:
                return f"no sheet: {status}"
            places = range(number * A_SHEET, (number + 1) * A_SHEET)
            answers = {f"answer-{place}": str((place + self.number) % 4) for place in places}
            status, _page, sheet = self._ask("POST", sheet, self._fields(page) | answers)
            if status != 303:
                return f"not kept: {status}"
        _status, page, _to = self._ask("GET", sheet)
        status, _page, _to = self._ask("POST", sheet, self._fields(page))
        read, page, _to = self._ask("GET", sheet)
        self.connection.close()
        return "done" if (status, read) == (303, 200) and "Đã nộp bài" in page else f"not handed in: {status} {read}"

    def _fields(self, page: str) -> dict[str, str]:
        return {name: html.unescape(value) for name, value in FIELD.findall(page)}

    def _ask(self, method: str, path: str, fields: dict[str, str] | None = None) -> tuple[int, str, str]:
        headers = {"Origin": self.origin, "Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items())}
        if fields is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        self.requests += 1
        self.connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
        answer = self.connection.getresponse()
        body = answer.read().decode()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        return answer.status, body, answer.headers.get("Location", "")
