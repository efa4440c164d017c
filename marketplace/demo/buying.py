"""Places the demo's orders through checkout, and schedules the steps of each shop order until its end."""

from datetime import datetime

from marketplace.accounts.queries import find_account
from marketplace.cart.queries import CartSeen, LineSeen
from marketplace.catalog.models import Variant
from marketplace.checkout.details import Details
from marketplace.checkout.services import place_order
from marketplace.core.actors import CUSTOMER, GUEST, Actor
from marketplace.core.db import session
from marketplace.core.errors import Refusal
from marketplace.core.references import new_public_id
from marketplace.core.runtime import as_if_configured
from marketplace.demo.diary import Diary
from marketplace.demo.fulfilment import CARD_KEY, Part
from marketplace.demo.shelves import Shelves
from marketplace.demo.stage import Stage
from marketplace.demo.stalls import Form
from marketplace.story.buyers import Buyer
from marketplace.story.demand import Basket, Purchase
from marketplace.story.fates import PLACED, Scene


def write_scene(diary: Diary, stage: Stage, shelves: Shelves, scene: Scene, heard_from: datetime) -> None:
    """Schedule one purchase and the steps of its shop orders, as far as they lie in the past.

    Notices are created only where a visitor of the demo can see them: for the customer with an account, and
    since `heard_from` for everyone.
    """
    placing = _Placing(stage, shelves, scene.purchase)
    purchase, has_account = scene.purchase, scene.purchase.buyer.has_account
    diary.at(purchase.placed_at, placing.place, heard=has_account or purchase.placed_at >= heard_from)
    for part, course in zip(placing.parts, scene.courses, strict=True):
        for step in course:
            if step.what != PLACED and step.at <= stage.now:
                diary.at(step.at, lambda p=part, s=step: p.do(s), heard=has_account or step.at >= heard_from)  # type: ignore[misc]


class _Placing:
    """One purchase during checkout; its shop orders are known once it is placed."""

    def __init__(self, stage: Stage, shelves: Shelves, purchase: Purchase) -> None:
        self.stage, self.shelves, self.purchase = stage, shelves, purchase
        self.keys = [_key_of(shelves, basket) for basket in purchase.baskets]
        self.parts = [Part(stage, key) for key in self.keys]

    def place(self) -> None:
        """Place the order of the baskets, if checkout allows it; stock is made sufficient first."""
        for key, basket in zip(self.keys, self.purchase.baskets, strict=True):
            for wish in basket.wishes:
                self.shelves.make_enough(key, _form(wish.goods), wish.quantity)
        try:
            with session.begin_nested(), as_if_configured(stripe_secret_key=CARD_KEY):
                self._order()
        except Refusal:
            return  # above the cash limit, or too many unpaid orders of this phone: the purchase is skipped

    def _order(self) -> None:
        by, buyer = self.purchase.buyer, _actor(self.purchase.buyer)
        method, key = self.purchase.method, new_public_id()
        order = place_order(self._cart(), _details(by), method, key, buyer, source="demo")
        placed = {part.shop_id: part for part in order.shop_orders}
        for shop_key, part in zip(self.keys, self.parts, strict=True):
            part.begin(placed[self.stage.shops[shop_key].id], buyer)

    def _cart(self) -> CartSeen:
        wanted = [wish for basket in self.purchase.baskets for wish in basket.wishes]
        ids = [self.shelves.variant_of(_form(wish.goods)) for wish in wanted]
        prices = dict(session.query(Variant.id, Variant.price_dong).filter(Variant.id.in_(ids)).all())
        lines = [
            LineSeen(number, variant_id, wish.quantity, prices[variant_id])
            for number, (variant_id, wish) in enumerate(zip(ids, wanted, strict=True))
        ]
        return CartSeen(0, self.purchase.buyer.area_code, lines)


def _key_of(shelves: Shelves, basket: Basket) -> str:
    return next(key for key, stall in shelves.stalls.items() if stall is basket.stall)


def _form(goods: object) -> Form:
    assert isinstance(goods, Form)
    return goods


def _details(buyer: Buyer) -> Details:
    return Details(buyer.name, buyer.phone, buyer.area_code, buyer.address_line)


def _actor(buyer: Buyer) -> Actor:
    account = find_account(buyer.phone) if buyer.has_account else None
    return Actor(CUSTOMER, account.person_id) if account else Actor(GUEST)
