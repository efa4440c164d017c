"""Every route says who may, and every kind of person is let in or kept out as it says."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from flask import Flask
from werkzeug.routing import IntegerConverter, Rule

from marketplace.accounts.models import SignIn
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.states import StateChange
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.access import AccessRule
from marketplace.web.plumbing.routing import who_may
from tests.cast import NOBODY, ROLES, sign_in_cast
from tests.visitors import Visitor

REFUSED = {403, 404, 405}


def _rules(app: Flask) -> Iterator[tuple[Rule, str]]:
    for rule in app.url_map.iter_rules():
        for method in sorted((rule.methods or set()) & {"GET", "POST"}):
            yield rule, method


def _path(rule: Rule) -> str:
    values = {
        name: 999_999 if isinstance(converter, IntegerConverter) else "khong-co"
        for name, converter in rule._converters.items()
    }
    built = rule.build(values)
    assert built is not None
    return str(built[1])


@pytest.fixture
def cast(app: Flask) -> dict[str, Visitor]:
    return sign_in_cast(app)


def _may(who: AccessRule, name: str) -> bool:
    if not who.needs_sign_in:
        return True
    if name == NOBODY:
        return False
    wanted = who.shop_roles | who.staff_roles
    return not wanted or bool(wanted & ROLES[name])


def test_every_route_says_who_may(app: Flask) -> None:
    undeclared = [(rule.rule, method) for rule, method in _rules(app) if who_may(app, rule.endpoint, method) is None]
    assert undeclared == []


def test_every_route_is_asked_as_every_kind_of_person(app: Flask, cast: dict[str, Visitor]) -> None:
    wrong = []
    for rule, method in _rules(app):
        who = who_may(app, rule.endpoint, method)
        assert who is not None
        for name, visitor in cast.items():
            if rule.rule == "/sign-out":
                continue
            path = _path(rule)
            allowed, before = _may(who, name), session.query(StateChange).count()
            response = visitor.get(path) if method == "GET" else visitor.post(path, {})
            if response.status_code >= 500 or (not allowed and not _is_kept_out(response, name)):
                wrong.append((method, path, name, response.status_code))
            elif allowed and response.status_code == 403 and who.needs_sign_in:
                wrong.append((method, path, name, "refused"))
            session.rollback()
            if not allowed and session.query(StateChange).count() != before:
                wrong.append((method, path, name, "changed something"))
    assert wrong == []


def _is_kept_out(response: Any, name: str) -> bool:
    if response.status_code in REFUSED:
        return True
    to = response.headers.get("Location", "")
    return response.status_code in (302, 303) and to.startswith(("/sign-in", "/second-step", "/prove"))


def test_a_change_from_another_site_is_refused_everywhere(app: Flask, cast: dict[str, Visitor]) -> None:
    let_in = []
    for rule, method in _rules(app):
        if method != "POST" or rule.rule.startswith("/webhooks/"):
            continue
        response = cast["operator"].post(_path(rule), {}, headers={"Origin": "https://evil.example"})
        if response.status_code != 403:
            let_in.append((rule.rule, response.status_code))
    assert let_in == []


def test_a_change_without_the_sessions_token_is_refused(app: Flask, cast: dict[str, Visitor]) -> None:
    response = cast["customer"].client.post("/sign-out", data={}, headers={"Origin": "http://localhost"})
    assert response.status_code == 403


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example"])
def test_other_hosts_are_not_served(app: Flask, host: str) -> None:
    assert app.test_client().get("/healthz", headers={"Host": host}).status_code == 400


def test_every_answer_carries_the_security_headers(app: Flask) -> None:
    for path in ("/healthz", "/khong-co", "/orders/lookup"):
        headers = app.test_client().get(path).headers
        assert "default-src 'none'" in headers["Content-Security-Policy"]
        assert "unsafe" not in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
    assert app.test_client().get("/orders/lookup").headers["Cache-Control"] == "no-store"


def test_what_asks_for_a_fresh_sign_in_sends_an_old_one_to_it(app: Flask, cast: dict[str, Visitor]) -> None:
    """Docs/adr/0012 names them; half an hour later none of them answers."""
    with transaction():
        session.query(SignIn).update({"fresh_at": now() - timedelta(minutes=16)})
    let_through, asked = [], 0
    for rule, method in _rules(app):
        who = who_may(app, rule.endpoint, method)
        if who is None or not who.needs_fresh:
            continue
        for name, visitor in cast.items():
            if name != NOBODY and _may(who, name):
                response = visitor.get(_path(rule)) if method == "GET" else visitor.post(_path(rule), {})
                asked += 1
                if not response.headers.get("Location", "").startswith("/prove"):
                    let_through.append((method, rule.rule, name, response.status_code))
    assert let_through == []
    assert asked > 40
