"""How the API answers: JSON under an entity tag, and problems in the form of RFC 9457."""

import hashlib
import json
from typing import Any

from flask import Response, make_response, request

JSON, PROBLEM = "application/json", "application/problem+json"


def encoded(payload: Any) -> bytes:
    """A payload as compact UTF-8 JSON."""
    return json.dumps(payload, ensure_ascii=False, separators=(",", ":")).encode()


def answer(body: bytes, *, status: int = 200) -> Response:
    """A JSON answer with an ETag, or 304 when the client has this body; clients must always revalidate."""
    tag = hashlib.sha256(body).hexdigest()[:24]
    response = make_response(body, status, {"Content-Type": JSON, "Cache-Control": "no-cache"})
    response.set_etag(tag)
    response.make_conditional(request)
    return response


def problem(status: int, title: str, detail: str = "") -> Response:
    """A refusal as application/problem+json: status, what is wrong, and what to do."""
    body = {"type": "about:blank", "status": status, "title": title} | ({"detail": detail} if detail else {})
    return make_response(encoded(body), status, {"Content-Type": PROBLEM, "Cache-Control": "no-store"})
