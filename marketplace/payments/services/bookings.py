"""Ledger postings: a sale paid, reversed or taken back, a refund done, an unmatched deposit.

Debits are positive. Where the customer's money arrived is debited, the seller's earning credited; fees and
tax are taken off the seller line by line. Each booking names its cause, so that it stands in the book once.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from marketplace.core.money import split
from marketplace.ledger.accounts import (
    CLEARING_BANK,
    COMMISSION,
    REFUND_DUE,
    SELLER,
    SUBSIDY_PLATFORM,
    SUBSIDY_PROGRAMME,
    TAX_PIT,
    TAX_VAT,
    UNALLOCATED,
    clearing_at,
    suspense_at,
)
from marketplace.ledger.queries import find_transaction
from marketplace.ledger.services import Posting, post, reverse
from marketplace.orders.funders import PLATFORM, PROGRAMME
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.orders.queries import subsidies_of
from marketplace.payments.models import (
    BankAllocation,
    BankTransaction,
    Payment,
    PaymentPart,
    ProviderTask,
    Refund,
    RefundLine,
)
from marketplace.payments.registries import METHODS

SALE, SALE_BACK, SURPLUS, REFUND, UNMATCHED, UNMATCHED_USED, UNMATCHED_RETURNED, HELD_THERE = (
    "sale",
    "sale_taken_back",
    "surplus",
    "refund",
    "stray_money",
    "stray_money_used",
    "stray_money_returned",
    "held_at_provider",
)

SUBSIDIES = {PLATFORM: SUBSIDY_PLATFORM, PROGRAMME: SUBSIDY_PROGRAMME}
Borne = Mapping[int | None, Mapping[str, int]]  # by order line (None: shipping) and funder, in đồng


def book_sale(payment: Payment, part: PaymentPart, at: datetime) -> None:
    """Post a paid shop order; commission and withheld tax follow its frozen lines."""
    shop_order = part.shop_order
    entries = [_received(payment, part), _of(shop_order, SELLER, -part.amount_dong)]
    for line in shop_order.lines:
        entries += _fees(shop_order, line.id, line)
    entries += _subsidies(shop_order, subsidies_of(shop_order))
    post(SALE, f"payment_part:{part.id}", entries, at=at)


def unbook_sale(part: PaymentPart, note: str) -> None:
    """Reverse the sale that this part of a payment was booked as: its money never came."""
    posted = find_transaction(SALE, f"payment_part:{part.id}")
    if posted is not None:
        reverse(posted, note=note)


def book_sale_taken_back(refund: Refund, earlier: Sequence[RefundLine], at: datetime) -> None:
    """Post what a refund takes back of a paid shop order: earnings, fees and subsidies; the amount is due back.

    `earlier` are the refund lines of the refunds before this one.
    """
    shop_order = refund.shop_order
    entries = [_of(shop_order, SELLER, refund.amount_dong), _of(shop_order, REFUND_DUE, -refund.amount_dong)]
    for back in refund.lines:
        entries += [_opposite(fee) for fee in _fees(shop_order, back.order_line_id, back)]
    borne = _borne_back(subsidies_of(shop_order), refund.lines, earlier)
    entries += [_opposite(subsidy) for subsidy in _subsidies(shop_order, borne)]
    post(SALE_BACK, f"refund:{refund.id}", entries, at=at)


def book_surplus(payment: Payment, part: PaymentPart, at: datetime) -> None:
    """Post money for a shop order that is paid already: all of it is due back."""
    shop_id = part.shop_order.shop_id
    entries = [
        Posting(_account(payment), part.amount_dong, shop_id),
        Posting(REFUND_DUE, -part.amount_dong, shop_id),
    ]
    post(SURPLUS, f"payment_part:{part.id}", entries, at=at)


def book_refund(refund: Refund, *, for_order: bool, at: datetime) -> None:
    """Post a refund that has reached the customer."""
    shop_order_id = refund.shop_order_id if for_order else None
    shop_id = refund.shop_order.shop_id
    entries = [
        Posting(REFUND_DUE, refund.amount_dong, shop_id, shop_order_id),
        Posting(_account(refund.payment), -refund.amount_dong, shop_id, shop_order_id),
    ]
    post(REFUND, f"refund:{refund.id}", entries, at=at)


def book_unmatched_deposit(deposit: BankTransaction) -> None:
    """Post an unmatched deposit on the platform's account; sellers' own bank accounts are not in the ledger."""
    if deposit.is_platform_account:
        entries = [Posting(CLEARING_BANK, deposit.amount_dong), Posting(UNALLOCATED, -deposit.amount_dong)]
        post(UNMATCHED, f"bank_notice:{deposit.id}", entries, at=deposit.happened_at)


def book_deposit_matched(allocation: BankAllocation, at: datetime) -> None:
    """Post that an unmatched deposit belongs to a payment, whose sale is posted separately."""
    if find_transaction(UNMATCHED, f"bank_notice:{allocation.bank_transaction_id}"):
        amount_dong = allocation.amount_dong
        entries = [Posting(UNALLOCATED, amount_dong), Posting(CLEARING_BANK, -amount_dong)]
        post(UNMATCHED_USED, f"bank_allocation:{allocation.id}", entries, at=at)


def book_deposit_returned(deposit: BankTransaction, amount_dong: int, at: datetime) -> None:
    """Post that an unmatched deposit was returned to its sender."""
    if find_transaction(UNMATCHED, f"bank_notice:{deposit.id}"):
        entries = [Posting(UNALLOCATED, amount_dong), Posting(CLEARING_BANK, -amount_dong)]
        post(UNMATCHED_RETURNED, f"bank_notice:{deposit.id}", entries, at=at)


def book_held_at_provider(task: ProviderTask, change_dong: int, at: datetime) -> None:
    """Money came to the provider (positive) or left it, and no order says why: it waits in suspense for a person."""
    clearing, suspense = clearing_at(task.provider), suspense_at(task.provider)
    entries = [Posting(clearing, change_dong), Posting(suspense, -change_dong)]
    post(HELD_THERE, f"provider_task:{task.id}:{task.bookings}", entries, at=at)


def _received(payment: Payment, part: PaymentPart) -> Posting:
    return _of(part.shop_order, _account(payment), part.amount_dong)


def _account(payment: Payment) -> str:
    return METHODS.get(payment.method).received_account(payment)


def _fees(shop_order: ShopOrder, line_id: int | None, parts: OrderLine | RefundLine) -> list[Posting]:
    owed = {COMMISSION: parts.commission_dong, TAX_VAT: parts.vat_dong, TAX_PIT: parts.pit_dong}
    taken_off = sum(owed.values())
    entries = [(SELLER, taken_off), *((account, -amount) for account, amount in owed.items())]
    return [
        Posting(account, amount, shop_order.shop_id, shop_order.id, line_id) for account, amount in entries if amount
    ]


def _subsidies(shop_order: ShopOrder, borne: Borne) -> list[Posting]:
    """What funders other than the seller bear is debited to them and credited to the seller."""
    entries = [
        Posting(SUBSIDIES[funder], amount, shop_order.shop_id, shop_order.id, line_id)
        for line_id, by_funder in borne.items()
        for funder, amount in by_funder.items()
        if amount
    ]
    earned_dong = sum(entry.amount_dong for entry in entries)
    return [*entries, _of(shop_order, SELLER, -earned_dong)] if entries else []


def _borne_back(borne: Borne, lines: Iterable[RefundLine], earlier: Sequence[RefundLine]) -> Borne:
    """The share of each funder's discount that these refund lines take back, after the earlier lines."""
    found: dict[int | None, dict[str, int]] = {}
    for back in (line for line in lines if line.subsidy_dong):
        before = sum(line.subsidy_dong for line in earlier if line.order_line_id == back.order_line_id)
        by_funder = borne[back.order_line_id]
        weights = list(by_funder.values())
        shares = zip(split(before + back.subsidy_dong, weights), split(before, weights), strict=True)
        found[back.order_line_id] = {
            funder: after - so_far for funder, (after, so_far) in zip(by_funder, shares, strict=True)
        }
    return found


def _of(shop_order: ShopOrder, account: str, amount_dong: int) -> Posting:
    return Posting(account, amount_dong, shop_order.shop_id, shop_order.id)


def _opposite(entry: Posting) -> Posting:
    return Posting(entry.account, -entry.amount_dong, entry.shop_id, entry.shop_order_id, entry.order_line_id)
