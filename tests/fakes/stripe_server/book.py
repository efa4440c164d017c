"""All that the fake Stripe remembers, and the verbs that change it: sessions, payments, refunds, events."""

import copy
from dataclasses import dataclass
from threading import RLock
from typing import Any

from tests.fakes.stripe_server.clock import Clock
from tests.fakes.stripe_server.forms import Schema, read
from tests.fakes.stripe_server.objects import (
    balance_move,
    new_charge,
    new_dispute,
    new_event,
    new_id,
    new_intent,
    new_line_item,
    new_refund,
    new_session,
)
from tests.fakes.stripe_server.refusals import ApiRefused, missing_parameter, missing_resource
from tests.fakes.stripe_server.sessions import read_session

JsonObject = dict[str, Any]

REFUND: Schema = {
    "payment_intent": "text",
    "charge": "text",
    "amount": "number",
    "metadata": "metadata",
    "reason": "text",
}
REASONS = {None, "duplicate", "fraudulent", "requested_by_customer"}


class SessionClosed(Exception):
    """The customer cannot pay: her session is complete, expired or unknown."""


@dataclass(frozen=True)
class Totals:
    """What Stripe holds of one PaymentIntent, in the smallest unit of its currency (đồng)."""

    captured: int
    refunded: int
    currency: str
    client_reference_id: str | None
    metadata: dict[str, str]
    disputed: int = 0  # withdrawn by banks, and not given back


class Book:
    """The records; whoever calls from several threads holds `lock`."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.lock = RLock()
        self.base_url = ""
        self.refunds_start_pending = False
        self.sessions: dict[str, JsonObject] = {}
        self.line_items: dict[str, list[JsonObject]] = {}
        self.intents: dict[str, JsonObject] = {}
        self.charges: dict[str, JsonObject] = {}
        self.refunds: dict[str, JsonObject] = {}
        self.disputes: dict[str, JsonObject] = {}
        self.events: dict[str, JsonObject] = {}
        self.undelivered: list[str] = []
        self._intent_data: dict[str, JsonObject] = {}

    # What the shop asks for

    def create_session(self, params: JsonObject) -> JsonObject:
        """Open a Checkout Session."""
        wanted, total, currency = read_session(params, self.clock.now())
        session = new_session(wanted, total=total, currency=currency, created=self.clock.now(), base_url=self.base_url)
        self.sessions[session["id"]] = session
        self.line_items[session["id"]] = [new_line_item(line, currency) for line in wanted["line_items"]]
        self._intent_data[session["id"]] = wanted.get("payment_intent_data", {})
        return session

    def expire_session(self, session_id: str) -> JsonObject:
        """Close an open session at the shop's wish."""
        session = self.find(self.sessions, session_id, "checkout.session")
        if session["status"] != "open":
            message = (
                'Only Checkout Sessions with a status in ["open"] can be expired. '
                f"This Checkout Session has a status of {session['status']}"
            )
            raise ApiRefused(message, is_final=True)
        return self._expire(session)

    def create_refund(self, params: JsonObject) -> JsonObject:
        """Give back a captured payment, whole or in part; never more than is left of it."""
        wanted = read(params, REFUND)
        if wanted.get("reason") not in REASONS:
            raise ApiRefused("Invalid reason", param="reason")
        charge = self._charge_to_refund(wanted)
        amount = self._amount_to_refund(wanted, charge)
        status = "pending" if self.refunds_start_pending else "succeeded"
        refund = new_refund(charge, wanted, amount, status, self.clock.now())
        self.refunds[refund["id"]] = refund
        self._count_refunds(charge)
        self.emit("refund.created", refund)
        self.emit("charge.refunded", charge)
        return refund

    def find(self, records: dict[str, JsonObject], identifier: str, kind: str, param: str = "id") -> JsonObject:
        """The record of this id, or Stripe's 404."""
        if identifier not in records:
            raise missing_resource(kind, identifier, param)
        return records[identifier]

    # What the customer and her bank do

    def pay(self, session_id: str) -> JsonObject:
        """She pays by a good card."""
        session = self._open_session(session_id)
        intent = self._attempt(session)
        self._close(session, "paid")
        self._capture(intent)
        self.emit("checkout.session.completed", session)
        return session

    def decline(self, session_id: str, code: str = "card_declined") -> JsonObject:
        """Her bank refuses the card; the session stays open for another try."""
        session = self._open_session(session_id)
        self._fail(self._attempt(session), code)
        return session

    def begin_async(self, session_id: str) -> JsonObject:
        """She chooses a slow way of paying: the session completes before the money is there."""
        session = self._open_session(session_id)
        self._attempt(session)["status"] = "processing"
        self._close(session, "unpaid")
        self.emit("checkout.session.completed", session)
        return session

    def finish_async(self, session_id: str, *, succeeds: bool) -> JsonObject:
        """The slow payment arrives, or fails for good."""
        session = self.sessions[session_id]
        intent = self.intents[session["payment_intent"]]
        if intent["status"] != "processing":
            raise SessionClosed(session_id)
        if succeeds:
            session["payment_status"] = "paid"
            self._capture(intent)
        else:
            self._fail(intent, "payment_intent_payment_attempt_failed")
        self.emit(f"checkout.session.async_payment_{'succeeded' if succeeds else 'failed'}", session)
        return session

    def expire(self, session_id: str) -> JsonObject:
        """Her time is over."""
        return self._expire(self._open_session(session_id))

    def finish_refund(self, refund_id: str, *, succeeds: bool) -> JsonObject:
        """The bank confirms a refund, or sends the money back to the shop."""
        refund = self.refunds[refund_id]
        refund["status"] = "succeeded" if succeeds else "failed"
        if not succeeds:
            refund["failure_reason"] = "expired_or_canceled_card"
        self._count_refunds(self.charges[refund["charge"]])
        self.emit("refund.updated", refund)
        if not succeeds:
            self.emit("refund.failed", refund)
        return refund

    def dispute(self, intent_id: str, amount: int | None, reason: str) -> JsonObject:
        """She asks her bank for the money; the bank withdraws it until it has decided."""
        charge = self.charges[self.intents[intent_id]["latest_charge"]]
        dispute = new_dispute(charge, amount or charge["amount_captured"], reason, self.clock.now())
        self.disputes[dispute["id"]] = dispute
        charge["disputed"] = True
        self.emit("charge.dispute.created", dispute)
        self.emit("charge.dispute.funds_withdrawn", dispute)
        return dispute

    def answer_dispute(self, dispute_id: str) -> JsonObject:
        """The shop has sent its evidence; the bank looks at it."""
        dispute = self.disputes[dispute_id]
        dispute["status"] = "under_review"
        self.emit("charge.dispute.updated", dispute)
        return dispute

    def close_dispute(self, dispute_id: str, *, won: bool) -> JsonObject:
        """The bank decides: the money comes back to the shop, or is the customer's for good."""
        dispute = self.disputes[dispute_id]
        dispute["status"] = "won" if won else "lost"
        if won:
            back = balance_move(dispute_id, dispute["amount"], dispute["currency"], self.clock.now())
            dispute["balance_transactions"].append(back)
            self.emit("charge.dispute.funds_reinstated", dispute)
        self.emit("charge.dispute.closed", dispute)
        return dispute

    def charge_directly(self, amount: int, metadata: dict[str, str]) -> JsonObject:
        """Somebody takes a card payment on the provider's own pages, in no Checkout Session."""
        session = {"amount_total": amount, "currency": "vnd", "payment_method_types": ["card"]}
        intent = new_intent(session, {"metadata": metadata}, self.clock.now())
        self.intents[intent["id"]] = intent
        self._capture(intent)
        return intent

    # What follows by itself

    def lapse(self) -> None:
        """Expire the open sessions whose time is over."""
        for session in list(self.sessions.values()):
            if session["status"] == "open" and session["expires_at"] <= self.clock.now():
                self._expire(session)

    def emit(self, kind: str, thing: JsonObject) -> None:
        """Note an event with the thing as it is now, to be delivered."""
        event = new_event(kind, copy.deepcopy(thing), self.clock.now())
        self.events[event["id"]] = event
        self.undelivered.append(event["id"])

    def totals(self) -> dict[str, Totals]:
        """Captured and refunded money of each PaymentIntent that succeeded."""
        return {charge["payment_intent"]: self._totals(charge) for charge in self.charges.values()}

    def _totals(self, charge: JsonObject) -> Totals:
        intent_id = charge["payment_intent"]
        sessions = [session for session in self.sessions.values() if session["payment_intent"] == intent_id]
        moves = [move for one in self.disputes.values() for move in one["balance_transactions"]]
        own = {one["id"] for one in self.disputes.values() if one["charge"] == charge["id"]}
        return Totals(
            captured=charge["amount_captured"],
            refunded=charge["amount_refunded"],
            disputed=-sum(move["amount"] for move in moves if move["source"] in own),
            currency=charge["currency"],
            client_reference_id=sessions[0]["client_reference_id"] if sessions else None,
            metadata=dict(self.intents[intent_id]["metadata"]),
        )

    def _open_session(self, session_id: str) -> JsonObject:
        self.lapse()
        session = self.sessions.get(session_id)
        if session is None or session["status"] != "open":
            raise SessionClosed(f"{session_id} is {session['status'] if session else 'unknown'}")
        return session

    def _attempt(self, session: JsonObject) -> JsonObject:
        if session["payment_intent"] is None:
            intent = new_intent(session, self._intent_data[session["id"]], self.clock.now())
            self.intents[intent["id"]] = intent
            session["payment_intent"] = intent["id"]
        intent = self.intents[session["payment_intent"]]
        intent["payment_method"] = new_id("pm")
        return intent

    def _close(self, session: JsonObject, payment_status: str) -> None:
        email = session["customer_email"] or "khach@example.com"
        details = {"address": None, "email": email, "name": "KHACH THU", "phone": None, "tax_exempt": "none"}
        session.update(status="complete", payment_status=payment_status, url=None, customer_details=details)

    def _capture(self, intent: JsonObject) -> None:
        charge = new_charge(intent, self.clock.now())
        self.charges[charge["id"]] = charge
        intent.update(
            status="succeeded",
            amount_received=intent["amount"],
            latest_charge=charge["id"],
            last_payment_error=None,
        )
        self.emit("payment_intent.succeeded", intent)

    def _fail(self, intent: JsonObject, code: str) -> None:
        error = {
            "code": code,
            "decline_code": "generic_decline",
            "message": "Your card was declined.",
            "type": "card_error",
        }
        intent.update(status="requires_payment_method", payment_method=None, last_payment_error=error)
        self.emit("payment_intent.payment_failed", intent)

    def _expire(self, session: JsonObject) -> JsonObject:
        session.update(status="expired", url=None)
        self.emit("checkout.session.expired", session)
        return session

    def _charge_to_refund(self, wanted: JsonObject) -> JsonObject:
        if "charge" in wanted:
            return self.find(self.charges, wanted["charge"], "charge", "charge")
        if "payment_intent" not in wanted:
            raise missing_parameter("payment_intent")
        intent = self.find(self.intents, wanted["payment_intent"], "payment_intent", "payment_intent")
        if intent["latest_charge"] is None:
            message = f"This PaymentIntent ({intent['id']}) does not have a successful charge to refund."
            raise ApiRefused(message, param="payment_intent", is_final=True)
        return self.charges[intent["latest_charge"]]

    def _amount_to_refund(self, wanted: JsonObject, charge: JsonObject) -> int:
        left: int = charge["amount_captured"] - charge["amount_refunded"]
        amount: int = wanted.get("amount", left)
        if left == 0:
            message = f"Charge {charge['id']} has already been refunded."
            raise ApiRefused(message, code="charge_already_refunded", is_final=True)
        if amount < 1:
            message = "This value must be greater than or equal to 1."
            raise ApiRefused(message, code="parameter_invalid_integer", param="amount")
        if amount > left:
            message = f"Refund amount ({amount}) is greater than unrefunded amount on charge ({left})"
            raise ApiRefused(message, code="amount_too_large", param="amount", is_final=True)
        return amount

    def _count_refunds(self, charge: JsonObject) -> None:
        refunds = [refund for refund in self.refunds.values() if refund["charge"] == charge["id"]]
        charge["amount_refunded"] = sum(refund["amount"] for refund in refunds if refund["status"] != "failed")
        charge["refunded"] = charge["amount_refunded"] == charge["amount_captured"]
