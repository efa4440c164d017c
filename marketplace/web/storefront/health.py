"""Whether this process lives, and whether it can serve."""

from flask import Response, make_response
from sqlalchemy import text

from marketplace.core.db import session


def live() -> Response:
    """The process answers."""
    return make_response("ok", 200, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})


def ready() -> Response:
    """The database answers too; 503 when it does not."""
    session.execute(text("SELECT 1"))
    return make_response("ok", 200, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})
