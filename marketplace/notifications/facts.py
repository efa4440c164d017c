"""The plain values that messages are filled in with, and the paths they link to."""

from typing import Any

from marketplace.association.queries import find_reachable_unit
from marketplace.catalog.models import Product
from marketplace.core.db import session
from marketplace.core.sealing import HIDDEN
from marketplace.core.states import StateChange
from marketplace.notifications.queries import Recipient, person_recipient
from marketplace.orders.models import Order, ShopOrder
from marketplace.orders.queries import find_latest_shipment
from marketplace.payments.models import BankTransaction, Payment, Refund
from marketplace.payments.queries.ways import way_of_paying
from marketplace.rules.banks import get_bank
from marketplace.sellers.models import Application, BankAccount, Seller
from marketplace.sellers.queries import find_unit_of, in_force_from
from marketplace.site.queries import current_settings
from marketplace.training.models import Enrolment, TrainingClass


def shop_order_facts(shop_order: ShopOrder) -> dict[str, Any]:
    """Number, shop, goods and total of one shop order."""
    goods = ", ".join(f"{line.product_name} ×{line.quantity}" for line in shop_order.lines[:3])
    more = "…" if len(shop_order.lines) > 3 else ""
    return {
        "number": shop_order.number,
        "order_number": shop_order.order.number,
        "shop": shop_order.shop_name,
        "goods": goods + more,
        "total_dong": shop_order.total_dong,
        "method": way_of_paying(shop_order).method,
        "until": shop_order.reply_due_at.isoformat() if shop_order.reply_due_at else "",
        "reason": shop_order.end_reason,
        **_parcel_facts(shop_order.id),
    }


def _parcel_facts(shop_order_id: int) -> dict[str, str]:
    shipment = find_latest_shipment(shop_order_id)
    if shipment is None:
        return {}
    return {"carrier": shipment.carrier_name, "tracking": shipment.tracking_number, "way": shipment.carrier}


def order_facts(order: Order) -> dict[str, Any]:
    """Number, shops and total of a purchase."""
    return {
        "order_number": order.number,
        "shops": ", ".join(part.shop_name for part in order.shop_orders),
        "total_dong": order.total_dong,
        "method": order.payment_method,
    }


def number_of(payment: Payment) -> str:
    """The number of what a payment is for: the order's, or those of its shop orders."""
    parts = [part.shop_order for part in payment.parts]
    if len(parts) == len(payment.order.shop_orders):
        return payment.order.number
    return ", ".join(part.number for part in parts)


def buyer_of(order: Order) -> Recipient:
    """The customer of an order as recipient: the person if signed in, else the phone given."""
    known = person_recipient(order.person_id) if order.person_id else None
    if known is not None:
        return Recipient(known.key, known.person_id, order.phone, order.email or known.email, order.locale)
    return Recipient(f"phone:{order.phone}", None, order.phone, order.email, order.locale)


def application_facts(application: Application) -> dict[str, Any]:
    """Number, name and unit of an application."""
    return {
        "number": application.number,
        "name": application.person.full_name,
        "unit": application.unit.name if application.unit else "",
        "note": application.decision_note,
    }


def bank_account_facts(account: BankAccount) -> dict[str, Any]:
    """The seller's bank account, since when it is used, and whom to call if she did not change it."""
    unit = find_unit_of(account.person_id)
    to_call = find_reachable_unit(unit) if unit else None
    starts = in_force_from(account)
    return {
        "at": account.added_at.isoformat(),
        "starts": starts.isoformat() if starts > account.added_at else "",
        "bank": get_bank(account.bin).short_name,
        "ending": account.number_masked.strip(HIDDEN),
        "holder": account.holder,
        "unit": to_call.name if to_call else "",
        "unit_phone": to_call.contact_phone if to_call else "",
        "hotline": current_settings().hotline,
    }


def seller_standing_facts(seller: Seller, change: StateChange) -> dict[str, Any]:
    """A change of a seller's standing with the officer's words, her unit and whom to call."""
    to_call = find_reachable_unit(seller.unit)
    return {
        "at": change.at.isoformat(),
        "note": change.note,
        "unit": seller.unit.name,
        "to_call": to_call.name if to_call else "",
        "unit_phone": to_call.contact_phone if to_call else "",
        "hotline": current_settings().hotline,
    }


def get_seller(seller_id: int) -> Seller:
    """One seller by key."""
    return session.get_one(Seller, seller_id)


def product_facts(product: Product) -> dict[str, Any]:
    """Name and shop of a product."""
    return {"name": product.name, "shop": product.shop.name}


def time_of_sending(refund: Refund) -> str:
    """When a refund was last sent by hand, which distinguishes its attempts; «» before the first."""
    return refund.sent_at.isoformat() if refund.sent_at else ""


def get_shop_order(shop_order_id: int) -> ShopOrder:
    """One shop order by key."""
    return session.get_one(ShopOrder, shop_order_id)


def get_order(order_id: int) -> Order:
    """One order by key."""
    return session.get_one(Order, order_id)


def get_application(application_id: int) -> Application:
    """One application by key."""
    return session.get_one(Application, application_id)


def get_class(class_id: int) -> TrainingClass:
    """A class by key."""
    return session.get_one(TrainingClass, class_id)


def get_enrolment(enrolment_id: int) -> Enrolment:
    """A line of the list of a class by key."""
    return session.get_one(Enrolment, enrolment_id)


def get_product(product_id: int) -> Product:
    """One product by key."""
    return session.get_one(Product, product_id)


def get_refund(refund_id: int) -> Refund:
    """One refund by key."""
    return session.get_one(Refund, refund_id)


def get_payment(payment_id: int) -> Payment:
    """One payment by key."""
    return session.get_one(Payment, payment_id)


def get_bank_account(account_id: int) -> BankAccount:
    """One bank account by key."""
    return session.get_one(BankAccount, account_id)


def get_bank_transaction(deposit_id: int) -> BankTransaction:
    """One bank transaction by key."""
    return session.get_one(BankTransaction, deposit_id)
