"""Who may review and block: an officer of a unit above the shop who does not work for that shop."""

from marketplace.accounts.queries import list_roles
from marketplace.accounts.roles import OPERATOR as OPERATOR_ROLE
from marketplace.association.models import Unit
from marketplace.association.queries import list_offices
from marketplace.catalog.errors import CannotReview, ShopNotSelling
from marketplace.core.actors import OFFICER, OPERATOR, Actor
from marketplace.sellers.states import ACTIVE
from marketplace.shops.models import Shop
from marketplace.shops.queries import list_memberships
from marketplace.shops.states import SUSPENDED


def require_may_review(actor: Actor, shop: Shop, unit: Unit) -> None:
    """Require that the actor serves in `unit` now, a unit above the shop, and is not of the shop (promise A2)."""
    if actor.kind != OFFICER or actor.person_id is None or not _serves(actor.person_id, unit):
        raise CannotReview(why="no_office")
    if not shop.seller.unit.path.startswith(unit.path):
        raise CannotReview(why="no_office")
    if is_of_shop(actor.person_id, shop):
        raise CannotReview(why="own_shop")


def require_may_block(actor: Actor, shop: Shop, unit: Unit | None) -> None:
    """Require an officer above the shop, or an operator."""
    if actor.kind == OPERATOR:
        if actor.person_id is None or OPERATOR_ROLE not in list_roles(actor.person_id):
            raise CannotReview(why="no_office")
        return
    if unit is None:
        raise CannotReview(why="no_office")
    require_may_review(actor, shop, unit)


def require_selling(shop: Shop) -> None:
    """Require that neither the shop nor its seller is suspended; ShopNotSelling otherwise."""
    if shop.status == SUSPENDED or shop.seller.status != ACTIVE:
        raise ShopNotSelling(why="shop_suspended")


def is_of_shop(person_id: int, shop: Shop) -> bool:
    """Whether a person owns a shop or works for it."""
    return person_id == shop.seller.person_id or any(m.shop_id == shop.id for m in list_memberships(person_id))


def _serves(person_id: int, unit: Unit) -> bool:
    return any(office.unit_id == unit.id for office in list_offices(person_id))
