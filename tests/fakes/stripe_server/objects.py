"""The shapes in which the fake Stripe shows its things, with the fields of API 2026-10-28 that a shop reads."""

import secrets
from typing import Any

JsonObject = dict[str, Any]

API_VERSION = "2026-10-28.endive"
CARD = {"brand": "visa", "country": "VN", "exp_month": 12, "exp_year": 2034, "funding": "credit", "last4": "4242"}


def new_id(prefix: str) -> str:
    """A fresh id as long as Stripe's own."""
    return f"{prefix}_{secrets.token_hex(12)}"


def new_session(wanted: JsonObject, *, total: int, currency: str, created: int, base_url: str) -> JsonObject:
    """An open Checkout Session in payment mode; its PaymentIntent comes with the first attempt to pay."""
    session_id = f"cs_test_{secrets.token_hex(29)}"
    return {
        "id": session_id,
        "object": "checkout.session",
        "amount_subtotal": total,
        "amount_total": total,
        "automatic_tax": {"enabled": False, "liability": None, "provider": None, "status": None},
        "cancel_url": wanted.get("cancel_url"),
        "client_reference_id": wanted.get("client_reference_id"),
        "created": created,
        "currency": currency,
        "custom_fields": [],
        "customer": None,
        "customer_creation": "if_required",
        "customer_details": None,
        "customer_email": wanted.get("customer_email"),
        "expires_at": wanted["expires_at"],
        "invoice": None,
        "livemode": False,
        "locale": wanted.get("locale"),
        "metadata": wanted.get("metadata", {}),
        "mode": "payment",
        "payment_intent": None,
        "payment_link": None,
        "payment_method_collection": "if_required",
        "payment_method_options": {},
        "payment_method_types": wanted.get("payment_method_types", ["card"]),
        "payment_status": "unpaid",
        "recovered_from": None,
        "setup_intent": None,
        "shipping_options": [],
        "status": "open",
        "submit_type": wanted.get("submit_type"),
        "subscription": None,
        "success_url": wanted["success_url"],
        "total_details": {"amount_discount": 0, "amount_shipping": 0, "amount_tax": 0},
        "ui_mode": "hosted_page",
        "url": f"{base_url}/pay/{session_id}",
    }


def new_line_item(wanted: JsonObject, currency: str) -> JsonObject:
    """One line of a Checkout Session."""
    price, quantity = wanted["price_data"], wanted["quantity"]
    return {
        "id": new_id("li"),
        "object": "item",
        "amount_discount": 0,
        "amount_subtotal": price["unit_amount"] * quantity,
        "amount_tax": 0,
        "amount_total": price["unit_amount"] * quantity,
        "currency": currency,
        "description": price["product_data"]["name"],
        "price": {
            "id": new_id("price"),
            "object": "price",
            "currency": currency,
            "unit_amount": price["unit_amount"],
            "type": "one_time",
        },
        "quantity": quantity,
    }


def new_intent(session: JsonObject, data: JsonObject, created: int) -> JsonObject:
    """The PaymentIntent of a Checkout Session, before its first attempt."""
    intent_id = new_id("pi")
    return {
        "id": intent_id,
        "object": "payment_intent",
        "amount": session["amount_total"],
        "amount_capturable": 0,
        "amount_received": 0,
        "canceled_at": None,
        "cancellation_reason": None,
        "capture_method": "automatic",
        "client_secret": f"{intent_id}_secret_{secrets.token_hex(12)}",
        "confirmation_method": "automatic",
        "created": created,
        "currency": session["currency"],
        "customer": None,
        "description": data.get("description"),
        "last_payment_error": None,
        "latest_charge": None,
        "livemode": False,
        "metadata": data.get("metadata", {}),
        "next_action": None,
        "payment_method": None,
        "payment_method_types": session["payment_method_types"],
        "receipt_email": data.get("receipt_email"),
        "status": "requires_payment_method",
        "transfer_group": data.get("transfer_group"),
    }


def new_charge(intent: JsonObject, created: int) -> JsonObject:
    """The captured Charge of a PaymentIntent that succeeded."""
    return {
        "id": new_id("ch"),
        "object": "charge",
        "amount": intent["amount"],
        "amount_captured": intent["amount"],
        "amount_refunded": 0,
        "balance_transaction": new_id("txn"),
        "captured": True,
        "created": created,
        "currency": intent["currency"],
        "description": intent["description"],
        "disputed": False,
        "failure_code": None,
        "failure_message": None,
        "livemode": False,
        "metadata": dict(intent["metadata"]),
        "outcome": {"network_status": "approved_by_network", "risk_level": "normal", "type": "authorized"},
        "paid": True,
        "payment_intent": intent["id"],
        "payment_method": intent["payment_method"],
        "payment_method_details": {"card": CARD, "type": "card"},
        "receipt_email": intent["receipt_email"],
        "refunded": False,
        "status": "succeeded",
        "transfer_group": intent["transfer_group"],
    }


def new_refund(charge: JsonObject, wanted: JsonObject, amount: int, status: str, created: int) -> JsonObject:
    """A Refund of a Charge, whole or in part."""
    return {
        "id": new_id("re"),
        "object": "refund",
        "amount": amount,
        "balance_transaction": new_id("txn"),
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "destination_details": {"card": {"reference_status": "pending", "type": "refund"}, "type": "card"},
        "metadata": wanted.get("metadata", {}),
        "payment_intent": charge["payment_intent"],
        "reason": wanted.get("reason"),
        "receipt_number": None,
        "source_transfer_reversal": None,
        "status": status,
        "transfer_reversal": None,
    }


def new_dispute(charge: JsonObject, amount: int, reason: str, created: int) -> JsonObject:
    """A Dispute of a Charge; the money is withdrawn until the bank has decided."""
    dispute_id = new_id("dp")
    return {
        "id": dispute_id,
        "object": "dispute",
        "amount": amount,
        "balance_transactions": [balance_move(dispute_id, -amount, charge["currency"], created)],
        "charge": charge["id"],
        "created": created,
        "currency": charge["currency"],
        "enhanced_eligibility_types": [],
        "evidence": {"customer_name": None, "product_description": None},
        "evidence_details": {"due_by": created + 7 * 86_400, "has_evidence": False, "past_due": False},
        "is_charge_refundable": False,
        "livemode": False,
        "metadata": {},
        "payment_intent": charge["payment_intent"],
        "reason": reason,
        "status": "needs_response",
    }


def balance_move(source: str, amount: int, currency: str, created: int) -> JsonObject:
    """What a dispute takes from the account's balance, or gives back to it."""
    return {
        "id": new_id("txn"),
        "object": "balance_transaction",
        "amount": amount,
        "created": created,
        "currency": currency,
        "fee": 0,
        "net": amount,
        "reporting_category": "dispute" if amount < 0 else "dispute_reversal",
        "source": source,
        "type": "adjustment",
    }


def new_event(kind: str, snapshot: JsonObject, created: int) -> JsonObject:
    """An Event carrying the thing as it was at that moment."""
    return {
        "id": new_id("evt"),
        "object": "event",
        "api_version": API_VERSION,
        "created": created,
        "data": {"object": snapshot},
        "livemode": False,
        "pending_webhooks": 1,
        "request": {"id": None, "idempotency_key": None},
        "type": kind,
    }
