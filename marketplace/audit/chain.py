"""The hash chains: an entry's hash covers its content and the hash before it; a day's digest the digest before it."""

import hashlib
import json
from typing import Any

from marketplace.audit.models import AuditDay, AuditEntry

GENESIS = "0" * 64


def hash_of(entry: AuditEntry, prev_hash: str) -> str:
    """SHA-256 over the previous hash and the entry's canonical JSON."""
    content = {
        "seq": entry.seq,
        "at": entry.at.isoformat(),
        "actor": entry.actor_kind,
        "person": entry.person_id,
        "action": entry.action,
        "subject": [entry.subject_kind, entry.subject_id],
        "purpose": entry.purpose,
        "details": entry.details,
        "request": entry.request_id,
    }
    return _linked(prev_hash, content)


def digest_of(day: AuditDay, prev_digest: str) -> str:
    """SHA-256 over the digest of the day before and this day's summary."""
    summary = {
        "day": day.day.isoformat(),
        "seq": [day.first_seq, day.last_seq],
        "entries": day.entries,
        "last": day.last_hash,
    }
    return _linked(prev_digest, summary)


def _linked(before: str, content: dict[str, Any]) -> str:
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(before.encode() + canonical.encode()).hexdigest()
