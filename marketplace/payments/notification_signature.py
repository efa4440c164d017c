"""Signs and verifies what providers and bank feeds tell us: HMAC-SHA256 over time and body, in a header.

The scheme is Stripe's own; our bank feed uses the same in the header X-Feed-Signature.
"""

import hmac
import re
from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256
from typing import Literal

from marketplace.core.errors import NotAllowed

HEADER_NAME = "X-Feed-Signature"
TOLERANCE_SECONDS = 300
MOST_SIGNATURES = 10

_TIME = re.compile(r"[0-9]{1,12}")

Reason = Literal["missing", "malformed", "no_secret", "mismatch", "stale", "future"]


class SignatureRefused(NotAllowed):
    """A notification is not proven to come from who it claims to be; `reason` says why in one word.

    missing: no header · malformed: not `t=…,v1=…` · no_secret: none is set up here · mismatch: made with another
    secret or for another body · stale, future: rightly signed, but more than 300 seconds away from now.
    """

    def __init__(self, reason: Reason) -> None:
        super().__init__(reason=reason)
        self.reason: Reason = reason


def sign(body: bytes, secret: str, at: datetime) -> str:
    """The header value for a body sent at this time (aware): `t=<unix seconds>,v1=<hex>`."""
    timestamp = str(int(at.timestamp()))
    return f"t={timestamp},v1={_digest(timestamp, body, secret)}"


def verify(body: bytes, header: str | None, secrets: Iterable[str], now: datetime) -> None:
    """Return only if one v1 of the header was made with one of the secrets for exactly these bytes, just now.

    Several secrets and several v1 are accepted, so that a secret can be changed without losing a notification.
    Raises `SignatureRefused`; the comparison takes the same time wherever two signatures differ.
    """
    known = [secret for secret in secrets if secret]
    if not known:
        raise SignatureRefused("no_secret")
    timestamp, signatures = _read_header(header)
    if not _is_signed(body, timestamp, signatures, known):
        raise SignatureRefused("mismatch")
    _refuse_other_times(int(timestamp), now)


def _digest(timestamp: str, body: bytes, secret: str) -> str:
    return hmac.new(secret.encode(), timestamp.encode() + b"." + body, sha256).hexdigest()


def _read_header(header: str | None) -> tuple[str, list[str]]:
    if not header:
        raise SignatureRefused("missing")
    parts = [part.strip().partition("=") for part in header.split(",")]
    times = [value for key, _, value in parts if key == "t"]
    signatures = [value for key, _, value in parts if key == "v1"]
    if len(times) != 1 or not _TIME.fullmatch(times[0]) or not 0 < len(signatures) <= MOST_SIGNATURES:
        raise SignatureRefused("malformed")
    return times[0], signatures


def _is_signed(body: bytes, timestamp: str, signatures: list[str], secrets: list[str]) -> bool:
    expected = [_digest(timestamp, body, secret).encode() for secret in secrets]
    given = [signature.encode("utf-8", "surrogatepass") for signature in signatures]
    # Every pair is compared, however early one fits: the time taken tells nothing.
    matches = [hmac.compare_digest(one, other) for one in expected for other in given]
    return any(matches)


def _refuse_other_times(signed_at: int, now: datetime) -> None:
    age_seconds = now.timestamp() - signed_at
    if age_seconds > TOLERANCE_SECONDS:
        raise SignatureRefused("stale")
    if age_seconds < -TOLERANCE_SECONDS:
        raise SignatureRefused("future")
