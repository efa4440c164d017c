"""What the trail promises: an unbroken chain, every entry sealed in time, nothing in the future."""

from collections.abc import Iterator
from datetime import timedelta

from marketplace.audit.chain import GENESIS, hash_of
from marketplace.audit.models import AuditEntry
from marketplace.audit.queries import every_sealed, find_head, list_unsealed_before
from marketplace.audit.sealing import last_noted
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import promise

SEAL_WITHIN = timedelta(seconds=60)


@promise("U1", "the audit trail is an unbroken chain, sealed within a minute, its head known outside the database")
def chain_holds() -> Iterator[str]:
    """Recompute every link, and compare with the head noted outside."""
    seq, prev_hash = 0, GENESIS
    for entry in every_sealed():
        seq += 1
        if entry.seq != seq:
            yield f"number {seq} is missing before {entry.seq}"
            seq = entry.seq or seq
        if entry.prev_hash != prev_hash or entry.hash != hash_of(entry, prev_hash):
            yield f"link {entry.seq} is broken"
        prev_hash = entry.hash or ""
    for entry in list_unsealed_before(now() - SEAL_WITHIN):
        yield f"entry {entry.id} of {entry.at.isoformat()} is not sealed"
    yield from _head_is_known()


def _head_is_known() -> Iterator[str]:
    noted_seq, noted_hash = last_noted()
    if noted_seq == 0:
        return
    entry = session.query(AuditEntry).filter_by(seq=noted_seq).one_or_none()
    head = find_head()
    if entry is None or entry.hash != noted_hash or head is None or (head.seq or 0) < noted_seq:
        yield f"the head {noted_seq} noted outside the database is not in the trail"


@promise("U3", "times are UTC instants and none lies in the future")
def times_are_sound() -> Iterator[str]:
    """No entry may be dated more than a minute ahead."""
    ahead = now() + timedelta(minutes=1)
    for entry in session.query(AuditEntry).filter(AuditEntry.at > ahead).limit(50):
        yield f"entry {entry.id} is dated {entry.at.isoformat()}"
