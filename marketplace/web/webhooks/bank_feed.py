"""The bank feed's lines come in here, proven by their signature over the raw body."""

from flask import Response, jsonify, request
from werkzeug.exceptions import RequestEntityTooLarge

from marketplace.payments.exchanges import take_bank_transaction
from marketplace.payments.notification_signature import HEADER_NAME

MOST_BYTES = 128 * 1024


def take() -> Response:
    """Take one line: 200 once it is stored, whatever becomes of it; a refusal leaves nothing behind."""
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    return jsonify(outcome=take_bank_transaction(request.get_data(), request.headers.get(HEADER_NAME)))
