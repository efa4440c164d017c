"""Every setting the operator may change, with its default and its meaning."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields, replace
from typing import Any

LISTING_ONLY, DIRECT, PARTNER, PLATFORM = (
    "listing_only",
    "direct_to_seller",
    "licensed_partner",
    "platform_collects",
)
MONEY_FLOWS = (LISTING_ONLY, DIRECT, PARTNER, PLATFORM)
PLATFORM_ACCOUNT_SEAL = "setting:platform_bank_account"  # what the platform's sealed account number is bound to


@dataclass(frozen=True)
class SiteSettings:
    """The settings in force; field names are the keys in the table."""

    brand: str = "Gian hàng Phụ nữ xứ Thanh"
    tagline: str = "Hàng quê do chính tay chị em xứ Thanh làm"
    association: str = "Hội Liên hiệp Phụ nữ tỉnh Thanh Hóa"
    hotline: str = ""
    zalo: str = ""
    email: str = ""
    owner_name: str = ""
    owner_address: str = ""
    owner_representative: str = ""
    home_province: str = "38"
    brand_colour: str = ""  # empty: the design's own
    accent_colour: str = ""
    logo_photo_id: str = ""
    money_flow: str = DIRECT
    money_flow_basis: str = ""  # contract or licence on which partner and platform flows rest
    money_flow_confirmed_on: str = ""  # the day an operator confirmed it in writing
    registration_number: str = ""  # with the ministry; production takes no orders until it is filled
    registration_date: str = ""
    registration_place: str = ""
    takes_orders_unregistered: bool = False  # the demo's override, with a banner
    is_demo: bool = False
    unpaid_orders_per_phone: int = 5
    platform_bank_bin: str = ""
    platform_bank_account_sealed: str = ""
    platform_bank_account_masked: str = ""
    platform_bank_holder: str = ""
    seller_reply_hours: int = 24
    application_decision_days: int = 5
    listing_review_days: int = 2
    evidence_kept_days: int = 180
    revenue_suppressed_below: int = 5  # public figures of fewer women are hidden
    of_plugs: Mapping[str, Any] = field(default_factory=dict, hash=False)  # stored switches and amounts of plugs

    def is_on(self, switch: str) -> bool:
        """Whether a plug (payment method, channel) is switched on; on unless the operator switched it off."""
        return self.of_plugs.get(switch) is not False

    def amount(self, key: str, default_dong: int) -> int:
        """An amount the operator sets for a plug, in đồng."""
        return int(self.of_plugs.get(key, default_dong))

    @property
    def is_registered(self) -> bool:
        """Whether the platform's registration with the ministry is recorded."""
        return bool(self.registration_number and self.registration_date)

    @property
    def takes_orders(self) -> bool:
        """Whether orders may be placed: only once registered with the ministry, and not in listing-only mode."""
        allowed = self.is_registered or self.takes_orders_unregistered
        return allowed and self.money_flow != LISTING_ONLY


MOST_TEXT = 500  # characters of any one setting
LIMITS = {  # key: (least, most) of the numbers
    "unpaid_orders_per_phone": (1, 100),
    "seller_reply_hours": (1, 240),
    "application_decision_days": (1, 60),
    "listing_review_days": (1, 30),
    "evidence_kept_days": (30, 1825),
    "revenue_suppressed_below": (5, 50),
}


KEYS = {field.name: field for field in fields(SiteSettings) if field.name != "of_plugs"}
MOST_DONG = 10_000_000_000
SWITCH, AMOUNT = re.compile(r"[a-z_]+_enabled|notify_[a-z_]+", re.A), re.compile(r"[a-z_]+_dong", re.A)


def is_of_plug(key: str, value: Any) -> bool:
    """Whether this setting is defined by a plug: a switch, or an amount in đồng."""
    if SWITCH.fullmatch(key):
        return isinstance(value, bool)
    return bool(AMOUNT.fullmatch(key)) and type(value) is int and 0 <= value <= MOST_DONG


def from_rows(rows: dict[str, Any]) -> SiteSettings:
    """Settings from stored values; unknown keys and values of a wrong type fall back to the default."""
    of_plugs = {key: value for key, value in rows.items() if key not in KEYS and is_of_plug(key, value)}
    known = {key: value for key, value in rows.items() if key in KEYS}
    fitting: dict[str, Any] = {key: value for key, value in known.items() if isinstance(value, type(KEYS[key].default))}
    return replace(SiteSettings(), of_plugs=of_plugs, **fitting)
