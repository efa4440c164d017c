"""The customer's details of an order, as a guest or signed in."""

import json
from dataclasses import asdict, dataclass
from hashlib import sha256


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


def request_hash(details: Details, method: str, seen: str | None) -> str:
    """A hash of the whole request: the same idempotency key with another hash is refused (M12)."""
    body = {"details": asdict(details), "method": method, "seen": seen}
    return sha256(json.dumps(body, sort_keys=True, ensure_ascii=False).encode()).hexdigest()
