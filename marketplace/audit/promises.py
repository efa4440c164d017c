"""Invariants of the audit trail: an unbroken chain, every entry sealed in time, none dated in the future."""

from collections.abc import Iterator
from datetime import timedelta

from marketplace.audit.chain import GENESIS, digest_of
from marketplace.audit.models import AuditEntry
from marketplace.audit.queries import (
    count_of_days,
    find_head,
    find_last_day,
    last_hash_of_days,
    list_days,
    list_unsealed_before,
)
from marketplace.audit.services.days import broken_links, removed_rows
from marketplace.audit.services.sealing import last_noted
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import OutsideNote, promise
from marketplace.core.row_seals import broken_seals

SEAL_WITHIN = timedelta(seconds=60)
noted_head = OutsideNote(last_noted)


def whole_chain_holds() -> Iterator[str]:
    """Recompute every link since the first, and do all of the shorter check (`chain_holds`)."""
    yield from _days_hold()
    yield from broken_links(0, GENESIS)
    yield from _trail_goes_on()


@promise(
    "U1",
    "the audit trail is an unbroken chain, sealed within a minute, its head known outside the database",
    in_full=whole_chain_holds,
)
def chain_holds() -> Iterator[str]:
    """Compare closed days with their digests and last hashes, and recompute every link of the open days."""
    yield from _days_hold()
    last = find_last_day()
    yield from broken_links(last.last_seq, last.last_hash) if last else broken_links(0, GENESIS)
    yield from _trail_goes_on()


def _days_hold() -> Iterator[str]:
    """Closed days whose own row was changed or is gone, or that no longer agree with the trail."""
    counts, ends = count_of_days(), last_hash_of_days()
    seq, digest = 0, GENESIS
    for day in list_days():
        if day.first_seq != seq + 1 or day.digest != digest_of(day, digest):
            yield f"the digest of {day.day.isoformat()} is broken"
        if counts.get(day.day) != day.entries or ends.get(day.day) != day.last_hash:
            yield f"the entries of {day.day.isoformat()} are not those its digest was made of"
        seq, digest = day.last_seq, day.digest


def _trail_goes_on() -> Iterator[str]:
    for entry in list_unsealed_before(now() - SEAL_WITHIN):
        yield f"entry {entry.id} of {entry.at.isoformat()} is not sealed"
    yield from _head_is_known()


def _head_is_known() -> Iterator[str]:
    noted_seq, noted_hash = noted_head()
    if noted_seq == 0:
        return
    entry = session.query(AuditEntry).filter_by(seq=noted_seq).one_or_none()
    head = find_head()
    if entry is None or entry.hash != noted_hash or head is None or (head.seq or 0) < noted_seq:
        yield f"the head {noted_seq} noted outside the database is not in the trail"


def every_seal_fits() -> Iterator[str]:
    """Compare every row that has a seal with it, and count the rows."""
    yield from broken_seals(full=True)
    yield from removed_rows()


@promise("U6", "what gives power or money stands as this software wrote it", in_full=every_seal_fits)
def seals_fit() -> Iterator[str]:
    """Compare the newest rows of each sealed table with their seals (see core.row_seals), and count the rows."""
    yield from broken_seals()
    yield from removed_rows()


@promise("U3", "times are UTC instants and none lies in the future")
def times_are_sound() -> Iterator[str]:
    """No entry may be dated more than a minute ahead."""
    ahead = now() + timedelta(minutes=1)
    for entry in session.query(AuditEntry).filter(AuditEntry.at > ahead).limit(50):
        yield f"entry {entry.id} is dated {entry.at.isoformat()}"
