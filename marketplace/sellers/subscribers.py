"""Erases what an applicant gave for a purpose of selling when she withdraws her consent to it."""

from marketplace.core.events import on
from marketplace.people.events import ConsentWithdrawn
from marketplace.sellers.services.withdrawing import forget_what_rests_on


@on(ConsentWithdrawn)
def forget(event: ConsentWithdrawn) -> None:
    """Erase what was given for that purpose in the same transaction; StillSelling for a seller."""
    forget_what_rests_on(event.purpose, event.person_id)
