"""Health checks: /healthz (the process answers) and /readyz (it can serve)."""

from flask import Response, make_response

from marketplace.core.heartbeat import is_worker_alive, last_beat_at
from marketplace.core.schema import why_not_ready


def live() -> Response:
    """The process answers."""
    return _plain("ok", 200)


def ready() -> Response:
    """200 when the database answers and is of this version, else 503; a missing worker is reported only."""
    if reason := why_not_ready():
        return _plain(f"not ready: {reason}", 503)
    return _plain("ok\nworker: " + ("seen" if is_worker_alive(last_beat_at()) else "not seen"), 200)


def _plain(text: str, status: int) -> Response:
    return make_response(text, status, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})
