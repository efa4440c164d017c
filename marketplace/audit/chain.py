"""The chain: each sealed entry's hash covers its content and the hash before it."""

import hashlib
import json

from marketplace.audit.models import AuditEntry

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
    canonical = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(prev_hash.encode() + canonical.encode()).hexdigest()
