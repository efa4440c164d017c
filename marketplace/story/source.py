"""The demo's shops, products and people, read from the files of `data` (see the note in each)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

DATA = Path(__file__).with_name("data")
LIVE, RESTRICTED, PENDING, RETURNED = "live", "restricted", "pending", "returned"


@dataclass(frozen=True)
class VariantFacts:
    """One variant of a product."""

    name: str
    price_dong: int
    unit: str
    content_amount: int | None
    content_unit: str | None
    weight_g: int
    stock: int
    sku: str


@dataclass(frozen=True)
class DeliveryFacts:
    """Delivery scope, longest transit in days, and the most pieces an order."""

    scope: str
    max_transit_days: int | None
    keeps_cold: bool
    order_limit: int


@dataclass(frozen=True)
class ProductFacts:
    """One product of a shop; `state` is that of its listing, `season` that of its demand."""

    slug: str
    name: str
    shop: str
    category: str
    label_group: str
    area_code: str
    place: str
    former_place: str
    evidence: str
    picture: str
    state: str
    description: str
    origin_note: str
    season_note: str
    label: Mapping[str, str]
    papers: Sequence[str]
    ocop_stars: int | None
    delivery: DeliveryFacts
    alts: Sequence[str]
    variants: Sequence[VariantFacts]
    season: str
    popularity: int
    off_season_note: str = ""
    hours_ago: int = 0
    comments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class ShopFacts:
    """One shop and its owner."""

    key: str
    name: str
    legal_form: str
    area_code: str
    owner: str
    birth_year: int
    address_line: str
    opened_days_ago: int
    bank_bin: str
    tagline: str
    story: str
    goods: Sequence[str]
    sku: str
    phone: str
    delivery_policy: str
    return_policy: str
    opening_hours: str
    members: int
    preparation_days: int
    sign_in: str = ""
    free_from: int | None = None


@dataclass(frozen=True)
class ApplicationFacts:
    """One application in the officers' queue, and its state."""

    state: str
    phone: str
    name: str
    birth_year: int
    area_code: str
    address_line: str
    legal_form: str
    goods: Sequence[str]
    note: str
    hours_ago: int
    business: str = ""
    ask: Mapping[str, str] = field(default_factory=dict)
    ask_note: str = ""
    reason: str = ""
    decline_note: str = ""


@dataclass(frozen=True)
class PersonFacts:
    """Somebody with a sign-in: staff, an officer of a commune, a customer."""

    phone: str
    name: str
    area_code: str = ""
    address_line: str = ""


@dataclass(frozen=True)
class PeopleFacts:
    """All people except the owners of shops."""

    staff: Mapping[str, PersonFacts]
    officers: Sequence[PersonFacts]
    customer: PersonFacts
    applications: Sequence[ApplicationFacts]


@cache
def list_shops() -> tuple[ShopFacts, ...]:
    """The shops, the one that opened first in front."""
    shops = [ShopFacts(**row) for row in _read("shops")["shops"]]
    return tuple(sorted(shops, key=lambda shop: -shop.opened_days_ago))


@cache
def list_products() -> tuple[ProductFacts, ...]:
    """Every product, in the order of the file."""
    return tuple(_product(row) for row in _read("products")["products"])


@cache
def get_people() -> PeopleFacts:
    """Staff, officers, the customer and the applications."""
    told = _read("people")
    return PeopleFacts(
        staff={role: PersonFacts(**row) for role, row in told["staff"].items()},
        officers=tuple(PersonFacts(**row) for row in told["officers"]),
        customer=PersonFacts(**told["customer"]),
        applications=tuple(ApplicationFacts(**row) for row in told["applications"]),
    )


def _product(row: dict[str, Any]) -> ProductFacts:
    variants = tuple(VariantFacts(**variant) for variant in row["variants"])
    return ProductFacts(**{**row, "variants": variants, "delivery": DeliveryFacts(**row["delivery"])})


def _read(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((DATA / f"{name}.json").read_text(encoding="utf-8"))
    return found
