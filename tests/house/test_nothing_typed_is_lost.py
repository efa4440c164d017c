"""Whatever is typed into a form is there afterwards: on every route that takes one, without a script (8.8)."""

import re
from collections.abc import Iterator

import pytest
from flask import Flask

from config import ROOT
from marketplace.accounts.models import SignIn
from marketplace.accounts.services.saved_forms import held_form_of
from marketplace.accounts.services.sessions import end_sign_in
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.routing import is_open_form, is_signed_route, who_may
from tests.cast import NOBODY, sign_in_cast
from tests.house.test_routes import _may, _path, _rules
from tests.pages import Browser
from tests.visitors import Visitor

WORDS = "Củ sâm Báo <b> trồng ở núi Báo,\nba năm tuổi"
TYPED = {"note": WORDS, "quantity-3": "12", "kept": "as it was"}
BARE = ["gallery.html"]  # samples, sent nowhere
STALE = {"csrf_token": "bm90LXRoZS10b2tlbg=="}


@pytest.fixture
def cast(app: Flask) -> dict[str, Visitor]:
    return sign_in_cast(app)


def forms(app: Flask, cast: dict[str, Visitor]) -> Iterator[tuple[str, Visitor, bool]]:
    """Every address that takes a form, somebody who may send it, and whether she must be signed in."""
    for rule, method in _rules(app):
        if method != "POST" or is_signed_route(app, rule.endpoint) or is_open_form(app, rule.endpoint):
            continue
        who = who_may(app, rule.endpoint, "POST")
        assert who is not None
        name = next(name for name in cast if name != NOBODY and _may(who, name))
        yield _path(rule), cast[name], who.needs_sign_in


def test_an_old_page_shows_the_words_again(app: Flask, cast: dict[str, Visitor]) -> None:
    """Signed in anew in another tab: this page's token is of before; one tap sends what was typed."""
    lost = []
    for path, visitor, _signed_in in forms(app, cast):
        page = Browser(visitor)._arrive(path, visitor.post(path, {**TYPED, **STALE}))
        [form] = [form for form in page.forms if form.fields.get("kept") == "as it was"] or [None]
        if page.status != 403 or form is None or form.action != path or form.fields["note"].split() != WORDS.split():
            lost.append((path, page.status))
    assert lost == []


def test_a_session_that_ended_keeps_the_words_for_its_owner(app: Flask, cast: dict[str, Visitor]) -> None:
    with transaction():
        for row in session.query(SignIn):
            end_sign_in(row, "idle")
    lost = []
    for path, visitor, signed_in in forms(app, cast):
        if not signed_in:
            continue
        answer = visitor.post(path, TYPED)
        held = [found for row in session.query(SignIn) if (found := held_form_of(row)) and found.path == path]
        if not answer.headers.get("Location", "").startswith("/sign-in") or not held or dict(held[0].fields) != TYPED:
            lost.append((path, answer.status_code))
    assert lost == []


FORM = re.compile(r'<form\b[^>]*method="post"[^>]*>(.*?)</form>', re.S)
TYPED_INTO = re.compile(
    r"<textarea|<input(?![^>]*type=\"(?:hidden|checkbox|radio|file)\")|\b(?:field|money|number|phone)\("
)


def test_every_form_that_is_typed_into_is_kept_by_the_browser() -> None:
    """The script of kept words comes with the form's token: a form without one would forget."""
    templates = ROOT / "templates"
    bare = [
        str(page.relative_to(templates))
        for page in sorted(templates.rglob("*.html"))
        for form in FORM.findall(page.read_text())
        if TYPED_INTO.search(form) and not re.search(r"csrf|hidden\(stamp\)", form)
    ]
    assert bare == BARE
