"""A seller's standing: suspended with a reason, and restored."""

from marketplace.association.queries import list_offices
from marketplace.core.actors import Actor
from marketplace.core.errors import require
from marketplace.core.events import publish
from marketplace.core.folding import tidy_lines
from marketplace.sellers.errors import BadAnswer
from marketplace.sellers.events import SellerRestored, SellerSuspended
from marketplace.sellers.models import Seller
from marketplace.sellers.policies import can_suspend
from marketplace.sellers.states import ACTIVE, SUSPENDED


def suspend_seller(seller: Seller, note: str, actor: Actor) -> None:
    """Suspend a seller, saying why; her shop is suspended with her. Suspended already, nothing changes."""
    _require_may(seller, actor)
    if seller.status == SUSPENDED:
        return
    note = tidy_lines(note)
    if not note:
        raise BadAnswer(field="note", why="empty")
    seller.move_to(SUSPENDED, by=actor, note=note)
    publish(SellerSuspended(seller.id))


def restore_seller(seller: Seller, note: str, actor: Actor) -> None:
    """End a seller's suspension; the shop stays closed until she opens it. Active already, nothing changes."""
    _require_may(seller, actor)
    if seller.status == ACTIVE:
        return
    seller.move_to(ACTIVE, by=actor, note=tidy_lines(note))
    publish(SellerRestored(seller.id))


def _require_may(seller: Seller, actor: Actor) -> None:
    offices = list_offices(actor.person_id) if actor.person_id is not None else []
    require(can_suspend(actor, offices, seller), why="not_your_territory")
