"""Scheduled: carts unused for three months are deleted."""

from datetime import timedelta

from marketplace.cart.queries import delete_untouched
from marketplace.core.clock import now
from marketplace.core.jobs import daily

FORGOTTEN_AFTER = timedelta(days=90)


@daily(3, 40)
def forget_old_carts() -> None:
    """Delete carts that were not changed for three months, with their lines."""
    delete_untouched(now() - FORGOTTEN_AFTER)
