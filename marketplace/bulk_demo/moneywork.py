"""Writes all rows of an order's money: payments, deposits, cash, ledger entries and refunds."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from random import Random

from marketplace.bulk_demo.paperwork import SYSTEM_ONLY, Paperwork, Part
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.core.actors import PROVIDER, Actor
from marketplace.core.db import session
from marketplace.core.references import new_public_id
from marketplace.core.sealing import mask, seal
from marketplace.ledger.accounts import (
    COMMISSION,
    HELD_BY_SELLER,
    REFUND_DUE,
    SELLER,
    TAX_PIT,
    TAX_VAT,
    clearing_at,
)
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.orders import states as order_states
from marketplace.orders.services.cancelling import UNPAID_IN_TIME
from marketplace.payments import states
from marketplace.payments.account_seals import number_seal, refund_seal
from marketplace.payments.models import WHOLE, BankAllocation, BankTransaction, Payment, PaymentPart, Refund, RefundLine
from marketplace.payments.outcomes import MATCHED
from marketplace.payments.registries import METHODS
from marketplace.payments.services.bookings import REFUND, SALE, SALE_BACK
from marketplace.payments.services.receiving import BANK_FEED, CASH, PAYEE
from marketplace.payments.services.receiving import PROVIDER as BY_PROVIDER
from marketplace.payments.shape import TRANSFER
from marketplace.payments.vietqr.memo import new_memo
from marketplace.story import fates
from marketplace.story.fates import HOLD, Step
from marketplace.story.ways import CARD, VIETQR

CARD_SESSION = timedelta(minutes=45)
REFUND_BANK = ("970405", "Agribank")
Posting = tuple[str, int, Entry | None]


@dataclass(eq=False)
class PaymentRequest:
    """The payment of one shop order, and its refund where there is one."""

    payment: Entry
    covers: Entry
    refund: Entry | None = None

    @property
    def status(self) -> str:
        """Where the payment stands."""
        return str(self.payment.values["status"])


class Moneywork:
    """Writes the rows of money of each shop order."""

    def __init__(self, paperwork: Paperwork, random: Random) -> None:
        self.papers, self.random = paperwork, random
        self.sheets: Sheets = paperwork.sheets
        self._fed: list[tuple[Entry, Entry]] = []
        self._verbs: dict[str, Callable[[Part, PaymentRequest, Step], None]] = {
            fates.SAID: self._say,
            fates.PAID: self._paid_by_transfer,
            fates.FED: self._paid_by_transfer,
            fates.CHARGED: self._charged,
            fates.COLLECTED: self._collect,
            fates.EXPIRED: self._expire,
            fates.CANCELLED: self._end,
            fates.DECLINED: self._end,
            fates.RETURNED: self._end,
            fates.REFUND_ACCOUNT: self._give_account,
            fates.REFUND_SENT: self._send_back,
            fates.REFUND_DONE: self._confirm_back,
        }

    def ask(self, order: Entry, part: Part, at: datetime) -> PaymentRequest:
        """Open a shop order's payment."""
        payment = self.sheets.add(
            Payment,
            at,
            public_id=new_public_id(),
            order_id=order,
            method=part.method,
            payee_shop_id=None if part.method == CARD else part.stall.shop.id,
            amount_dong=part.total_dong,
            created_at=at,
        )
        if part.method == VIETQR:
            self._prepare_transfer(part, payment, at)
        elif part.method == CARD:
            self._prepare_card(part, payment, at)
        self._move(payment, states.PENDING, at, part.buyer)
        covers = self.sheets.add(
            PaymentPart, at, payment_id=payment, shop_order_id=part.row, amount_dong=part.total_dong
        )
        return PaymentRequest(payment, covers)

    def do(self, part: Part, request: PaymentRequest, step: Step) -> None:
        """Write the rows of one step of the payment."""
        self._verbs[step.what](part, request, step)

    def name_bank_lines(self) -> None:
        """After all inserts: set the reference of payments that a bank feed confirmed."""
        named = [{"id": payment.id, "reference": f"bank_notice:{deposit.id}"} for payment, deposit in self._fed]
        session.bulk_update_mappings(Payment, named)

    def _prepare_transfer(self, part: Part, payment: Entry, at: datetime) -> None:
        account, public_id = part.stall.account, payment.values["public_id"]
        payment.values |= {
            "memo": new_memo(self.random),
            "payee_number_sealed": seal(account.number, bound_to=number_seal(public_id)),
            "payee_fingerprint": account.fingerprint,
            "payee_account": {
                "bin": account.bin,
                "bank": account.bank,
                "number_masked": mask(account.number, 2, 3),
                "holder": account.holder,
            },
        }
        self._wait_until(part, payment, at + HOLD)

    def _prepare_card(self, part: Part, payment: Entry, at: datetime) -> None:
        key = f"{self.random.getrandbits(64):016x}"
        payment.values |= {
            "provider_key": f"mau-{key}",
            "provider_ref": f"cs_mau_{key}",
            "provider_payment": f"pi_mau_{key}",
            "provider_ends_at": at + CARD_SESSION,
            "provider_closed_at": at + CARD_SESSION,
            "provider_asked_at": at + CARD_SESSION,
        }
        self._wait_until(part, payment, at + CARD_SESSION)

    def _wait_until(self, part: Part, payment: Entry, until: datetime) -> None:
        payment.values["expires_at"] = until
        self.papers.hold_until(part, until)

    def _say(self, part: Part, request: PaymentRequest, step: Step) -> None:
        request.payment.values["extended_at"] = step.at
        self._wait_until(part, request.payment, request.payment.values["expires_at"] + HOLD)
        self.papers.note_in_trail("payment.said_transferred", "payment", request.payment, step.at, part.buyer)

    def _paid_by_transfer(self, part: Part, request: PaymentRequest, step: Step) -> None:
        if step.what == fates.FED:
            self._bank_line(part, request, step.at)
            self._receive(part, request, step.at, Actor(PROVIDER), BANK_FEED, "")
            return
        details = {"amount_dong": part.total_dong}
        self.papers.note_in_trail("payment.confirmed", "payment", request.payment, step.at, part.seller, **details)
        self._receive(part, request, step.at, part.seller, PAYEE, f"person:{part.seller.person_id}")

    def _bank_line(self, part: Part, request: PaymentRequest, at: datetime) -> None:
        values = request.payment.values
        deposit = self.sheets.add(
            BankTransaction,
            at,
            feed="mau",
            account_fingerprint=values["payee_fingerprint"],
            account_shown={name: values["payee_account"][name] for name in ("bin", "number_masked")},
            reference=f"MAU{self.random.getrandbits(48):012X}",
            amount_dong=part.total_dong,
            memo=f"{values['memo']} chuyen tien",
            happened_at=at,
            received_at=at,
            handled_at=at,
            outcome=MATCHED,
            payment_id=request.payment,
            payee_shop_id=part.stall.shop.id,
        )
        self.sheets.add(
            BankAllocation,
            at,
            bank_transaction_id=deposit,
            payment_id=request.payment,
            amount_dong=part.total_dong,
            at=at,
        )
        self._fed.append((request.payment, deposit))

    def _charged(self, part: Part, request: PaymentRequest, step: Step) -> None:
        self._receive(part, request, step.at, Actor(PROVIDER), BY_PROVIDER, request.payment.values["provider_payment"])

    def _collect(self, part: Part, request: PaymentRequest, step: Step) -> None:
        details = {"dong": part.total_dong}
        self.papers.note_in_trail("payment.cash_collected", "shop_order", part.row, step.at, part.seller, **details)
        self._receive(part, request, step.at, part.seller, CASH, f"person:{part.seller.person_id}")

    def _receive(self, part: Part, request: PaymentRequest, at: datetime, by: Actor, how: str, reference: str) -> None:
        request.payment.values |= {"confirmed_how": how, "reference": reference, "ended_at": at}
        self._move(request.payment, states.SUCCEEDED, at, by)
        request.covers.values["pays_order"] = True
        received = (self._account(part), part.total_dong, None)
        self._book(SALE, request, part, at, [received, (SELLER, -part.total_dong, None), *self._fees(part)])
        self.papers.move_money(part, order_states.PAID, at, by)
        part.row.values["paid_at"] = at
        if part.status == order_states.AWAITING_PAYMENT:
            self.papers.sell(part, at)
            self.papers.become_new(part, at, by)

    def _expire(self, part: Part, request: PaymentRequest, step: Step) -> None:
        self._move(request.payment, states.EXPIRED, step.at, SYSTEM_ONLY)
        request.payment.values["ended_at"] = step.at
        self.papers.end(part, order_states.CANCELLED, step.at, SYSTEM_ONLY, UNPAID_IN_TIME)
        self.papers.move_money(part, order_states.VOID, step.at, SYSTEM_ONLY)

    def _end(self, part: Part, request: PaymentRequest, step: Step) -> None:
        by = part.buyer if step.what == fates.CANCELLED else part.seller
        self.papers.end(part, step.what, step.at, by, step.note)
        nameless = Actor(by.kind)  # the settling of money follows the move, whoever's it was
        if request.status == states.PENDING:
            self._move(request.payment, states.CANCELLED, step.at, SYSTEM_ONLY)
            request.payment.values["ended_at"] = step.at
        if part.money_status == order_states.UNPAID:
            self.papers.move_money(part, order_states.VOID, step.at, nameless)
        elif part.money_status == order_states.PAID:
            self._ask_back(part, request, step, nameless)

    def _ask_back(self, part: Part, request: PaymentRequest, step: Step, by: Actor) -> None:
        self.papers.move_money(part, order_states.REFUND_DUE, step.at, by)
        taken_back = [(SELLER, part.total_dong, None), (REFUND_DUE, -part.total_dong, None)]
        fees = [(account, -amount, line) for account, amount, line in self._fees(part)]
        self._book(SALE_BACK, request, part, step.at, [*taken_back, *fees])
        request.refund = self.sheets.add(
            Refund,
            step.at,
            public_id=new_public_id(),
            payment_id=request.payment,
            shop_order_id=part.row,
            cause=WHOLE,
            way=TRANSFER,
            amount_dong=part.total_dong,
            reason=step.note,
            created_at=step.at,
        )
        self._write_refund_lines(part, request.refund, step.at)
        self._move_refund(request.refund, states.REQUESTED, step.at, by, step.note)
        self._trail("refund.requested", request.refund, part, step.at, by)

    def _write_refund_lines(self, part: Part, refund: Entry, at: datetime) -> None:
        """The whole of each line, and the shipping."""
        same = ("quantity", "commission_dong", "vat_dong", "pit_dong", "seller_net_dong")
        for piece in part.pieces:
            values = piece.line.values
            parts = {name: values[name] for name in same}
            amount_dong = values["gross_dong"]
            self.sheets.add(
                RefundLine, at, refund_id=refund, order_line_id=piece.line, amount_dong=amount_dong, **parts
            )
        if shipping_dong := part.row.values["shipping_dong"]:
            nothing = dict.fromkeys(same, 0) | {"seller_net_dong": shipping_dong}
            self.sheets.add(RefundLine, at, refund_id=refund, amount_dong=shipping_dong, **nothing)

    def _give_account(self, part: Part, request: PaymentRequest, step: Step) -> None:
        refund = _refund_of(request)
        number = f"0000009{self.random.randrange(1000):03d}"
        bank_bin, bank = REFUND_BANK
        refund.values["to_account"] = seal(number, bound_to=refund_seal(refund.values["public_id"]))
        shown = {"bin": bank_bin, "bank": bank, "number_masked": mask(number, 2, 3), "holder": "KHACH HANG MAU"}
        refund.values["to_shown"] = shown

    def _send_back(self, part: Part, request: PaymentRequest, step: Step) -> None:
        refund = _refund_of(request)
        self._move_refund(refund, states.SENT, step.at, part.seller)
        reference = f"MAU{self.random.getrandbits(40):010X}"
        refund.values |= {"bank_reference": reference, "sent_by": part.seller.person_id, "sent_at": step.at}
        self._trail("refund.sent", refund, part, step.at, part.seller)

    def _confirm_back(self, part: Part, request: PaymentRequest, step: Step) -> None:
        refund = _refund_of(request)
        self._trail("refund.confirmed", refund, part, step.at, part.buyer)
        self._move_refund(refund, states.DONE, step.at, part.buyer)
        refund.values |= {"done_at": step.at, "confirmed_by": part.buyer.person_id}
        entries: list[Posting] = [(REFUND_DUE, part.total_dong, None), (self._account(part), -part.total_dong, None)]
        self._post(REFUND, lambda: f"refund:{refund.id}", part, step.at, entries)
        self.papers.move_money(part, order_states.REFUNDED, step.at, part.buyer)

    def _account(self, part: Part) -> str:
        provider = METHODS.get(part.method).provider
        return clearing_at(provider) if provider else HELD_BY_SELLER

    def _fees(self, part: Part) -> list[Posting]:
        found: list[Posting] = []
        for piece in part.pieces:
            values = piece.line.values
            owed = {COMMISSION: "commission_dong", TAX_VAT: "vat_dong", TAX_PIT: "pit_dong"}
            amounts = {account: int(values[column]) for account, column in owed.items()}
            entries = [(SELLER, sum(amounts.values())), *((account, -amount) for account, amount in amounts.items())]
            found += [(account, amount, piece.line) for account, amount in entries if amount]
        return found

    def _book(self, kind: str, request: PaymentRequest, part: Part, at: datetime, entries: list[Posting]) -> None:
        self._post(kind, lambda: f"payment_part:{request.covers.id}", part, at, entries)

    def _post(self, kind: str, source: Callable[[], str], part: Part, at: datetime, entries: list[Posting]) -> None:
        transaction = self.sheets.add(LedgerTransaction, at, kind=kind, source=source, occurred_at=at, recorded_at=at)
        for account, amount_dong, line in entries:
            self.sheets.add(
                LedgerEntry,
                at,
                transaction_id=transaction,
                account=account,
                amount_dong=amount_dong,
                shop_id=part.stall.shop.id,
                shop_order_id=part.row,
                order_line_id=line,
            )

    def _move(self, payment: Entry, state: str, at: datetime, by: Actor) -> None:
        self.papers.history("payment", payment, payment.values.get("status"), state, at, by)
        payment.values["status"] = state

    def _move_refund(self, refund: Entry, state: str, at: datetime, by: Actor, note: str = "") -> None:
        self.papers.history("refund", refund, refund.values.get("status"), state, at, by, note)
        refund.values["status"] = state

    def _trail(self, action: str, refund: Entry, part: Part, at: datetime, by: Actor) -> None:
        self.papers.note_in_trail(action, "refund", refund, at, by, amount_dong=part.total_dong)


def _refund_of(request: PaymentRequest) -> Entry:
    assert request.refund is not None
    return request.refund
