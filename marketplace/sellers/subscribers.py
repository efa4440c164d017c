"""What happens below that concerns entrepreneurs: somebody took back her consent to a purpose of selling."""

from marketplace.core.events import on
from marketplace.people.events import ConsentWithdrawn
from marketplace.sellers.services.withdrawing import forget_what_rests_on


@on(ConsentWithdrawn)
def forget(event: ConsentWithdrawn) -> None:
    """Erase what was given for that purpose in the same moment, or refuse while the law needs it."""
    forget_what_rests_on(event.purpose, event.person_id)
