"""The scheduled sealing of the audit trail, more often than the promised minute."""

from marketplace.audit.services.days import close_day, next_day
from marketplace.audit.services.sealing import note_head, seal_waiting
from marketplace.core.db import session
from marketplace.core.jobs import every
from marketplace.core.outbox import MONEY
from marketplace.core.transactions import transaction


@every(20, own_transactions=True, lane=MONEY)  # sealed within a minute, like money
def seal_audit_trail() -> None:
    """Seal waiting entries, write the chain's head to a file outside the database, and close past days."""
    sealed = 1
    while sealed:
        with transaction():
            sealed = seal_waiting()
    note_head()
    close_days()
    session.rollback()


def close_days() -> None:
    """Close each past day whose chain is valid; a broken one stays open, and so is reported by every check."""
    while found := next_day():
        day, faults = found
        if faults:
            return
        with transaction():
            close_day(day)
