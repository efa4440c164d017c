"""Payments, refunds, and what providers and bank feeds report."""

from datetime import datetime
from typing import Any

from sqlalchemy import CheckConstraint, ForeignKey, UniqueConstraint
from sqlalchemy.ext.hybrid import hybrid_property
from sqlalchemy.orm import Mapped, mapped_column, relationship

from marketplace.core.clock import now
from marketplace.core.db import Dong, Key, Row
from marketplace.core.references import new_public_id
from marketplace.core.row_seals import Sealed
from marketplace.core.states import HasStates
from marketplace.orders.models import Order, ShopOrder
from marketplace.payments.states import PAYMENT, PROVIDER_TASK, REFUND, SENDABLE_STATES

BACK_BY_PROVIDER = "provider"
WHOLE = "whole"  # the cause of the refund of everything that is left of a shop order


class Payment(HasStates, Sealed, Row):
    """A payment request: of one order, to one payee, by one method, for one or more shop orders."""

    __tablename__ = "payment"
    __table_args__ = (
        CheckConstraint("amount_dong > 0", name="some"),
        UniqueConstraint("method", "provider_ref"),
    )
    seals = (
        "public_id",
        "order_id",
        "method",
        "payee_shop_id",
        "amount_dong",
        "memo",
        "payee_account",
        "payee_number_sealed",
        "payee_fingerprint",
    )
    machine = PAYMENT
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    order_id: Mapped[int] = mapped_column(ForeignKey("customer_order.id"), index=True)
    method: Mapped[str] = mapped_column()  # plug of payments.methods
    payee_shop_id: Mapped[int | None] = mapped_column(ForeignKey("shop.id"), index=True)  # None: the platform
    status: Mapped[str] = mapped_column()
    amount_dong: Mapped[int] = mapped_column(Dong)
    memo: Mapped[str | None] = mapped_column(unique=True)  # VietQR payment token
    payee_account: Mapped[dict[str, Any]] = mapped_column(default=dict)  # bin, masked number, holder as shown
    payee_number_sealed: Mapped[str | None] = mapped_column()
    payee_fingerprint: Mapped[str | None] = mapped_column(index=True)  # finds the payee of a deposit
    provider_key: Mapped[str | None] = mapped_column(unique=True)  # idempotency key, stored before the call
    provider_ends_at: Mapped[datetime | None] = mapped_column()  # when the session is to end, stored before the call
    provider_ref: Mapped[str | None] = mapped_column()  # checkout session
    provider_payment: Mapped[str | None] = mapped_column(unique=True)  # payment intent
    provider_url: Mapped[str | None] = mapped_column()
    provider_closed_at: Mapped[datetime | None] = mapped_column()  # seen complete or expired at the provider
    provider_asked_at: Mapped[datetime | None] = mapped_column()  # last re-check
    created_at: Mapped[datetime] = mapped_column(default=now)
    expires_at: Mapped[datetime | None] = mapped_column()
    extended_at: Mapped[datetime | None] = mapped_column()  # «Tôi đã chuyển khoản», once
    not_found_at: Mapped[datetime | None] = mapped_column()  # reported, ended, and the payee looked: nothing came
    ended_at: Mapped[datetime | None] = mapped_column()
    confirmed_how: Mapped[str | None] = mapped_column()  # provider | bank_feed | payee | cash
    reference: Mapped[str] = mapped_column(default="")  # payment intent, bank transaction, person who confirmed
    order: Mapped[Order] = relationship()
    parts: Mapped[list["PaymentPart"]] = relationship(order_by="PaymentPart.id")


class PaymentPart(Row):
    """How much of a payment is for which shop order."""

    __tablename__ = "payment_part"
    __table_args__ = (UniqueConstraint("payment_id", "shop_order_id"),)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"))
    shop_order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"), index=True)
    amount_dong: Mapped[int] = mapped_column(Dong)
    # True: it paid the shop order. False: it came besides, and goes back. None: nothing came yet.
    pays_order: Mapped[bool | None] = mapped_column()
    shop_order: Mapped[ShopOrder] = relationship()


class Refund(HasStates, Sealed, Row):
    """A refund for one shop order; the row itself reserves its share of the captured amount (M5).

    Its lines say what of the order is taken back; a refund of money paid twice has none.
    """

    __tablename__ = "refund"
    __table_args__ = (
        CheckConstraint("amount_dong > 0", name="some"),
        UniqueConstraint("payment_id", "shop_order_id", "cause"),
        # one refund made at the provider may give back the parts of several shops
        UniqueConstraint("provider_ref", "shop_order_id"),
    )
    seals = ("public_id", "payment_id", "shop_order_id", "way", "amount_dong", "cause", "to_account", "to_shown")
    machine = REFUND
    public_id: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"), index=True)
    shop_order_id: Mapped[int] = mapped_column(ForeignKey("shop_order.id"), index=True)
    way: Mapped[str] = mapped_column()  # provider | transfer
    status: Mapped[str] = mapped_column()
    amount_dong: Mapped[int] = mapped_column(Dong)
    cause: Mapped[str] = mapped_column(default=WHOLE)  # what it is for; asked for again it is the same refund
    reason: Mapped[str] = mapped_column(default="")
    provider_ref: Mapped[str | None] = mapped_column()
    idempotency_key: Mapped[str] = mapped_column(default=new_public_id, unique=True)
    bank_reference: Mapped[str] = mapped_column(default="")
    to_account: Mapped[str | None] = mapped_column()  # sealed number, as the customer gave it
    to_shown: Mapped[dict[str, Any]] = mapped_column(default=dict)  # bank, masked number, holder
    failure: Mapped[str] = mapped_column(default="")  # why it failed, as a code
    tried_at: Mapped[datetime | None] = mapped_column()  # first call to the provider with the present key
    sent_by: Mapped[int | None] = mapped_column(Key)  # maker of a transfer
    confirmed_by: Mapped[int | None] = mapped_column(Key)  # another person
    created_at: Mapped[datetime] = mapped_column(default=now)
    sent_at: Mapped[datetime | None] = mapped_column()
    done_at: Mapped[datetime | None] = mapped_column()
    payment: Mapped[Payment] = relationship()
    shop_order: Mapped[ShopOrder] = relationship()
    lines: Mapped[list["RefundLine"]] = relationship(order_by="RefundLine.id")

    @hybrid_property
    def is_by_provider(self) -> bool:
        """Whether the payment provider makes it; otherwise the holder of the money transfers it."""
        return self.way == BACK_BY_PROVIDER

    @property
    def is_sendable(self) -> bool:
        """Whether it is not sent yet: the customer may change the account, the holder of the money may send it."""
        return self.status in SENDABLE_STATES


class RefundLine(Row):
    """What a refund takes back of one order line, or (without a line) of the shipping (promise M8).

    `amount_dong` goes back to the customer, `subsidy_dong` to the funder of the discount; their sum is what seller,
    platform and state had received of it.
    """

    __tablename__ = "refund_line"
    __table_args__ = (
        UniqueConstraint("refund_id", "order_line_id"),
        CheckConstraint("(order_line_id IS NULL) = (quantity = 0)", name="pieces_of_goods"),
        CheckConstraint("quantity >= 0 AND amount_dong >= 0 AND subsidy_dong >= 0", name="not_negative"),
        CheckConstraint(
            "amount_dong + subsidy_dong = commission_dong + vat_dong + pit_dong + seller_net_dong", name="parts_add_up"
        ),
    )
    refund_id: Mapped[int] = mapped_column(ForeignKey("refund.id"), index=True)
    order_line_id: Mapped[int | None] = mapped_column(ForeignKey("order_line.id"), index=True)  # None: shipping
    quantity: Mapped[int] = mapped_column()  # pieces; 0 for shipping
    amount_dong: Mapped[int] = mapped_column(Dong)
    subsidy_dong: Mapped[int] = mapped_column(Dong, default=0)
    commission_dong: Mapped[int] = mapped_column(Dong)
    vat_dong: Mapped[int] = mapped_column(Dong)
    pit_dong: Mapped[int] = mapped_column(Dong)
    seller_net_dong: Mapped[int] = mapped_column(Dong)


class ProviderEvent(Row):
    """One notification from a provider, stored before it is processed; its id is processed once (M7)."""

    __tablename__ = "provider_event"
    __table_args__ = (UniqueConstraint("provider", "event_id"),)
    provider: Mapped[str] = mapped_column()
    event_id: Mapped[str] = mapped_column()
    kind: Mapped[str] = mapped_column()
    payload: Mapped[dict[str, Any]] = mapped_column()
    received_at: Mapped[datetime] = mapped_column(default=now)
    handled_at: Mapped[datetime | None] = mapped_column()
    outcome: Mapped[str] = mapped_column(default="")


class ProviderTask(HasStates, Row):
    """Something about money at a provider that an operator must deal with, by a day.

    `held_dong` is what the provider holds more (or less, negative) than all payments and refunds here say, because
    of this; the suspense account of the book holds the sum of them (promise M14).
    """

    __tablename__ = "provider_task"
    __table_args__ = (UniqueConstraint("provider", "kind", "subject"),)
    machine = PROVIDER_TASK
    provider: Mapped[str] = mapped_column()
    kind: Mapped[str] = mapped_column()  # see payments.provider_tasks
    subject: Mapped[str] = mapped_column()  # the provider's id of what it is about
    status: Mapped[str] = mapped_column(index=True)
    amount_dong: Mapped[int] = mapped_column(Dong, default=0)
    held_dong: Mapped[int] = mapped_column(Dong, default=0)
    bookings: Mapped[int] = mapped_column(default=0)  # how often `held_dong` changed
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), index=True)
    order_number: Mapped[str] = mapped_column(default="")  # as the provider tells it; perhaps no order here
    detail: Mapped[str] = mapped_column(default="")  # the provider's own word on it, as a code
    found_at: Mapped[datetime] = mapped_column(default=now)
    due_at: Mapped[datetime] = mapped_column()
    settled_note: Mapped[str] = mapped_column(default="")
    settled_by: Mapped[int | None] = mapped_column(Key)
    settled_at: Mapped[datetime | None] = mapped_column()
    payment: Mapped[Payment | None] = relationship()


class ProviderComparison(Row):
    """One comparison of our books with a provider's, from a moment on; unfinished while the provider was away."""

    __tablename__ = "provider_comparison"
    provider: Mapped[str] = mapped_column()
    since: Mapped[datetime] = mapped_column()
    started_at: Mapped[datetime] = mapped_column(default=now)
    finished_at: Mapped[datetime | None] = mapped_column()
    seen: Mapped[int] = mapped_column(default=0)  # sessions, charges, refunds and disputes looked at
    corrected: Mapped[int] = mapped_column(default=0)  # of these, what was put right here by itself
    tasks: Mapped[int] = mapped_column(default=0)  # and what was left to a person


class BankTransaction(Row):
    """One line of a bank feed: an incoming deposit; `reference` is unique per account, over all feeds (M7)."""

    __tablename__ = "bank_transaction"
    __table_args__ = (
        UniqueConstraint("account_fingerprint", "reference", name="uq_bank_notice_account_fingerprint_reference"),
        CheckConstraint("amount_dong > 0", name="some"),
        CheckConstraint("returned_dong >= 0 AND returned_dong <= amount_dong", name="returned_within"),
    )
    feed: Mapped[str] = mapped_column()  # which service told first
    account_fingerprint: Mapped[str] = mapped_column(index=True)
    account_shown: Mapped[dict[str, Any]] = mapped_column(default=dict)  # bin, masked number
    reference: Mapped[str] = mapped_column()
    amount_dong: Mapped[int] = mapped_column(Dong)
    memo: Mapped[str] = mapped_column()
    happened_at: Mapped[datetime] = mapped_column(default=now)
    received_at: Mapped[datetime] = mapped_column(default=now)
    handled_at: Mapped[datetime | None] = mapped_column()
    outcome: Mapped[str] = mapped_column(default="", index=True)  # see payments.outcomes
    payment_id: Mapped[int | None] = mapped_column(ForeignKey("payment.id"), index=True)  # the one its memo names
    payee_shop_id: Mapped[int | None] = mapped_column(ForeignKey("shop.id"), index=True)  # whose account it is
    is_platform_account: Mapped[bool] = mapped_column(default=False)
    returned_dong: Mapped[int] = mapped_column(Dong, default=0)
    settled_note: Mapped[str] = mapped_column(default="")
    settled_by: Mapped[int | None] = mapped_column(Key)
    settled_at: Mapped[datetime | None] = mapped_column()
    payment: Mapped[Payment | None] = relationship()
    allocations: Mapped[list["BankAllocation"]] = relationship(order_by="BankAllocation.id")

    @property
    def rest_dong(self) -> int:
        """The part of the deposit, in đồng, that is allocated to no payment and was not returned."""
        return self.amount_dong - self.returned_dong - sum(part.amount_dong for part in self.allocations)


class BankAllocation(Row):
    """How much of a deposit counts towards one payment (M5: in sum never more than the deposit)."""

    __tablename__ = "bank_allocation"
    __table_args__ = (
        UniqueConstraint("bank_transaction_id", "payment_id", name="uq_bank_allocation_bank_notice_id_payment_id"),
        CheckConstraint("amount_dong > 0", name="some"),
    )
    bank_transaction_id: Mapped[int] = mapped_column(ForeignKey("bank_transaction.id"))
    payment_id: Mapped[int] = mapped_column(ForeignKey("payment.id"), index=True)
    amount_dong: Mapped[int] = mapped_column(Dong)
    at: Mapped[datetime] = mapped_column(default=now)
    by_person_id: Mapped[int | None] = mapped_column(Key)  # None: matched by its memo
