"""Figures of programmes with a province's records of support: /impact, and the table an officer reads."""

import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from flask import Flask
from werkzeug.test import Client

from bench.claims import Claim
from bench.shop import Shop
from bench.support import write_records
from config import ROOT
from marketplace.accounts.models import Account
from marketplace.accounts.roles import PROVINCE_OFFICER
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.app import create_app
from marketplace.association.models import Officer
from marketplace.association.queries import find_unit_of_area
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.core.versioned_cache import clear_caches
from marketplace.core.versions import bump
from marketplace.people.models import Person
from marketplace.programme.models import OUTCOMES
from marketplace.web.plumbing.visitor import COOKIE, cookie_name

ROUNDS = 21
MOST = 100.0  # milliseconds at the median
TABLE = "/staff/programmes/939?unit=38&period=2025"
OFFICER_PHONE = "+84919999999"


def run(shop: Shop) -> Iterator[Claim]:
    """In a process of its own, on a copy of the loaded shop that is thrown away."""
    with tempfile.TemporaryDirectory() as folder:
        for name in ("marketplace.db", "development-secret"):
            shutil.copy(shop.folder / name, folder)
        environ = {**os.environ, **Shop(Path(folder), shop.size).environ()}
        words = [sys.executable, "-m", "bench.programme"]
        told = subprocess.run(words, cwd=ROOT, env=environ, stdout=subprocess.PIPE, text=True, check=True)
    for line in told.stdout.splitlines():
        if line.count("\t") != 2:  # the product's own log
            continue
        name, ours, bare = line.split("\t")
        measured = f"{float(ours):.1f} ms at the median, {float(ours) / float(bare):.0f}× hello"
        yield Claim(name, f"≤ {MOST:.0f} ms", measured, float(ours) <= MOST)


def main() -> None:
    """Print each page's median beside that of a bare hello asked in turns with it."""
    app = create_app()
    with app.app_context():
        with transaction():
            write_records()
        officer = _officer(app)
    anyone, hello = app.test_client(), _hello()
    pages: dict[str, tuple[Client, str, Callable[[], None]]] = {
        "/impact drawn anew, a province's support": (anyone, "/impact", clear_caches),
        "/impact from the page cache": (anyone, "/impact", lambda: None),
        "table of indicators counted anew, a province's support": (officer, TABLE, lambda: _new_outcome(app)),
        "table of indicators, a province's support": (officer, TABLE, lambda: None),
    }
    for name, (client, path, before) in pages.items():
        print(f"{name}\t{_median(client, path, before)}\t{_median(hello, '/', lambda: None)}")


def _median(client: Client, path: str, before: Callable[[], None]) -> float:
    assert client.get(path).status_code == 200, path
    took = []
    for _ in range(ROUNDS):
        before()
        began = time.perf_counter()
        client.get(path).get_data()
        took.append(1000 * (time.perf_counter() - began))
    return statistics.median(took)


def _new_outcome(app: Flask) -> None:
    """As after a fact was written: what was counted before it counts no more."""
    with app.app_context(), transaction():
        bump(OUTCOMES)


def _hello() -> Client:
    app = Flask("hello")
    app.add_url_rule("/", view_func=lambda: "hello")
    return app.test_client()


def _officer(app: Flask) -> Client:
    """A client signed in as a province officer."""
    with transaction():
        name, unit = "Cán bộ đo tốc độ", find_unit_of_area("38")
        person = Person(full_name=name, folded_name=name)
        session.add(person)
        session.flush()
        account = Account(person_id=person.id, phone=OFFICER_PHONE, password_hash="")
        session.add(account)
        assert unit is not None
        session.add(Officer(person_id=person.id, unit_id=unit.id, role=PROVINCE_OFFICER))
        session.flush()
        _, token = begin_sign_in(account, second_factor=True)
    client = app.test_client()
    client.set_cookie(cookie_name(COOKIE), token, domain="localhost")
    return client


if __name__ == "__main__":
    main()
