"""The contract stored with an order, in words for the receipt, independent of all present data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from marketplace.checkout.contract import OPEN_BEFORE_PAYING
from marketplace.orders.models import ShopOrder
from marketplace.web.plumbing.context import registration_words
from marketplace.web.words.buying import legal_form_words, limit_words, method_hint, policy_url, right_words
from marketplace.web.words.orders import carrier_words, method_words


@dataclass(frozen=True)
class FrozenQuote:
    """The first and last day on which a parcel was expected."""

    first_day: date
    last_day: date


@dataclass(frozen=True)
class FrozenParcel:
    """One shop's parcel as it was agreed."""

    shop_name: str
    seller_name: str
    seller_address: str
    legal_form: str
    shop_phone: str
    goods: list[Mapping[str, Any]]
    goods_dong: int
    shipping_dong: int
    total_dong: int
    carrier: str
    quote: FrozenQuote | None
    limits: list[str]
    delivery_policy: str
    return_policy: str


@dataclass(frozen=True)
class FrozenPolicy:
    """Which version of a policy page was linked, and where that version stands."""

    title: str
    version: int
    effective_on: date
    url: str


@dataclass(frozen=True)
class FrozenContract:
    """All that the last screen showed, except the recipient, who is on the order itself."""

    parcels: list[FrozenParcel]
    policies: list[FrozenPolicy]
    rights: list[str]
    platform: Mapping[str, str]
    registration: str
    deliver_to: str
    method: str
    method_hint: str
    price_is_whole: bool
    goods_dong: int
    shipping_dong: int
    total_dong: int


def frozen_contract(contract: Mapping[str, Any]) -> FrozenContract:
    """The words of a contract; what it lacks is left out."""
    platform = contract.get("platform", {})
    asked = (platform.get(key, "") for key in ("registration", "registration_date", "registration_place"))
    method = contract.get("payment_method", "")
    return FrozenContract(
        parcels=[_parcel(parcel) for parcel in contract.get("parcels", [])],
        policies=[_policy(policy, contract.get("locale", "vi")) for policy in contract.get("policies", [])],
        rights=[right_words(code)[1] for code in contract.get("rights", [])],
        platform=platform,
        registration=registration_words(*asked),
        deliver_to=contract.get("deliver_to", ""),
        method=method_words(method),
        method_hint=method_hint(method)[0],
        price_is_whole=bool(contract.get("price_is_whole")),
        goods_dong=contract.get("goods_dong", 0),
        shipping_dong=contract.get("shipping_dong", 0),
        total_dong=contract.get("total_dong", 0),
    )


def opens_before_taking(part: ShopOrder) -> bool | None:
    """Whether the contract lets the customer open this parcel before paying; None where it does not say."""
    parcels, place = part.order.contract.get("parcels", []), int(part.number.rpartition("-")[2])
    return OPEN_BEFORE_PAYING in parcels[place - 1].get("limits", []) if place <= len(parcels) else None


def _parcel(kept: Mapping[str, Any]) -> FrozenParcel:
    days = kept.get("expected_from"), kept.get("expected_to")
    return FrozenParcel(
        shop_name=kept["shop"],
        seller_name=kept["seller"],
        seller_address=kept["seller_address"],
        legal_form=legal_form_words(kept["legal_form"]),
        shop_phone=kept["phone"],
        goods=kept["goods"],
        goods_dong=kept["goods_dong"],
        shipping_dong=kept["shipping_dong"],
        total_dong=kept["total_dong"],
        carrier=carrier_words(kept["carrier"], to_customer=True),
        quote=FrozenQuote(*(date.fromisoformat(str(day)) for day in days)) if all(days) else None,
        limits=[limit_words(code)[1] for code in kept.get("limits", [])],
        delivery_policy=kept["delivery_policy"],
        return_policy=kept["return_policy"],
    )


def _policy(kept: Mapping[str, Any], locale: str) -> FrozenPolicy:
    url = policy_url(kept["slug"], kept["version"], locale)
    return FrozenPolicy(kept["title"], kept["version"], date.fromisoformat(kept["effective_on"]), url)
