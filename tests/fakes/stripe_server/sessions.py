"""What a Checkout Session may be asked for, and the checks it passes before it exists."""

import re
from typing import Any

from tests.fakes.stripe_server.amounts import check_currency, check_total
from tests.fakes.stripe_server.forms import Schema, read
from tests.fakes.stripe_server.refusals import ApiRefused, missing_parameter

JsonObject = dict[str, Any]

SHORTEST_SECONDS, LONGEST_SECONDS = 30 * 60, 24 * 60 * 60
LONGEST_REFERENCE = 200

PRODUCT: Schema = {"name": "text", "description": "text", "images": "texts", "metadata": "metadata"}
PRICE: Schema = {"currency": "text", "unit_amount": "number", "product_data": PRODUCT}
INTENT: Schema = {
    "metadata": "metadata",
    "description": "text",
    "receipt_email": "text",
    "statement_descriptor_suffix": "text",
    "transfer_group": "text",
}
SESSION: Schema = {
    "mode": "text",
    "line_items": [{"price_data": PRICE, "quantity": "number"}],
    "client_reference_id": "text",
    "metadata": "metadata",
    "payment_intent_data": INTENT,
    "success_url": "text",
    "cancel_url": "text",
    "expires_at": "number",
    "locale": "text",
    "customer_email": "text",
    "payment_method_types": "texts",
    "submit_type": "text",
    "ui_mode": "text",
}


def read_session(params: JsonObject, now: int) -> tuple[JsonObject, int, str]:
    """The checked wish for a session with its total and currency."""
    wanted = read(params, SESSION)
    _check_mode(wanted)
    _check_texts(wanted)
    wanted["expires_at"] = _check_expiry(wanted.get("expires_at", now + LONGEST_SECONDS), now)
    currency = _check_lines(wanted.get("line_items", []))
    total = sum(item["price_data"]["unit_amount"] * item["quantity"] for item in wanted["line_items"])
    check_total(total, currency)
    return wanted, total, currency


def _check_mode(wanted: JsonObject) -> None:
    if "mode" not in wanted:
        raise missing_parameter("mode")
    if wanted["mode"] != "payment":
        raise ApiRefused(f"Invalid mode: must be payment here, not {wanted['mode']}", param="mode")


def _check_texts(wanted: JsonObject) -> None:
    if "success_url" not in wanted:
        raise missing_parameter("success_url")
    for name in ("success_url", "cancel_url"):
        if name in wanted and not re.match(r"https?://[^/\s]+", wanted[name]):
            raise ApiRefused("Not a valid URL", code="url_invalid", param=name)
    if len(wanted.get("client_reference_id", "")) > LONGEST_REFERENCE:
        raise ApiRefused("Invalid string: at most 200 characters", param="client_reference_id")


def _check_expiry(expires_at: int, now: int) -> int:
    # A few seconds pass between the caller's clock and Stripe's.
    if not now + SHORTEST_SECONDS - 30 <= expires_at <= now + LONGEST_SECONDS + 30:
        raise ApiRefused(
            "The `expires_at` timestamp must be between 30 minutes and 24 hours from Checkout Session creation.",
            param="expires_at",
        )
    return expires_at


def _check_lines(lines: list[JsonObject]) -> str:
    if not lines:
        raise missing_parameter("line_items")
    currencies = {_check_line(line, f"line_items[{index}]") for index, line in enumerate(lines)}
    if len(currencies) > 1:
        raise ApiRefused("All line items must have the same currency.", param="line_items")
    return currencies.pop()


def _check_line(line: JsonObject, where: str) -> str:
    price = line.get("price_data", {})
    for name in ("currency", "unit_amount", "product_data"):
        if name not in price:
            raise missing_parameter(f"{where}[price_data][{name}]")
    if not price["product_data"].get("name"):
        raise missing_parameter(f"{where}[price_data][product_data][name]")
    if line.get("quantity", 0) < 1 or price["unit_amount"] < 0:
        raise ApiRefused(
            "This value must be greater than or equal to 1.", code="parameter_invalid_integer", param=where
        )
    return check_currency(price["currency"], f"{where}[price_data][currency]")
