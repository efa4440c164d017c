"""Names for things: unguessable public ids, and short numbers that people can read out."""

import secrets
from datetime import date

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: read out over a bad line


def new_public_id() -> str:
    """A URL-safe id with 128 random bits; knowing it grants nothing by itself."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """A secret with 256 random bits; only its hash is stored."""
    return secrets.token_urlsafe(32)


def new_number(prefix: str, day: date) -> str:
    """A number for people such as «DH261121-7K2M9P»: day and 30 random bits; it grants nothing."""
    return f"{prefix}{day:%y%m%d}-" + "".join(secrets.choice(ALPHABET) for _ in range(6))
