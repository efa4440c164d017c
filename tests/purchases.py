"""Purchases in tests: shops with goods on sale, carts, and orders placed through the real service."""

from typing import Any

from marketplace.cart.models import Cart, CartLine
from marketplace.cart.queries import hash_of
from marketplace.catalog.models import Product, Variant
from marketplace.checkout.details import Details
from marketplace.checkout.services import place_order
from marketplace.core.actors import GUEST, OPERATOR, SELLER, Actor
from marketplace.core.db import session
from marketplace.core.promises import violations
from marketplace.core.references import new_public_id, new_token
from marketplace.orders.models import Order
from marketplace.sellers.services import set_bank_account
from marketplace.shops.models import Shop
from marketplace.site.services import change_settings
from tests.builders import HAC_THANH, make_live, make_product, make_shop

GUEST_ACTOR = Actor(GUEST)
ANSWERS = {  # what a customer of Thanh Hóa types into the checkout form
    "name": "Trần Thị Mua",
    "phone": "0912 000 111",
    "province": "38",
    "commune": HAC_THANH,
    "address_line": "Số 1, phố Mẫu",
    "note": "Gọi trước khi giao",
    "method": "cod",
}


def allow_orders(**more: Any) -> None:
    """Let this installation take orders without a registration, as the demo does."""
    change_settings({"takes_orders_unregistered": True, **more}, actor=Actor(OPERATOR, label="test"))


def make_goods(
    name: str = "Củ sâm Báo tươi",
    *,
    shop: Shop | None = None,
    price_dong: int = 100_000,
    stock: int = 10,
    **fields: Any,
) -> Product:
    """A product on sale in an open shop."""
    return make_live(make_product(name, shop=shop or make_shop(), price_dong=price_dong, stock=stock, **fields))


def give_account(shop: Shop) -> None:
    """Let a shop be paid by transfer."""
    person = shop.seller.person
    set_bank_account(person, "970436", f"10020{shop.id:05d}", person.full_name, Actor(SELLER, person.id))


def variant_of(product: Product) -> Variant:
    """The only variant of a product."""
    return session.query(Variant).filter_by(product_id=product.id).one()


def make_cart(*wanted: tuple[Product, int], token: str | None = None, area_code: str | None = None) -> Cart:
    """A visitor's cart with pieces of products in it, at the prices of now."""
    cart = Cart(token_hash=hash_of(token or new_token()), area_code=area_code)
    for product, quantity in wanted:
        variant = variant_of(product)
        cart.lines.append(CartLine(variant_id=variant.id, quantity=quantity, seen_price_dong=variant.price_dong))
    session.add(cart)
    session.flush()
    return cart


def details(**fields: Any) -> Details:
    """Who buys: a guest in Phường Hạc Thành."""
    values = {"name": "Trần Thị Mua", "phone": "+84912000111", "area_code": HAC_THANH, "address_line": "Số 1, phố Mẫu"}
    return Details(**(values | fields))


def place(cart: Cart, method: str = "cod", *, key: str | None = None, by: Actor = GUEST_ACTOR, **fields: Any) -> Order:
    """Place what lies in a cart."""
    who = fields.pop("details", None) or details()
    return place_order(cart, who, method, key or new_public_id(), by, {}, **fields)


def make_order(*wanted: tuple[Product, int], method: str = "cod", **fields: Any) -> Order:
    """An order just placed, of goods given or of one product in a shop of its own."""
    allow_orders()
    return place(make_cart(*(wanted or ((make_goods(), 1),))), method, **fields)


def broken_promises() -> list[str]:
    """Violations of money, stock and orders; a slow test is no reason for the trail to be sealed meanwhile."""
    return [f"{kept.id}: {line}" for kept, line in violations() if kept.id[0] in "MSO"]
