"""Pages of a list by keyset: fast on any page, stable while rows come and go."""

import base64
import binascii
import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any, Generic, TypeVar

Item = TypeVar("Item")


@dataclass(frozen=True)
class Page(Generic[Item]):
    """Some rows of a list, and the opaque cursor of the next ones (None at the end)."""

    items: Sequence[Item]
    next_cursor: str | None = None
    total: int | None = None

    def __iter__(self) -> Any:
        return iter(self.items)

    def __len__(self) -> int:
        return len(self.items)


def encode_cursor(*keys: str | int) -> str:
    """Write the sort keys of a page's last row as a URL-safe cursor."""
    return base64.urlsafe_b64encode(json.dumps(keys, separators=(",", ":")).encode()).decode().rstrip("=")


def decode_cursor(text: str | None, kinds: Sequence[type]) -> tuple[Any, ...] | None:
    """Read a cursor back; anything that was not written by us counts as no cursor."""
    if not text or len(text) > 400:
        return None
    try:
        keys = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
    except (ValueError, binascii.Error, UnicodeDecodeError, RecursionError):
        return None
    if not isinstance(keys, list) or len(keys) != len(kinds):
        return None
    fits = all(isinstance(k, kind) and not isinstance(k, bool) for k, kind in zip(keys, kinds, strict=True))
    return tuple(keys) if fits and all(not isinstance(k, int) or abs(k) < 2**62 for k in keys) else None


def decode_moment_cursor(text: str | None) -> tuple[datetime, int] | None:
    """Read back a cursor of an instant and a key, for lists in order of time."""
    keys = decode_cursor(text, (str, int))
    try:
        return (datetime.fromisoformat(keys[0]).astimezone(UTC), keys[1]) if keys else None
    except (ValueError, OverflowError):
        return None  # not a cursor of ours
