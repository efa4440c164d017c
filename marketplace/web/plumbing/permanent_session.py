"""The visit cookie: lasts a month where there is something to remember, and is not made where there is nothing."""

from datetime import UTC, datetime

from flask import Flask
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class PermanentSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, permanent without storing that wish in each visitor's session."""

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> datetime | None:
        """When the browser may forget the cookie."""
        return datetime.now(UTC) + app.permanent_session_lifetime
