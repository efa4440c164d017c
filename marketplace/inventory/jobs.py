"""Scheduled: holds end within a minute after their time is up (promise S5)."""

from marketplace.core.jobs import every
from marketplace.core.outbox import MONEY
from marketplace.inventory.services import expire_holds


@every(20, lane=MONEY)
def end_overdue_holds() -> None:
    """Release the holds of orders that were not paid in time."""
    expire_holds()
