"""Flask's session cookie: lasts a month, and is not set while the session is empty."""

from datetime import UTC, datetime

from flask import Flask
from flask.sessions import SecureCookieSessionInterface, SessionMixin


class PermanentSessions(SecureCookieSessionInterface):
    """Flask's signed cookie, permanent without storing a flag in each session."""

    def get_expiration_time(self, app: Flask, session: SessionMixin) -> datetime | None:
        """When the cookie expires."""
        return datetime.now(UTC) + app.permanent_session_lifetime
