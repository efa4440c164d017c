"""Health checks: /healthz (the process answers) and /readyz (it can serve)."""

from flask import Response, make_response

from marketplace.core.continuous_copy import is_late
from marketplace.core.heartbeat import is_worker_alive, last_beat_at
from marketplace.core.runtime import config
from marketplace.core.schema import why_not_ready


def live() -> Response:
    """The process answers."""
    return _plain("ok", 200)


def ready() -> Response:
    """200 when the database answers and is of this version, else 503; no worker and a late copy are reported only."""
    if reason := why_not_ready():
        return _plain(f"not ready: {reason}", 503)
    beat_at, copy = last_beat_at(), config().copy_to
    told = ["ok", "worker: " + ("seen" if is_worker_alive(beat_at) else "not seen")]
    told += ["copy: " + ("late" if is_late(copy, beat_at) else "in time")] if copy else []
    return _plain("\n".join(told), 200)


def _plain(text: str, status: int) -> Response:
    return make_response(text, status, {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})
