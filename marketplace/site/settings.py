"""Every setting the operator may change, with its default and its meaning."""

from dataclasses import dataclass, fields, replace
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
    """The settings as they stand; field names are the keys in the table."""

    brand: str = "Gian hàng Phụ nữ xứ Thanh"
    tagline: str = "Hàng quê, tay chị em xứ Thanh làm ra"
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
    cod_enabled: bool = True
    unpaid_orders_per_phone: int = 5
    vietqr_enabled: bool = True
    card_enabled: bool = True  # shown only where a Stripe key is configured too
    card_min_dong: int = 15_000
    card_max_dong: int = 99_999_999
    platform_bank_bin: str = ""
    platform_bank_account_sealed: str = ""
    platform_bank_account_masked: str = ""
    platform_bank_holder: str = ""
    notify_email: bool = True
    notify_gateway: bool = True
    seller_reply_hours: int = 24
    application_decision_days: int = 5
    listing_review_days: int = 2
    evidence_kept_days: int = 180
    revenue_suppressed_below: int = 5  # public figures of fewer women are hidden

    @property
    def is_registered(self) -> bool:
        """Whether the platform's registration with the ministry is recorded."""
        return bool(self.registration_number and self.registration_date)

    @property
    def takes_orders(self) -> bool:
        """Whether orders may be placed at all (decision of law; listing-only shows goods alone)."""
        allowed = self.is_registered or self.takes_orders_unregistered
        return allowed and self.money_flow != LISTING_ONLY


MOST_TEXT = 500  # characters of any one setting
LIMITS = {  # key: (least, most) of the numbers
    "unpaid_orders_per_phone": (1, 100),
    "card_min_dong": (1_000, 10_000_000),
    "card_max_dong": (100_000, 99_999_999),
    "seller_reply_hours": (1, 240),
    "application_decision_days": (1, 60),
    "listing_review_days": (1, 30),
    "evidence_kept_days": (30, 1825),
    "revenue_suppressed_below": (5, 50),
}


KEYS = {field.name: field for field in fields(SiteSettings)}


def from_rows(rows: dict[str, Any]) -> SiteSettings:
    """Settings from stored values; unknown keys and values of a wrong type fall back to the default."""
    known = {key: value for key, value in rows.items() if key in KEYS}
    fitting: dict[str, Any] = {key: value for key, value in known.items() if isinstance(value, type(KEYS[key].default))}
    return replace(SiteSettings(), **fitting)
