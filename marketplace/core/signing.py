"""Signed links: each bound to one purpose, one subject and an end; knowing one purpose's link opens no other."""

from itsdangerous import BadSignature, URLSafeTimedSerializer

from marketplace.core.runtime import config


def sign_link(purpose: str, subject: str | int) -> str:
    """A URL-safe token for one purpose and subject, stamped with the present time."""
    return _signer(purpose).dumps(subject)


def read_link(purpose: str, token: str, max_age_seconds: int) -> str | int | None:
    """The subject of a token, or None when it is forged, of another purpose, or too old."""
    try:
        subject = _signer(purpose).loads(token, max_age=max_age_seconds)
    except BadSignature:
        return None
    return subject if isinstance(subject, str | int) else None


def _signer(purpose: str) -> URLSafeTimedSerializer:
    return URLSafeTimedSerializer(config().secret_keys, salt=f"link:{purpose}")
