"""The webhook of the card provider, verified by the signature of the raw body."""

from flask import Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from marketplace.payments.exchanges import take_stripe_event

MOST_BYTES = 256 * 1024


def take() -> Response:
    """Receive one notification: 200 once it is stored, whatever its outcome; after 403 and 422 it is not stored."""
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    return jsonify(outcome=take_stripe_event(request.get_data(), request.headers.get("Stripe-Signature")))
