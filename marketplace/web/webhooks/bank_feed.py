"""The webhook of the bank feed, verified by the signature of the raw body."""

from flask import Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from marketplace.payments.exchanges import take_bank_transaction
from marketplace.payments.feed_signature import HEADER_NAME

MOST_BYTES = 128 * 1024


def take() -> Response:
    """Receive one line: 200 once it is stored, whatever its outcome; a refused one is not stored."""
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    return jsonify(outcome=take_bank_transaction(request.get_data(), request.headers.get(HEADER_NAME)))
