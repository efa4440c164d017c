"""The shape of a payment provider; each is one file in `providers/` that puts its API into these words.

A provider shows facts (`Seen…`), each marked with its code, and the exchanges count them alike whoever shows them.
Every call may raise ProviderBusy (nothing was done), ProviderAway (unknown whether done) or ProviderRefused (for good).
"""

from abc import ABC, abstractmethod
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from marketplace.core.runtime import config

CURRENCY = "vnd"  # whole đồng
OPEN, EXPIRED = "open", "expired"  # of a session; any other word is «over», paid or not
GIVEN_BACK = "succeeded"  # of a refund: the customer has it, by the provider's word
DEAD = ("failed", "canceled")  # of a refund: nothing comes of it; any other word is «on its way»


@dataclass(frozen=True)
class SeenSession:
    """A checkout session as the provider shows it now."""

    provider: str
    ref: str
    status: str
    is_paid: bool
    amount_dong: int
    currency: str
    is_live: bool
    payment_public_id: str
    order_number: str
    intent: str | None
    url: str | None
    paid_at: datetime | None = None  # where the provider said when


@dataclass(frozen=True)
class SeenMoney:
    """Captured money as the provider shows it now, by the provider's name for that payment."""

    provider: str
    ref: str
    amount_dong: int
    currency: str
    is_live: bool
    payment_public_id: str
    order_number: str


@dataclass(frozen=True)
class SeenRefund:
    """A refund as the provider shows it now."""

    provider: str
    ref: str
    status: str
    amount_dong: int
    refund_public_id: str
    failure: str
    intent: str
    currency: str


@dataclass(frozen=True)
class SeenDispute:
    """A dispute as the provider shows it now; `is_withdrawn` while the disputed money is not ours to use."""

    provider: str
    ref: str
    status: str
    reason: str
    amount_dong: int
    currency: str
    is_withdrawn: bool
    answer_by: datetime | None
    intent: str


@dataclass(frozen=True)
class SeenEvent:
    """A notification, proven to come from the provider, cut down to what is acted on and kept."""

    id: str
    kind: str
    is_live: bool
    facts: dict[str, Any]


@dataclass(frozen=True)
class Wish:
    """What a checkout session is asked for; the same wish under the same key is the same session."""

    payment_public_id: str
    order_number: str
    lines: Sequence[tuple[str, int]]  # name, đồng
    ends_at: datetime
    locale: str
    success_url: str
    cancel_url: str
    key: str


class PaymentProvider(ABC):
    """A payment provider: its webhook is `/webhooks/<code>`, its accounts in the ledger are named after its code.

    `name` is what operators call it; `signature_header` carries the signature of its notifications;
    `shortest_session` is the shortest time for which it opens a session.
    """

    code: str
    name: str
    signature_header: str
    shortest_session: timedelta

    def setting(self, name: str) -> str | None:
        """A setting of its own: the environment variable PROVIDER_<CODE>_<NAME>."""
        return config().provider_settings.get(f"PROVIDER_{self.code.upper()}_{name}")

    @abstractmethod
    def is_configured(self) -> bool:
        """Whether this installation has an account there."""

    @abstractmethod
    def is_live(self) -> bool:
        """Whether our key is for real money."""

    @abstractmethod
    def form_hosts(self) -> Sequence[str]:
        """The origins of its pages to which our forms lead (for the content security policy)."""

    @abstractmethod
    def read_event(self, body: bytes, signature: str | None) -> SeenEvent:
        """A notification whose signature is sound; SignatureRefused, BadNotification."""

    @abstractmethod
    def act_on(self, event: SeenEvent) -> str:
        """Ask for what an event is about and let the exchanges count the answer; gives an outcome."""

    def order_named_in(self, facts: dict[str, Any]) -> str:
        """The number of the order that the facts of an event name, if any."""
        return ""

    @abstractmethod
    def open_session(self, wish: Wish) -> SeenSession:
        """Open a checkout session, or get the one this key opened before."""

    @abstractmethod
    def see_session(self, ref: str) -> SeenSession:
        """A session as it stands."""

    @abstractmethod
    def end_session(self, ref: str) -> SeenSession:
        """End an open session, so that nobody can pay it; gives it as it stands when it is not open any more."""

    @abstractmethod
    def see_sessions_since(self, at: datetime) -> Iterable[SeenSession]:
        """Every session opened since a moment."""

    @abstractmethod
    def find_session_of(self, intent: str) -> SeenSession | None:
        """The session in which a payment was made, if it was made in one."""

    @abstractmethod
    def find_captured(self, intent: str) -> SeenMoney | None:
        """The money behind a reference that a refund or dispute names, where it can be asked for by that name."""

    @abstractmethod
    def see_captured(self, intent: str) -> SeenMoney:
        """The money of a payment as it stands; 0 đồng while nothing is captured."""

    @abstractmethod
    def see_captured_since(self, at: datetime) -> Iterable[SeenMoney]:
        """All money captured since a moment."""

    @abstractmethod
    def create_refund(self, *, intent: str, amount_dong: int, refund_public_id: str, key: str) -> SeenRefund:
        """Give money of a payment back, or get the refund this key made before."""

    @abstractmethod
    def see_refund(self, ref: str) -> SeenRefund:
        """A refund as it stands."""

    @abstractmethod
    def find_refund(self, intent: str, refund_public_id: str) -> SeenRefund | None:
        """The refund of a payment that carries our name, if the provider knows one."""

    @abstractmethod
    def see_refunds_since(self, at: datetime) -> Iterable[SeenRefund]:
        """Every refund made since a moment."""

    def see_disputes_since(self, at: datetime) -> Iterable[SeenDispute]:
        """Every dispute opened since a moment; none where the provider has no such thing."""
        return ()
