"""A browser in tests: keeps cookies, sends its Origin, fills in the form token like a real page would."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import Flask
from werkzeug.test import TestResponse

from marketplace.accounts.queries import find_account_of
from marketplace.accounts.services.sessions import begin_sign_in
from marketplace.core.db import session
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.web.plumbing.gate import FIELD, masked
from marketplace.web.plumbing.visitor import COOKIE, cookie_name

ORIGIN = "http://localhost"
SENT_AS_FILLED_IN = "X-Test-Form"  # tells the watch over forms that a page's own form was sent


class Visitor:
    """One browser of one person (or of nobody yet)."""

    def __init__(self, app: Flask) -> None:
        self.app = app
        self.client = app.test_client()

    def sign_in(self, person: Person, *, second_factor: bool = True) -> "Visitor":
        """Open a session for a person without going through the pages."""
        with transaction():
            account = find_account_of(person.id)
            assert account is not None, "this person has no account"
            _, token = begin_sign_in(account, second_factor=second_factor)
        self.client.set_cookie(cookie_name(COOKIE), token, domain="localhost")
        return self

    def get(self, path: str, **kwargs: Any) -> TestResponse:
        """Open a page, following no redirect unless asked."""
        with self._apart():
            return self.client.get(path, **kwargs)

    def post(self, path: str, data: dict[str, Any] | None = None, **kwargs: Any) -> TestResponse:
        """Send a form with the token this browser's session holds."""
        fields = {**self._token(), **(data or {})}
        headers = {"Origin": ORIGIN, **kwargs.pop("headers", {})}
        with self._apart():
            return self.client.post(path, data=fields, headers=headers, **kwargs)

    def send(self, path: str, data: dict[str, Any]) -> TestResponse:
        """Send a form exactly as filled in: whatever token it needs is among its fields."""
        with self._apart():
            return self.client.post(path, data=data, headers={"Origin": ORIGIN, SENT_AS_FILLED_IN: "1"})

    def follow(self, response: TestResponse) -> TestResponse:
        """Go where a redirect points."""
        assert response.status_code in (302, 303, 301), response.status_code
        return self.get(response.headers["Location"])

    @contextmanager
    def _apart(self) -> Iterator[None]:
        """A request has its own context and database session, as when served; afterwards the test reads anew."""
        with self.app.app_context():
            yield
        session.rollback()
        session.expire_all()

    def _token(self) -> dict[str, str]:
        self._ensure_token()
        with self.client.session_transaction(base_url=ORIGIN) as visit:
            return {FIELD: masked(visit[FIELD])} if FIELD in visit else {}

    def _ensure_token(self) -> None:
        with self.client.session_transaction(base_url=ORIGIN) as visit:
            if FIELD not in visit and self.client.get_cookie(cookie_name(COOKIE), domain="localhost"):
                visit[FIELD] = "a-token-of-a-test"


def text_of(response: TestResponse) -> str:
    """The words of a page: tags gone, white space folded."""
    return words_of(response.get_data(as_text=True))


def words_of(html: str) -> str:
    """The same of a page's source."""
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", html, flags=re.S)
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", body)).strip()
