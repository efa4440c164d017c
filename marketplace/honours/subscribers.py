"""Takes a woman's honours off the public pages when she withdraws her consent."""

from marketplace.core.events import on
from marketplace.honours.services import forget_photos
from marketplace.people.events import ConsentWithdrawn
from marketplace.people.purposes import HONOUR


@on(ConsentWithdrawn)
def take_off_the_pages(event: ConsentWithdrawn) -> None:
    """Erase the photos that rest on the consent, and let every page be drawn anew."""
    if event.purpose == HONOUR:
        forget_photos(event.person_id)
