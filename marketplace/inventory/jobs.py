"""Stock by the clock: holds end when their time is up, well within a minute (promise S5)."""

from marketplace.core.jobs import every
from marketplace.core.outbox import MONEY
from marketplace.inventory.services import expire_holds


@every(20, lane=MONEY)
def end_overdue_holds() -> None:
    """Give what nobody paid for in time back to the shelf."""
    expire_holds()
