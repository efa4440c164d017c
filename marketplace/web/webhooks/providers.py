"""The webhooks of payment providers, each verified by its signature of the raw body."""

from flask import Response, jsonify, request
from werkzeug.exceptions import NotFound, RequestEntityTooLarge

from marketplace.payments.exchanges import take_notification
from marketplace.payments.registries import PROVIDERS

MOST_BYTES = 256 * 1024


def take(provider: str) -> Response:
    """Receive one notification: 200 once it is stored, whatever its outcome; after 403 and 422 it is not stored."""
    if provider not in PROVIDERS:
        raise NotFound
    if (request.content_length or 0) > MOST_BYTES:
        raise RequestEntityTooLarge
    signature = request.headers.get(PROVIDERS.get(provider).signature_header)
    return jsonify(outcome=take_notification(provider, request.get_data(), signature))
