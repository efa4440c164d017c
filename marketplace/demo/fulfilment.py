"""Runs the steps of one shop order of the demo, each by the service that people use for it."""

from collections.abc import Callable

from marketplace.core.actors import PROVIDER, Actor
from marketplace.core.clock import now
from marketplace.core.runtime import as_if_configured
from marketplace.demo.entrepreneurs import owner_of
from marketplace.demo.stage import Stage
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import lock_shop_order
from marketplace.orders.services import fulfilment
from marketplace.orders.services.cancelling import cancel_shop_order
from marketplace.payments.exchanges.card import count_session
from marketplace.payments.exchanges.stripe_api import PROVIDER as STRIPE
from marketplace.payments.models import WHOLE, Payment, Refund
from marketplace.payments.provider import CURRENCY, SeenSession
from marketplace.payments.queries.outside import find_bank_transaction, record_bank_transaction_once
from marketplace.payments.queries.payments import find_payment_that_paid, find_pending_for
from marketplace.payments.queries.refunds import find_refund_for
from marketplace.payments.services.closing import expire_payment
from marketplace.payments.services.deposits import match_bank_transaction
from marketplace.payments.services.refunds import confirm_refund, give_account, record_transfer_back
from marketplace.payments.services.transfers import collect_cash, confirm_transfer, say_transferred
from marketplace.shipping.registries import CARRIERS
from marketplace.story import fates
from marketplace.story.fates import Step

CARRIER_NAMES = ("Bưu điện xã (mẫu)", "Điểm gửi hàng trung tâm (mẫu)", "Xe khách liên huyện (mẫu)")
CARD_KEY = "sk_test_mau"  # invented: a card was paid while a provider of cards was configured
REFUND_BIN = "970405"
FEED = "mau"


class Part:
    """One shop order of the demo once it is placed, and its steps."""

    def __init__(self, stage: Stage, key: str) -> None:
        self.stage, self.key, self.random = stage, key, stage.random
        self.number, self.id, self.buyer = "", 0, Actor(PROVIDER)

    def begin(self, placed: ShopOrder, buyer: Actor) -> None:
        """Record the placed shop order and its buyer."""
        self.number, self.id, self.buyer = placed.number, placed.id, buyer

    def do(self, step: Step) -> None:
        """Run one step, unless the order was never placed."""
        if self.id:
            _VERBS[step.what](self, step)

    @property
    def seller(self) -> Actor:
        """Its seller."""
        return owner_of(self.stage, self.key)

    def locked(self) -> ShopOrder:
        """Its row, locked."""
        return lock_shop_order(self.number, shop=self.stage.shops[self.key])

    def payment(self) -> Payment:
        """Its open payment."""
        return find_pending_for(self.id)[0]

    def refund(self) -> Refund:
        """Its refund."""
        paid_by = find_payment_that_paid(self.id)
        refund = find_refund_for(paid_by.id, self.id, WHOLE) if paid_by else None
        assert refund is not None
        return refund


def _accept(part: Part, step: Step) -> None:
    shop_order = part.locked()
    fulfilment.note_seen(shop_order)
    fulfilment.accept(shop_order, by=part.seller)


def _send(part: Part, step: Step) -> None:
    shop_order, random = part.locked(), part.random
    by_post = CARRIERS.get(shop_order.carrier).needs_tracking
    send = fulfilment.send_again if shop_order.shipments else fulfilment.hand_over
    send(
        shop_order,
        by=part.seller,
        carrier=shop_order.carrier,
        carrier_name=random.choice(CARRIER_NAMES) if by_post else "",
        tracking_number=f"MAU{random.randrange(10**9):09d}VN" if by_post else "",
    )


def _arrive(part: Part, step: Step) -> None:
    by = Actor(PROVIDER) if step.what == fates.CARRIED else part.seller
    fulfilment.deliver(part.locked(), by=by)


def _tell_of_bank_line(part: Part, step: Step) -> None:
    payment = part.payment()
    assert payment.payee_account and payment.payee_fingerprint
    shown = {name: payment.payee_account[name] for name in ("bin", "number_masked")}
    reference = f"MAU{part.random.getrandbits(48):012X}"
    memo = f"{payment.memo} chuyen tien"
    take_bank_line(payment.payee_fingerprint, shown, reference, payment.amount_dong, memo)


def take_bank_line(fingerprint: str, shown: dict[str, str], reference: str, amount_dong: int, memo: str) -> None:
    """Receive and match a bank transaction of the demo."""
    line = {"reference": reference, "amount_dong": amount_dong, "memo": memo, "outcome": ""}
    account = {"account_fingerprint": fingerprint, "account_shown": shown}
    record_bank_transaction_once({"feed": FEED, "happened_at": now(), "received_at": now(), **account, **line})
    deposit = find_bank_transaction(fingerprint, reference)
    assert deposit is not None
    match_bank_transaction(deposit.id)


def _charge(part: Part, step: Step) -> None:
    payment, key = part.payment(), f"{part.random.getrandbits(64):016x}"
    seen = SeenSession(
        provider=STRIPE,
        ref=f"cs_mau_{key}",
        status="complete",
        is_paid=True,
        amount_dong=payment.amount_dong,
        currency=CURRENCY,
        is_live=False,
        payment_public_id=payment.public_id,
        order_number=payment.order.number,
        intent=f"pi_mau_{key}",
        url=None,
    )
    with as_if_configured(stripe_secret_key=CARD_KEY):
        count_session(seen)


def _give_account(part: Part, step: Step) -> None:
    number = f"0000009{part.random.randrange(1000):03d}"
    give_account(part.refund(), bank_bin=REFUND_BIN, number=number, holder="Khach hang mau", by=part.buyer)


def _send_back(part: Part, step: Step) -> None:
    record_transfer_back(part.refund(), f"MAU{part.random.getrandbits(40):010X}", by=part.seller)


_VERBS: dict[str, Callable[[Part, Step], object]] = {
    fates.SAID: lambda part, step: say_transferred(part.payment(), by=part.buyer),
    fates.PAID: lambda part, step: confirm_transfer(part.payment(), by=part.seller),
    fates.FED: _tell_of_bank_line,
    fates.CHARGED: _charge,
    fates.COLLECTED: lambda part, step: collect_cash(part.locked(), by=part.seller),
    fates.EXPIRED: lambda part, step: expire_payment(part.payment().id),
    fates.ACCEPTED: _accept,
    fates.PACKED: lambda part, step: fulfilment.pack(part.locked(), by=part.seller),
    fates.SHIPPED: _send,
    fates.DELIVERED: _arrive,
    fates.CARRIED: _arrive,
    fates.REFUSED: lambda part, step: fulfilment.refuse(part.locked(), by=part.seller, reason=step.note),
    fates.UNDELIVERED: lambda part, step: fulfilment.fail_delivery(part.locked(), by=part.seller, reason=step.note),
    fates.RETURNED: lambda part, step: fulfilment.take_back(part.locked(), by=part.seller, reason=step.note),
    fates.CANCELLED: lambda part, step: cancel_shop_order(part.locked(), by=part.buyer, reason=step.note),
    fates.DECLINED: lambda part, step: fulfilment.decline(part.locked(), by=part.seller, reason=step.note),
    fates.REFUND_ACCOUNT: _give_account,
    fates.REFUND_SENT: _send_back,
    fates.REFUND_DONE: lambda part, step: confirm_refund(part.refund(), by=part.buyer),
}
