"""Ngân hàng Sông: a gateway with words of its own, put into the words of a payment provider."""

import hmac
import json
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from marketplace.payments import outcomes
from marketplace.payments.errors import ProviderRefused
from marketplace.payments.exchanges.card import settle_session
from marketplace.payments.exchanges.refunding import settle_seen_refund
from marketplace.payments.notification_signature import SignatureRefused
from marketplace.payments.provider import (
    CURRENCY,
    EXPIRED,
    GIVEN_BACK,
    OPEN,
    PaymentProvider,
    SeenEvent,
    SeenMoney,
    SeenRefund,
    SeenSession,
    Wish,
)
from tests.fakes.river_bank import HOST, Bill, GiveBack, NoSuchThing, RiverBank, seal

CODE = "river_bank"
STATES = {"waiting": OPEN, "paid": "over", "torn up": EXPIRED}


class River(PaymentProvider):
    """The platform's account at the bank, where a key is set."""

    code = CODE
    name = "Ngân hàng Sông"
    signature_header = "X-River-Seal"
    shortest_session = timedelta(minutes=5)

    def __init__(self) -> None:
        self.there = RiverBank()

    def is_configured(self) -> bool:
        """Whether a key is set."""
        return self.setting("KEY") is not None

    def is_live(self) -> bool:
        """Never."""
        return False

    def form_hosts(self) -> Sequence[str]:
        """Its own pages."""
        return (HOST,)

    def read_event(self, body: bytes, signature: str | None) -> SeenEvent:
        """A note with the bank's seal."""
        key = self.setting("KEY")
        if key is None or not hmac.compare_digest(seal(body, key), signature or ""):
            raise SignatureRefused("mismatch")
        told = json.loads(body)
        return SeenEvent(told["note"], told["what"], False, {"number": told["number"]})

    def act_on(self, event: SeenEvent) -> str:
        """A bill was paid, or money has gone back."""
        number = event.facts["number"]
        if event.kind == "paid":
            return settle_session(self.see_session(number))
        return settle_seen_refund(self.see_refund(number)) if event.kind == "gone back" else outcomes.IGNORED

    def open_session(self, wish: Wish) -> SeenSession:
        """Write a bill."""
        dong = sum(amount_dong for _, amount_dong in wish.lines)
        return _session(self.there.ask_for(dong, wish.payment_public_id, wish.order_number, wish.key))

    def see_session(self, ref: str) -> SeenSession:
        """A bill."""
        try:
            return _session(self.there.bill(ref))
        except NoSuchThing:
            raise ProviderRefused(code="no_bill") from None

    def end_session(self, ref: str) -> SeenSession:
        """Tear it up."""
        return _session(self.there.tear_up(ref))

    def see_sessions_since(self, at: datetime) -> Iterable[SeenSession]:
        """All bills: there are few."""
        return [_session(bill) for bill in self.there.bills.values()]

    def find_session_of(self, intent: str) -> SeenSession | None:
        """The bill of a receipt."""
        return next((_session(bill) for bill in self.there.bills.values() if bill.receipt == intent), None)

    def find_captured(self, intent: str) -> SeenMoney | None:
        """The money of a receipt."""
        return next((_money(bill) for bill in self.there.bills.values() if bill.receipt == intent), None)

    def see_captured(self, intent: str) -> SeenMoney:
        """The same; refused where there is none."""
        found = self.find_captured(intent)
        if found is None:
            raise ProviderRefused(code="no_receipt")
        return found

    def see_captured_since(self, at: datetime) -> Iterable[SeenMoney]:
        """All bills that are paid."""
        return [_money(bill) for bill in self.there.bills.values() if bill.receipt]

    def create_refund(self, *, intent: str, amount_dong: int, refund_public_id: str, key: str) -> SeenRefund:
        """Send money back."""
        try:
            return _refund(self.there.give_back(intent, amount_dong, refund_public_id, key))
        except NoSuchThing:
            raise ProviderRefused(code="no_receipt") from None

    def see_refund(self, ref: str) -> SeenRefund:
        """Money on its way back."""
        if ref not in self.there.give_backs:
            raise ProviderRefused(code="no_give_back")
        return _refund(self.there.give_backs[ref])

    def find_refund(self, intent: str, refund_public_id: str) -> SeenRefund | None:
        """By the shop's own name for it."""
        backs = self.there.give_backs.values()
        return next((_refund(back) for back in backs if back.memo == refund_public_id), None)

    def see_refunds_since(self, at: datetime) -> Iterable[SeenRefund]:
        """All of it."""
        return [_refund(back) for back in self.there.give_backs.values()]


def _session(bill: Bill) -> SeenSession:
    return SeenSession(
        provider=CODE,
        ref=bill.number,
        status=STATES[bill.state],
        is_paid=bill.state == "paid",
        amount_dong=bill.dong,
        currency=CURRENCY,
        is_live=False,
        payment_public_id=bill.memo,
        order_number=bill.order,
        intent=bill.receipt or None,
        url=f"{HOST}/{bill.number}" if bill.state == "waiting" else None,
    )


def _money(bill: Bill) -> SeenMoney:
    return SeenMoney(CODE, bill.receipt, bill.dong, CURRENCY, False, bill.memo, bill.order)


def _refund(back: GiveBack) -> SeenRefund:
    status = GIVEN_BACK if back.has_arrived else "moving"
    return SeenRefund(CODE, back.number, status, back.dong, back.memo, "", back.receipt, CURRENCY)


plug = River()
