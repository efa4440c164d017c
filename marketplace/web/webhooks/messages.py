"""The webhook of the message gateway: a text was delivered or failed; verified by token."""

import hmac

from flask import Response, make_response, request

from marketplace.core.errors import NotAllowed
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.notifications.queries import find_delivery_by_reference
from marketplace.notifications.services import record_outcome
from marketplace.notifications.shape import GATEWAY

MOST_BYTES = 10_000


def take() -> Response:
    """Record the outcome of one delivery; unknown references are acknowledged and change nothing."""
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    token = config().sms_gateway_token
    if not token or not hmac.compare_digest(given.encode(), token.encode()):
        raise NotAllowed(why="bad_token")
    told = request.get_json(silent=True) if (request.content_length or 0) <= MOST_BYTES else None
    if not isinstance(told, dict) or not isinstance(told.get("id"), str):
        return make_response({"status": "unreadable"}, 400)
    with transaction():
        delivery = find_delivery_by_reference(GATEWAY, told["id"])
        if delivery is not None:
            record_outcome(delivery, str(told.get("status", "")))
    return make_response({"status": "ok"})
