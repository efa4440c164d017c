"""What a way of paying must be: one file in `methods/`, held to one contract test."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta
from typing import Protocol

from config import Config
from marketplace.payments.models import Payment
from marketplace.shops.models import Shop
from marketplace.site.settings import SiteSettings

PROVIDER, TRANSFER = "provider", "transfer"


class Payable(Protocol):
    """Something one shop is to be paid for: a parcel under review, or a shop order."""

    @property
    def shop(self) -> Shop:
        """Whose goods."""
        ...

    @property
    def total_dong(self) -> int:
        """Goods and shipping."""
        ...


@dataclass(frozen=True)
class PayeeAccount:
    """A bank account in the clear, on its way into a payment."""

    bin: str
    number: str
    holder: str


class PaymentMethod(Protocol):
    """One way of paying. `holds_for` is how long goods wait for the money; None when nothing is paid ahead."""

    code: str
    holds_for: timedelta | None
    refund_way: str

    def is_offered(self, parts: Sequence[Payable], settings: SiteSettings, config: Config) -> bool:
        """Whether these goods, from these shops, can be paid this way now."""
        ...

    def is_paid_to_platform(self, settings: SiteSettings) -> bool:
        """Whether the platform receives the money, in one payment; else each shop receives its own."""
        ...

    def prepare(self, payment: Payment, payee: Shop | None, settings: SiteSettings) -> None:
        """Fill in what this way of paying needs on a new payment."""
        ...

    def received_account(self, payment: Payment) -> str:
        """The account of the ledger on which the money arrives."""
        ...
