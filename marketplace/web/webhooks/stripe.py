"""The card provider's notifications come in here, proven by their signature over the raw body."""

from flask import Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from marketplace.payments.exchanges import take_stripe_event

MOST_BYTES = 256 * 1024


def take() -> Response:
    """Take one notification: 200 once it is stored, whatever becomes of it; 403 and 422 leave nothing behind."""
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    return jsonify(outcome=take_stripe_event(request.get_data(), request.headers.get("Stripe-Signature")))
