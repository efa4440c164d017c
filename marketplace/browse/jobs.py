"""Scheduled: expired certificates are taken off listings, sales are counted for ranking."""

from marketplace.browse.services import count_sold, hide_expired_stars
from marketplace.core.jobs import daily


@daily(0, 5)
def take_expired_stars_down() -> None:
    """Remove the badge of OCOP certificates that expired yesterday."""
    hide_expired_stars()


@daily(3, 40)
def note_what_sells() -> None:
    """Count the delivered pieces of each product, for ranking search results."""
    count_sold()
