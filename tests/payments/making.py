"""Orders to pay for: placed as checkout places them, with goods held, and payments asked for."""

import dataclasses
import itertools
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app

from marketplace.core.actors import GUEST, OPERATOR, SELLER, Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.promises import all_promises
from marketplace.core.references import new_public_id
from marketplace.core.states import begin
from marketplace.core.transactions import transaction
from marketplace.fees.parts import parts_at
from marketplace.inventory.services import claim_at_once, hold
from marketplace.ledger.accounts import is_received
from marketplace.ledger.models import LedgerEntry
from marketplace.orders.models import Order, OrderLine, ShopOrder
from marketplace.orders.services.moving import make_ready
from marketplace.orders.states import AWAITING_PAYMENT, NEW, UNPAID
from marketplace.payments.models import Payment
from marketplace.payments.services.opening import hold_ends_at, open_payments
from marketplace.sellers.services import set_bank_account
from marketplace.shops.models import Shop
from marketplace.site.services import change_settings
from tests.builders import BIEN_THUONG, make_operator, make_product, make_shop

BUYER = Actor(GUEST)
BANKS = {"vietcombank": "970436", "agribank": "970405"}
ACCOUNTS = itertools.count(100_200_300)
_numbers = itertools.count(1)


def make_paid_shop(name: str | None = None, **fields: Any) -> Shop:
    """A shop whose seller has a bank account."""
    shop = make_shop(name, **fields)
    person = shop.seller.person
    set_bank_account(person, "970436", str(next(ACCOUNTS)), person.full_name, Actor(SELLER, person.id))
    return shop


def account_number_of(shop: Shop) -> str:
    """The seller's account number in the clear."""
    from marketplace.sellers.queries import bank_account_of
    from marketplace.sellers.services import account_number_for_payment

    account = bank_account_of(shop.seller.person_id)
    assert account is not None
    return account_number_for_payment(account)


def make_order(
    *shops: Shop,
    method: str = "vietqr",
    price_dong: int = 100_000,
    quantity: int = 2,
    stock: int = 10,
    shipping_dong: int = 30_000,
    by: Actor = BUYER,
    pay: bool = True,
    **fields: Any,
) -> Order:
    """An order of one product from each shop, unpaid, as part of the running transaction."""
    shops = shops or (make_paid_shop(),)
    number = f"DH261121-{next(_numbers):06d}"
    goods_dong, parcels = price_dong * quantity, len(shops)
    values: dict[str, Any] = {
        "phone": "+84912000111",
        "customer_name": "Trần Thị Khách",
        "area_code": BIEN_THUONG,
        "area_text": "Xã Biện Thượng, Tỉnh Thanh Hóa",
        "address_line": "Thôn 1",
        "placed_at": now(),
        "person_id": by.person_id,
    }
    order = Order(
        number=number,
        idempotency_key=new_public_id(),
        request_hash="",
        area_version=today(),
        payment_method=method,
        goods_dong=goods_dong * parcels,
        shipping_dong=shipping_dong * parcels,
        total_dong=(goods_dong + shipping_dong) * parcels,
        **(values | fields),
    )
    ahead = hold_ends_at(method)
    state = NEW if ahead is None else AWAITING_PAYMENT
    order.shop_orders = [
        _shop_order(f"{number}-{i}", shop, state, price_dong, quantity, stock, shipping_dong)
        for i, shop in enumerate(shops, start=1)
    ]
    order.contract = _agreed(order)
    session.add(order)
    session.flush()
    for part in order.shop_orders:
        part.begin_at(state, by=by)
        begin(part, part.money_machine, "money_status", UNPAID, by=by)
        for line in part.lines:
            if ahead is None:
                claim_at_once(line.id, line.variant_id, line.quantity)
            else:
                hold(line.id, line.variant_id, line.quantity, ahead)
        if ahead is None:
            make_ready(part)
    if pay:
        open_payments(order, method, by)
    return order


def _shop_order(
    number: str, shop: Shop, state: str, price_dong: int, quantity: int, stock: int, shipping_dong: int
) -> ShopOrder:
    goods_dong = price_dong * quantity
    product = make_product(shop=shop, price_dong=price_dong, stock=stock)
    [variant] = product.variants
    parts = parts_at(goods_dong, commission_bp=300, vat_bp=100, pit_bp=50)
    line = OrderLine(
        product_id=product.id,
        variant_id=variant.id,
        product_name=product.name,
        unit="kg",
        weight_g=1000,
        unit_price_dong=price_dong,
        quantity=quantity,
        gross_dong=goods_dong,
        commission_bp=300,
        vat_bp=100,
        pit_bp=50,
        **vars(parts),
    )
    return ShopOrder(
        number=number,
        shop_id=shop.id,
        shop=shop,
        status=state,
        money_status=UNPAID,
        shop_name=shop.name,
        seller_name=shop.seller.legal_name,
        seller_address="Xã Biện Thượng",
        legal_form=shop.seller.legal_form,
        goods_dong=goods_dong,
        shipping_dong=shipping_dong,
        total_dong=goods_dong + shipping_dong,
        carrier="post_office",
        expected_from=today(),
        expected_to=today(),
        lines=[line],
        shipments=[],
    )


def _agreed(order: Order) -> dict[str, Any]:
    """What checkout keeps of the contract, as far as promise O2 compares it."""
    return {
        "deliver_to": order.area_text,
        "payment_method": order.payment_method,
        **_sums(order),
        "parcels": [
            {
                "shop": part.shop_name,
                "seller": part.seller_name,
                "seller_address": part.seller_address,
                "legal_form": part.legal_form,
                "carrier": part.carrier,
                "expected_from": part.expected_from.isoformat(),
                "expected_to": part.expected_to.isoformat(),
                **_sums(part),
                "goods": [_goods(line) for line in part.lines],
            }
            for part in order.shop_orders
        ],
    }


def _goods(line: OrderLine) -> dict[str, Any]:
    return {
        "name": line.product_name,
        "variant": "",
        "unit": line.unit,
        "quantity": line.quantity,
        "unit_price_dong": line.unit_price_dong,
        "total_dong": line.gross_dong,
        "release_id": line.revision_id,
        "commission_bp": line.commission_bp,
        "vat_bp": line.vat_bp,
        "pit_bp": line.pit_bp,
    }


def _sums(of: Order | ShopOrder) -> dict[str, int]:
    return {"goods_dong": of.goods_dong, "shipping_dong": of.shipping_dong, "total_dong": of.total_dong}


def placed(*shops: Shop, **wishes: Any) -> Order:
    """The same in a transaction of its own."""
    with transaction():
        return make_order(*shops, **wishes)


def the_payment(order: Order) -> Payment:
    """The only payment that was opened last for an order."""
    return session.query(Payment).filter_by(order_id=order.id).order_by(Payment.id.desc()).first()


def again(row: Any) -> Any:
    """A row as the database has it now."""
    session.rollback()
    session.expire_all()
    return session.get_one(type(row), row.id)


def seller_of(shop: Shop) -> Actor:
    """The shop's owner, acting as seller."""
    return Actor(SELLER, shop.seller.person_id, "seller")


def an_operator() -> Actor:
    """Somebody who runs the platform."""
    person = make_operator()
    return Actor(OPERATOR, person.id, "operator")


def stock_left(order: Order) -> list[int]:
    """What can be bought of each line's goods now."""
    from marketplace.inventory.queries import stock_of

    session.rollback()
    session.expire_all()
    ids = [line.variant_id for part in again(order).shop_orders for line in part.lines]
    return [stock_of([variant_id])[variant_id] for variant_id in ids]


def set_settings(**values: Any) -> None:
    """Change what the operator sets."""
    with transaction():
        change_settings(values, actor=an_operator())


def broken_promises() -> list[str]:
    """What `verify` would print, but for the trail, which a job of its own seals."""
    session.rollback()
    session.expire_all()
    kept = [one for one in all_promises() if not one.id.startswith("U")]
    return [f"{one.id} {line}" for one in kept for line in one.check()]


@contextmanager
def configured(**values: Any) -> Iterator[None]:
    """The installation with other settings from its environment."""
    before = current_app.extensions["config"]
    current_app.extensions["config"] = dataclasses.replace(before, **values)
    try:
        yield
    finally:
        current_app.extensions["config"] = before


def received_for(shop_order_id: int) -> int:
    """How much of the customer's money for a shop order is there, whoever holds it (returned money taken off)."""
    entries = session.query(LedgerEntry).filter_by(shop_order_id=shop_order_id)
    return sum(entry.amount_dong for entry in entries if is_received(entry.account))
