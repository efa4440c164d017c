"""What the shelf does by the clock: stars that ran out come down, popularity is counted."""

from marketplace.browse.services import count_sold, hide_expired_stars
from marketplace.core.jobs import daily


@daily(0, 5)
def take_expired_stars_down() -> None:
    """A certificate that ended yesterday shows no badge today."""
    hide_expired_stars()


@daily(3, 40)
def note_what_sells() -> None:
    """How many pieces of each product were delivered, for ranking search results."""
    count_sold()
