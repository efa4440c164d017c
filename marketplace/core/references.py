"""Identifiers: unguessable public ids, secret tokens, and short numbers that people can read out."""

import secrets
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import date
from typing import Protocol

ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"  # no 0 O 1 I: read out over a bad line


class Chooser(Protocol):
    """Whatever picks one character of an alphabet: the `secrets` module, or a seeded `random.Random`."""

    def choice(self, seq: Sequence[str], /) -> str:
        """One of the characters."""
        ...


_chooser: ContextVar[Chooser] = ContextVar("chooser", default=secrets)


def chooser() -> Chooser:
    """The source of chance for readable numbers and transfer memos; keys and tokens always come from `secrets`."""
    return _chooser.get()


@contextmanager
def drawn_by(chance: Chooser) -> Iterator[None]:
    """Draw numbers and memos from a seeded source inside the block; only for demo data."""
    token = _chooser.set(chance)
    try:
        yield
    finally:
        _chooser.reset(token)


def new_public_id() -> str:
    """A URL-safe id with 128 random bits; knowing it grants nothing by itself."""
    return secrets.token_urlsafe(16)


def new_token() -> str:
    """A secret with 256 random bits; only its hash is stored."""
    return secrets.token_urlsafe(32)


def new_number(prefix: str, day: date) -> str:
    """A number for people such as «DH261121-7K2M9P»: day and 30 random bits; it grants nothing."""
    return f"{prefix}{day:%y%m%d}-" + "".join(chooser().choice(ALPHABET) for _ in range(6))
