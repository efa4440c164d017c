"""Invariants of payments and refunds (promises M5, M6, M7, M8, M13, and S5 for payments)."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, and_, case, exists, func, or_, select, text

from marketplace.core.actors import OPERATOR, SELLER
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.promises import OutsideNote, promise
from marketplace.core.sealing import SEALED_LIKE
from marketplace.core.states import StateChange
from marketplace.ledger.accounts import UNALLOCATED, suspense_at
from marketplace.ledger.queries import account_balance
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.orders.money_state import money_state
from marketplace.orders.states import (
    GOES_BACK_STATES,
    MONEY_CAME_STATES,
    UNDELIVERED_END_STATES,
)
from marketplace.payments.errors import ProviderAway, ProviderBusy
from marketplace.payments.models import (
    BankAllocation,
    BankTransaction,
    Payment,
    PaymentPart,
    ProviderEvent,
    ProviderTask,
    Refund,
    RefundLine,
)
from marketplace.payments.outcomes import UNMATCHED
from marketplace.payments.provider import PaymentProvider, SeenSession
from marketplace.payments.provider_tasks import UNKNOWN_PAYMENT
from marketplace.payments.queries.order_money import facts_by_book, facts_by_rows, facts_of
from marketplace.payments.queries.payments import is_through
from marketplace.payments.queries.provider_tasks import known_subjects
from marketplace.payments.registries import PROVIDERS, configured_providers
from marketplace.payments.states import FAILED, GONE_STATES, PENDING, SUCCEEDED
from marketplace.payments.taking_back import taken_at

GRACE = timedelta(seconds=60)
ASKED_BACK, ACTED_ON = timedelta(hours=48), timedelta(days=1)


@promise("M5", "no more goes back than came, and no bank line counts for more than it holds")
def nothing_counts_twice() -> Iterator[str]:
    """Payments with more refunded than received, and deposits allocated beyond their amount."""
    for payment_id, captured, claimed in session.execute(_refunds_against_payments()):
        yield f"payment {payment_id}: {claimed} claimed back of {captured}"
    for deposit_id, amount, used in session.execute(_allocations_against_deposits()):
        yield f"deposit {deposit_id}: {used} counted of {amount}"
    expected = int(session.scalar(_rest_of_platform_money()) or 0)
    if (booked := -account_balance(UNALLOCATED)) != expected:
        yield f"unallocated: the book says {booked}, the bank lines {expected}"


def _refunds_against_payments() -> Any:
    captured = case((Payment.status == SUCCEEDED, Payment.amount_dong), else_=0)
    claimed = func.sum(Refund.amount_dong)
    joined = select(Payment.id, captured, claimed).join(Refund, Refund.payment_id == Payment.id)
    grouped = joined.where(Refund.status != FAILED).group_by(Payment.id, Payment.status, Payment.amount_dong)
    return grouped.having(claimed > captured)


def _allocations_against_deposits() -> Any:
    used = BankTransaction.returned_dong + func.coalesce(func.sum(BankAllocation.amount_dong), 0)
    joined = select(BankTransaction.id, BankTransaction.amount_dong, used).outerjoin(
        BankAllocation, BankAllocation.bank_transaction_id == BankTransaction.id
    )
    grouped = joined.group_by(BankTransaction.id, BankTransaction.amount_dong, BankTransaction.returned_dong)
    return grouped.having(used > BankTransaction.amount_dong)


def _rest_of_platform_money() -> Any:
    counted = (
        select(func.coalesce(func.sum(BankAllocation.amount_dong), 0))
        .join(Payment, Payment.id == BankAllocation.payment_id)
        .where(BankAllocation.bank_transaction_id == BankTransaction.id, Payment.status == SUCCEEDED)
        .correlate(BankTransaction)
        .scalar_subquery()
    )
    rest = func.sum(BankTransaction.amount_dong - BankTransaction.returned_dong - counted)
    return select(rest).where(BankTransaction.is_platform_account.is_(True), BankTransaction.outcome.in_(UNMATCHED))


@promise("M6", "an order's money is what its payments, its refunds and the book say; each payment has its proof")
def paid_means_money() -> Iterator[str]:
    """Shop orders whose payment state differs from their payments; payments received unproven or of another amount."""
    for number, mark, otherwise in _marks_against_facts():
        yield f"{number}: marked {mark}, {otherwise}"
    for number, mark, paying in session.execute(_marks_against_payments()):
        yield f"{number}: marked {mark}, paid by {paying} payments"
    for payment_id, amount, parts in session.execute(_parts_against_payments()):
        yield f"payment {payment_id}: {amount} asked, parts add up to {parts}"
    for payment_id, how in session.execute(_without_proof()):
        yield f"payment {payment_id}: received by {how} without proof"


def _marks_against_facts() -> Iterator[tuple[str, str, str]]:
    """Shop orders whose stored payment state differs from payments and refunds, or from the ledger."""
    told, booked = (session.execute(rows.order_by(ShopOrder.id)) for rows in (facts_by_rows(), facts_by_book()))
    for row, book in zip(told, booked, strict=True):
        facts, by_book = facts_of(row), facts_of(book)
        if money_state(facts) != row.money_status:
            yield row.number, row.money_status, f"its payments and refunds say {money_state(facts)}"
        if money_state(by_book) != row.money_status or by_book != facts:
            there_dong = by_book.paid_dong - by_book.returned_dong
            due_dong = by_book.taken_back_dong - by_book.returned_dong
            due = f", {due_dong} of it due back" if due_dong > 0 else ""
            yield row.number, row.money_status, f"the book holds {there_dong}{due}"


def _marks_against_payments() -> Any:
    paying = func.count(Payment.id)
    rows = (
        select(ShopOrder.number, ShopOrder.money_status, paying)
        .select_from(ShopOrder)
        .outerjoin(
            PaymentPart,
            and_(
                PaymentPart.shop_order_id == ShopOrder.id,
                PaymentPart.pays_order.is_(True),
                PaymentPart.amount_dong == ShopOrder.total_dong,
            ),
        )
        .outerjoin(Payment, and_(Payment.id == PaymentPart.payment_id, Payment.status == SUCCEEDED))
        .group_by(ShopOrder.id, ShopOrder.number, ShopOrder.money_status)
    )
    return rows.having(paying != case((ShopOrder.money_status.in_(MONEY_CAME_STATES), 1), else_=0))


def _parts_against_payments() -> Any:
    parts = func.coalesce(func.sum(PaymentPart.amount_dong), 0)
    rows = select(Payment.id, Payment.amount_dong, parts).outerjoin(PaymentPart, PaymentPart.payment_id == Payment.id)
    return rows.group_by(Payment.id, Payment.amount_dong).having(parts != Payment.amount_dong)


def _without_proof() -> Any:
    by_provider = and_(Payment.confirmed_how == "provider", Payment.provider_payment.is_not(None))
    fed = select(func.coalesce(func.sum(BankAllocation.amount_dong), 0)).where(BankAllocation.payment_id == Payment.id)
    by_feed = and_(Payment.confirmed_how == "bank_feed", fed.scalar_subquery() == Payment.amount_dong)
    by_person = and_(Payment.confirmed_how.in_(("payee", "cash")), _was_moved_by_a_person())
    proven = or_(by_provider, by_feed, by_person)
    rows = select(Payment.id, func.coalesce(Payment.confirmed_how, "nobody"))
    return rows.where(Payment.status == SUCCEEDED, func.coalesce(proven, False).is_(False))


def _was_moved_by_a_person() -> ColumnElement[bool]:
    return exists().where(
        StateChange.kind == Payment.machine.kind,
        StateChange.subject_id == Payment.id,
        StateChange.to_state == SUCCEEDED,
        StateChange.actor_kind.in_((SELLER, OPERATOR)),
        StateChange.person_id.is_not(None),
    )


@promise("M8", "refunds take back what a line's own rates give, never more than is there; the book says the same")
def refunds_follow_their_lines() -> Iterator[str]:
    """Refunds that differ from their lines, lines that do not follow their rates, and other sums in the ledger."""
    for refund_id, amount, lines in session.execute(_refunds_against_lines()):
        yield f"refund {refund_id}: {amount} go back, its lines add up to {lines}"
    for row in session.execute(_taken_of_lines()):
        line, taken = row.OrderLine, {name: int(getattr(row, name)) for name in OF_A_LINE}
        if taken["quantity"] > line.quantity or taken != taken_at(line, taken["quantity"]):
            yield f"order line {line.id}: its refunds do not follow its rates"
    for line_id, account, amount in session.execute(text(_BOOKED_OTHERWISE)):
        yield f"order line {line_id}: the book holds {amount} on {account}, which is not what was frozen"


OF_A_LINE = ("quantity", "amount_dong", "subsidy_dong", "commission_dong", "vat_dong", "pit_dong", "seller_net_dong")


def _refunds_against_lines() -> Any:
    """Refunds compared with their lines; a refund of money paid twice must have none."""
    lines = func.coalesce(func.sum(RefundLine.amount_dong), 0)
    part = and_(PaymentPart.payment_id == Refund.payment_id, PaymentPart.shop_order_id == Refund.shop_order_id)
    rows = select(Refund.id, Refund.amount_dong, lines).join(PaymentPart, part)
    rows = rows.outerjoin(RefundLine, RefundLine.refund_id == Refund.id)
    grouped = rows.group_by(Refund.id, Refund.amount_dong, PaymentPart.pays_order)
    return grouped.having(lines != case((PaymentPart.pays_order.is_(True), Refund.amount_dong), else_=0))


def _taken_of_lines() -> Any:
    sums = [func.sum(getattr(RefundLine, name)).label(name) for name in OF_A_LINE]
    taken = select(RefundLine.order_line_id, *sums).where(RefundLine.order_line_id.is_not(None))
    by_line = taken.group_by(RefundLine.order_line_id).subquery()
    columns = [by_line.c[name] for name in OF_A_LINE]
    return select(OrderLine, *columns).join(by_line, by_line.c.order_line_id == OrderLine.id).order_by(OrderLine.id)


_BOOKED_OTHERWISE = """
SELECT l.id, e.account, e.amount FROM order_line l
JOIN (SELECT order_line_id, account, sum(amount_dong) AS amount FROM ledger_entry
      WHERE account IN ('commission', 'tax:vat', 'tax:pit') AND order_line_id IS NOT NULL
        AND transaction_id NOT IN (
          SELECT id FROM ledger_transaction WHERE reverses_id IS NOT NULL
          UNION ALL SELECT reverses_id FROM ledger_transaction WHERE reverses_id IS NOT NULL)
      GROUP BY order_line_id, account) e ON e.order_line_id = l.id
LEFT JOIN (SELECT order_line_id, sum(commission_dong) AS commission, sum(vat_dong) AS vat, sum(pit_dong) AS pit
           FROM refund_line GROUP BY order_line_id) b ON b.order_line_id = l.id
WHERE -e.amount <> CASE e.account WHEN 'commission' THEN l.commission_dong - coalesce(b.commission, 0)
                                  WHEN 'tax:vat' THEN l.vat_dong - coalesce(b.vat, 0)
                                  ELSE l.pit_dong - coalesce(b.pit, 0) END
"""


@promise("M7", "one object at the provider is one row, one event and one bank reference counts once")
def outside_things_are_unique() -> Iterator[str]:
    """Provider's objects, events and bank references that are stored twice."""
    for what, columns in (
        ("session", (Payment.method, Payment.provider_ref)),
        ("payment intent", (Payment.provider_payment,)),
        ("memo", (Payment.memo,)),
        ("refund", (Refund.shop_order_id, Refund.provider_ref)),
        ("event", (ProviderEvent.provider, ProviderEvent.event_id)),
        ("bank reference", (BankTransaction.account_fingerprint, BankTransaction.reference)),
    ):
        twice = select(func.count()).where(columns[-1].is_not(None)).group_by(*columns).having(func.count() > 1)
        for (number,) in session.execute(twice):
            yield f"{number} times the same {what}"


@promise("M13", "what the provider holds has a row here, and what was sent there is known there or uncertain")
def nothing_is_orphaned() -> Iterator[str]:
    """Sent refunds without the provider's id; the last two days are compared with each provider configured."""
    unnamed = select(Refund.id).where(
        Refund.is_by_provider, Refund.status.in_(GONE_STATES), Refund.provider_ref.is_(None)
    )
    for refund_id in session.scalars(unnamed):
        yield f"refund {refund_id}: sent, but the provider's name for it is missing"
    noted_at, sessions = seen_there()
    for provider, seen in sessions.items():
        yield from _compare_with_provider(provider, seen, noted_at)


def _look_there() -> tuple[datetime, dict[str, dict[str, SeenSession] | None]]:
    """When this was, and the sessions of the last two days at each provider that has any of ours; None while away."""
    moment = now()
    asked = [provider for provider in configured_providers() if session.scalar(_recent(provider.code).limit(1))]
    session.rollback()
    return moment, {provider.code: _sessions_at(provider, moment) for provider in asked}


def _sessions_at(provider: PaymentProvider, moment: datetime) -> dict[str, SeenSession] | None:
    try:
        return {one.ref: one for one in provider.see_sessions_since(moment - ASKED_BACK - GRACE)}
    except (ProviderAway, ProviderBusy):
        return None


def _recent(provider: str) -> Any:
    since = now() - ASKED_BACK
    return select(Payment).where(is_through(provider), Payment.provider_ref.is_not(None), Payment.created_at > since)


seen_there = OutsideNote(_look_there)


def _compare_with_provider(code: str, seen: dict[str, SeenSession] | None, noted_at: datetime) -> Iterator[str]:
    """What was paid there a minute before the snapshot is counted in it, and what is counted in it was paid there."""
    if seen is None:
        yield "the provider does not answer: nothing could be compared"
        return
    ours = {payment.provider_ref: payment for payment in session.scalars(_recent(code))}
    left_to_a_person = known_subjects(code, UNKNOWN_PAYMENT)
    for ref, one in seen.items():
        mine = ours.get(ref)
        is_counted = mine is not None and mine.status == SUCCEEDED and mine.amount_dong == one.amount_dong
        is_on_its_way = one.paid_at is not None and one.paid_at > noted_at - GRACE
        if one.is_paid and not is_counted and not is_on_its_way and one.intent not in left_to_a_person:
            yield f"session {ref}: {one.amount_dong} paid at the provider, not counted here"
    for ours_ref, payment in ours.items():
        is_older = payment.ended_at is None or payment.ended_at < noted_at
        if is_older and payment.status == SUCCEEDED and (ours_ref not in seen or not seen[ours_ref].is_paid):
            yield f"payment {payment.id}: counted here, not paid at the provider"


@promise("M14", "what moved at the provider and fits no order is a task, and the book holds exactly that")
def unplaced_money_is_held() -> Iterator[str]:
    """Another sum in suspense than the tasks explain, and events about money that nothing came of for a day."""
    by_provider = select(ProviderTask.provider, func.sum(ProviderTask.held_dong)).group_by(ProviderTask.provider)
    held = {provider: int(held_dong) for provider, held_dong in session.execute(by_provider)}
    for provider in sorted({*held, *PROVIDERS.all()}):
        if (booked := -account_balance(suspense_at(provider))) != held.get(provider, 0):
            yield f"suspense at {provider}: the book says {booked}, the tasks {held.get(provider, 0)}"
    waiting = select(ProviderEvent.event_id).where(
        ProviderEvent.handled_at.is_(None), ProviderEvent.received_at < now() - ACTED_ON
    )
    for event_id in session.scalars(waiting.order_by(ProviderEvent.id)):
        yield f"event {event_id}: told more than a day ago, and nothing came of it"


@promise("S5", "nobody waits for money past its time, and money that came late or twice goes back")
def late_money_is_dealt_with() -> Iterator[str]:
    """Payments still open past their end, and money kept for orders that will not be delivered."""
    overdue = select(Payment.id).where(Payment.status == PENDING, Payment.expires_at < now() - GRACE)
    for payment_id in session.scalars(overdue):
        yield f"payment {payment_id}: still open after its time"
    ended = facts_by_rows().where(ShopOrder.status.in_(UNDELIVERED_END_STATES)).order_by(ShopOrder.id)
    for row in session.execute(ended):
        if facts_of(row).kept_dong > 0:
            yield f"{row.number}: ended, but its money is kept"
    owed = or_(PaymentPart.pays_order.is_(False), ShopOrder.money_status.in_(GOES_BACK_STATES))
    claim = exists().where(
        Refund.payment_id == PaymentPart.payment_id, Refund.shop_order_id == PaymentPart.shop_order_id
    )
    untasked = (
        select(PaymentPart.id)
        .join(ShopOrder, ShopOrder.id == PaymentPart.shop_order_id)
        .join(Payment, Payment.id == PaymentPart.payment_id)
        .where(Payment.status == SUCCEEDED, PaymentPart.pays_order.is_not(None), owed, ~claim)
    )
    for part_id in session.scalars(untasked):
        yield f"payment part {part_id}: owed to the customer, but nobody was told to send it"


@promise("P1", "accounts that money was asked to, or goes back to, are stored sealed")
def payees_are_sealed() -> Iterator[str]:
    """Payments and refunds that hold an account number in plain text."""
    rows = select(Payment.id).where(Payment.payee_number_sealed.not_like(SEALED_LIKE))
    for payment_id in session.scalars(rows.order_by(Payment.id)):
        yield f"payment {payment_id} holds an account number in the open"
    back = select(Refund.id).where(Refund.to_account.not_like(SEALED_LIKE))
    for refund_id in session.scalars(back.order_by(Refund.id)):
        yield f"refund {refund_id} holds an account number in the open"
