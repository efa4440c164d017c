"""The message gateway's word on what became of a text: arrived or failed, proven by its token."""

import hmac
from typing import Any

from flask import Response, make_response, request

from marketplace.core.errors import NotAllowed
from marketplace.core.received_json import UnusableJson, read_object
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
    told = _told()
    if not isinstance(told.get("id"), str):
        return make_response({"status": "unreadable"}, 400)
    with transaction():
        delivery = find_delivery_by_reference(GATEWAY, told["id"])
        if delivery is not None:
            record_outcome(delivery, str(told.get("status", "")))
    return make_response({"status": "ok"})


def _told() -> dict[str, Any]:
    """What the gateway says; nothing when it is too long or cannot be kept."""
    if (request.content_length or 0) > MOST_BYTES:
        return {}
    try:
        return read_object(request.get_data())
    except UnusableJson:
        return {}
