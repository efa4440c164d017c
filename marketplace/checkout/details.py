"""The customer's details of an order, as a guest or signed in."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from marketplace.checkout.adjustments import Adjustment


@dataclass(frozen=True)
class Details:
    """Name, phone (E.164) and address of one order; the commune by its code of today."""

    name: str
    phone: str
    area_code: str
    address_line: str
    email: str | None = None
    note: str = ""
    locale: str = "vi"


@dataclass(frozen=True)
class Visitor:
    """Whence the order of somebody not signed in comes, as limits count it, and whether her phone is proven."""

    line: str
    browser: str | None = None
    is_proven: bool = False


def request_hash(details: Details, method: str, seen: str | None, adjustments: Sequence[Adjustment] = ()) -> str:
    """A hash of the whole request: the same idempotency key with another hash is refused (M12)."""
    body: dict[str, Any] = {"details": asdict(details), "method": method, "seen": seen}
    if adjustments:
        body["adjustments"] = [asdict(one) for one in adjustments]
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
