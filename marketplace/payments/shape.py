"""The shape of a payment method; each is one file in `methods/` with all that is specific to it."""

from abc import ABC, abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from config import Config
from marketplace.payments.models import BACK_BY_PROVIDER, Payment
from marketplace.shops.models import Shop
from marketplace.site.settings import LISTING_ONLY, SiteSettings

PROVIDER, TRANSFER = BACK_BY_PROVIDER, "transfer"  # how money goes back
BY_PROVIDER, BY_PAYEE, AT_HANDOVER = "by_provider", "by_payee", "at_handover"  # who says that money came
# A hold outlasts the session at a provider by so much: its last word is known before goods go back on the shelf.
HOLD_OUTLASTS = timedelta(minutes=10)
CONFIRMERS = (BY_PROVIDER, BY_PAYEE, AT_HANDOVER)
TOO_LITTLE, TOO_MUCH, SHOP_DECLINES, OVER_SHOP_LIMIT, NO_ACCOUNT = (  # why a method is not offered
    "too_little",
    "too_much",
    "shop_declines",
    "over_shop_limit",
    "no_account",
)


@dataclass(frozen=True)
class Obstacle:
    """Why a method in use here is not offered for some goods, with the shop or the amount in đồng it is about."""

    why: str
    shop: str = ""
    amount_dong: int = 0


class Payable(Protocol):
    """Something one shop is to be paid for: a parcel of a checkout summary, or a shop order."""

    @property
    def shop(self) -> Shop:
        """The shop."""
        ...

    @property
    def total_dong(self) -> int:
        """Goods and shipping in đồng."""
        ...


@dataclass(frozen=True)
class PayeeAccount:
    """A bank account with its number decrypted, to be copied into a payment."""

    bin: str
    number: str
    holder: str


@dataclass(frozen=True)
class AmountLimit:
    """A minimum or maximum amount of an order: the setting's key, its default in đồng, and its range."""

    key: str
    default_dong: int
    least_dong: int
    most_dong: int
    label: str


@dataclass(frozen=True)
class MethodWords:
    """The words of a payment method on pages: Vietnamese message ids marked with `N_`; «%(amount)s» is filled in."""

    label: str  # the choice at the checkout, and how an order was paid
    short_name: str  # the same within a sentence
    hint: str  # what the customer does, under the label
    icon: str
    switch: str  # the operator's question whether it is taken
    next_step: str  # what the customer does with an order that waits for its money
    switch_hint: str = ""
    unready_hint: str = ""  # why customers do not see it though it is switched on


@dataclass(frozen=True)
class ProviderWords:
    """The words on pages while a payment provider takes or refunds money."""

    title: str
    heading: str
    lead: str
    button: str
    opening: str
    assurance: str
    waiting_title: str
    asking: str
    declined: str
    again: str
    away: str
    slow: str  # it answers late, or too many wait for it: what the customer can do
    ended: str
    refund_to_customer: str
    refund_message: str  # within the message that money comes back
    refund_to_seller: str
    refund_sending: str
    refund_refused: str


class PaymentMethod(ABC):
    """A payment method.

    `confirmed_by` is who confirms receipt: the provider; a bank feed or the payee; the person who hands over the
    parcel. `holds_for` is how long goods are held; None when nothing is paid in advance. `page` is the template of
    the page on which the customer pays; none for payment on delivery. `provider` is the code of the payment provider
    (a file in `providers/`) that confirms it; None where no provider does.
    """

    code: str
    confirmed_by: str
    holds_for: timedelta | None
    refund_way: str
    words: MethodWords
    page: str = ""
    provider: str | None = None
    provider_words: ProviderWords | None = None
    least: AmountLimit | None = None
    most: AmountLimit | None = None

    @property
    def switch(self) -> str:
        """The key of the setting by which the operator switches it on or off."""
        return f"{self.code}_enabled"

    @property
    def limits(self) -> tuple[AmountLimit, ...]:
        """The amounts the operator sets for it."""
        return tuple(limit for limit in (self.least, self.most) if limit is not None)

    def is_ready(self, config: Config) -> bool:
        """Whether this installation is configured for it."""
        return True

    def is_taken(self, settings: SiteSettings, config: Config) -> bool:
        """Whether it is in use here: switched on and configured."""
        return settings.money_flow != LISTING_ONLY and settings.is_on(self.switch) and self.is_ready(config)

    def is_offered(self, parts: Sequence[Payable], settings: SiteSettings, config: Config) -> bool:
        """Whether it is offered for these goods of these shops now."""
        return bool(parts) and self.is_taken(settings, config) and self.obstacle(parts, settings) is None

    def obstacle(self, parts: Sequence[Payable], settings: SiteSettings) -> Obstacle | None:
        """The first reason why it is not offered for these goods, or None."""
        total_dong = sum(part.total_dong for part in parts)
        least, most = _amount(self.least, settings), _amount(self.most, settings)
        if least is not None and total_dong < least:
            return Obstacle(TOO_LITTLE, amount_dong=least)
        if most is not None and total_dong > most:
            return Obstacle(TOO_MUCH, amount_dong=most)
        return self.own_obstacle(parts, settings)

    def own_obstacle(self, parts: Sequence[Payable], settings: SiteSettings) -> Obstacle | None:
        """The first of the method's own conditions that these goods do not meet, or None."""
        return None

    @abstractmethod
    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Whether the platform receives the money, in one payment; otherwise each shop receives its own."""

    def prepare(self, payment: Payment, payee: Shop | None, settings: SiteSettings) -> None:
        """Fill in the fields of a new payment that this method needs."""
        return

    @abstractmethod
    def received_account(self, payment: Payment) -> str:
        """The ledger account to which the receipt is debited."""


def _amount(limit: AmountLimit | None, settings: SiteSettings) -> int | None:
    return settings.amount(limit.key, limit.default_dong) if limit else None
