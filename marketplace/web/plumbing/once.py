"""Forms that create something carry a key, so that sending one twice creates one thing.

A route says so with `once=True`, its form holds `once_field()`, and its view calls `first_time()` at the beginning
of the transaction that creates, and `leads_to(path)` at its end. House tests hold each against the others.
"""

import hashlib
import re

from flask import Response, current_app, flash, request
from flask_babel import gettext as _
from markupsafe import Markup

from marketplace.core.references import new_public_id
from marketplace.core.sent_forms import AlreadySent, note_sent, note_where_it_led, where_it_led
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.routing import creates_once
from marketplace.web.plumbing.visitor import signed_in_person

FIELD = "form_key"
NOT_TYPED = (FIELD, "csrf_token")  # differ from page to page though the same was typed
_KEY = re.compile(r"[\w-]{16,40}", re.ASCII)


def once_field() -> Markup:
    """The hidden key of a form; a page that comes back with a remark keeps the key it was sent with."""
    return Markup('<input type="hidden" name="{}" value="{}">').format(FIELD, _sent_key() or new_public_id())


def first_time() -> None:
    """Begin what a form creates; AlreadySent when the same form, saying the same, did so before.

    A form that came back from the browser's history and says something else is another one.
    """
    if (key := _key_of_request()) is not None:
        note_sent(key)


def leads_to(path: str) -> str:
    """Keep where this form leads, for whoever sends it again; gives the path back."""
    if (key := _key_of_request()) is not None:
        note_where_it_led(key, path)
    return path


def answer_what_was_sent_before() -> Response | None:
    """Lead on, before the view looks at anything, whoever sends a form again that has done its work."""
    if request.method != "POST" or not creates_once(current_app, request.endpoint):
        return None
    key = _key_of_request()
    led_to = where_it_led(key) if key is not None else None
    return None if led_to is None else answer_again(AlreadySent(leads_to=led_to))


def answer_again(sent: AlreadySent) -> Response:
    """Where a form sent a second time leads: to what the first one made."""
    flash(_("Mẫu này đã được lưu ở lần gửi trước, không lưu thêm lần nữa."), "info")
    return see_other(sent.leads_to or request.path)


def _sent_key() -> str | None:
    key = request.form.get(FIELD, "") if request.method == "POST" else ""
    return key if _KEY.fullmatch(key) else None


def _key_of_request() -> str | None:
    """The key under which this form is noted: whose it is, where it went, and what it said."""
    key = _sent_key()
    if key is None:
        return None
    digest = hashlib.sha256()
    typed = [(name, text) for name, text in request.form.items(multi=True) if name not in NOT_TYPED]
    sent = [(name, file.filename or "") for name, file in request.files.items(multi=True)]
    for part in (signed_in_person().public_id, request.path, key, *map(repr, typed), *map(repr, sent)):
        digest.update(part.encode() + b"\0")
    return digest.hexdigest()
