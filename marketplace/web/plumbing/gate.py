"""The checks before every view: CSRF (origin and token) for changes, then the route's access rule."""

import hmac
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from urllib.parse import urlsplit

from flask import Flask, Response, abort, current_app, flash, g, request, session, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.exceptions import HTTPException

from marketplace.accounts.models import SignIn
from marketplace.accounts.services.sessions import is_fresh
from marketplace.core.errors import Invalid, NotAllowed
from marketplace.core.runtime import config
from marketplace.core.sealing import fingerprint
from marketplace.web.plumbing.access import AccessRule
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.assets import asset
from marketplace.web.plumbing.once import answer_what_was_sent_before
from marketplace.web.plumbing.paths import page_of_form
from marketplace.web.plumbing.posted_form import FIELD, forget_what_was_kept, hold, note_what_was_taken, posted_form
from marketplace.web.plumbing.routing import is_open_form, is_signed_route, who_may
from marketplace.web.plumbing.second_tap import answer_as_before, answer_the_later_tap, hand_over_new_token
from marketplace.web.plumbing.visitor import (
    current_account,
    current_membership,
    current_sign_in,
    keep_session_alive,
    last_sign_in,
    staff_roles,
    write_down_the_end,
)

NO_SHOP_YET = "no_shop_yet"  # a page of a shop, asked for by somebody who has none
CHANGES = ("POST", "PUT", "PATCH", "DELETE")


def install_gate(app: Flask) -> None:
    """Register the checks to run before each request's view."""
    app.before_request(reject_nul_bytes)
    app.before_request(note_where_it_comes_from)
    app.before_request(write_down_the_end)
    app.before_request(check_csrf)
    app.before_request(answer_as_before)
    app.before_request(keep_session_alive)
    app.before_request(enforce_access)
    app.before_request(answer_what_was_sent_before)
    app.after_request(hand_over_new_token)
    app.after_request(answer_the_later_tap)
    app.after_request(note_what_was_taken)


def csrf_field() -> Markup:
    """The hidden token of a form; on pages that everyone sees the same way (`g.is_public_page`) there is none.

    Forms of such pages post to routes declared as `open_form`, where only the Origin is checked.
    """
    if g.get("is_public_page"):
        return Markup("")
    token = session.get(FIELD)
    if token is None:
        token = session[FIELD] = secrets.token_urlsafe(24)
    hidden = Markup('<input type="hidden" name="{}" value="{}" data-module="{}" data-whose="{}">')
    return hidden.format(FIELD, masked(token), asset("keep.js"), _whose())


def _whose() -> str:
    """A sign that tells one person's forms from another's in the same browser, and tells nothing else."""
    account = current_account()
    return fingerprint(str(account.id), purpose="whose_form")[:12] if account else ""


def masked(token: str) -> str:
    """The token as one form carries it: under a mask of its own, so that no two pages hold the same secret (BREACH)."""
    mask = secrets.token_bytes(len(token))
    return urlsafe_b64encode(mask + _xor(mask, token.encode())).decode()


def _unmasked(given: str) -> bytes:
    try:
        raw = urlsafe_b64decode(given)
    except ValueError:
        return b""
    half = len(raw) // 2
    return _xor(raw[:half], raw[half:])


def _xor(mask: bytes, text: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(mask, text, strict=False))


def reject_nul_bytes() -> None:
    """Refuse NUL characters in address, query or form: people never type them, and PostgreSQL cannot store them."""
    if "\x00" in request.path or b"%00" in request.query_string or b"\x00" in request.query_string:
        abort(404)
    if request.method in CHANGES and not is_signed_route(current_app, request.endpoint):
        for field, values in request.form.lists():
            if "\x00" in field or any("\x00" in value for value in values):
                raise Invalid(field=field)


def note_where_it_comes_from() -> None:
    """Note of a change whether a page of ours sent it, before anything is asked of the database."""
    if request.method in CHANGES:
        g.comes_from_us = _comes_from_us()


def check_csrf() -> None:
    """A change must come from our own pages: Origin always, and the form's token wherever there is a session."""
    if request.method not in CHANGES or is_signed_route(current_app, request.endpoint):
        return
    if not g.comes_from_us:
        raise NotAllowed(why="foreign_origin")
    token = session.get(FIELD)
    if is_open_form(current_app, request.endpoint) or (token is None and current_sign_in() is None):
        return
    given = request.form.get(FIELD, "") or request.headers.get("X-CSRF-Token", "")
    if token is None or not hmac.compare_digest(token.encode(), _unmasked(given)):
        raise NotAllowed(why="form_too_old")


def enforce_access() -> Response | None:
    """Apply the route's access rule; others are sent to sign in or to a fresh sign-in, or are refused."""
    if request.endpoint is None or request.endpoint == "static":
        return None
    who = who_may(current_app, request.endpoint, "POST" if request.method in CHANGES else "GET")
    if who is None:
        abort(404)
    if not who.needs_sign_in:
        g.was_let_in = True
        return None
    sign_in = current_sign_in()
    if sign_in is None:
        return _to_sign_in()
    if who.is_staff and sign_in.second_factor_at is None and who.staff_roles & staff_roles():
        return _to_second_step(sign_in)
    if not _has(who):
        why = NO_SHOP_YET if who.shop_roles and current_membership() is None else "not_for_this_person"
        raise NotAllowed(why=why, who=who.name)
    if who.needs_fresh and not is_fresh(sign_in):
        return _to_proof(sign_in)
    if request.method in CHANGES:
        forget_what_was_kept(sign_in)
    g.was_let_in = True
    return None


def _to_sign_in() -> Response:
    """Redirect to the sign-in; a posted form is kept with the session that is over, for its owner alone.

    Where that is not known, the cookie being gone or another's, the answer is a page that holds what was typed.
    """
    before = last_sign_in()
    is_from_a_page = before is not None or FIELD in request.form
    if request.method not in CHANGES or not is_from_a_page or posted_form() is None:
        return _to_page("account.sign_in.show", _("Vui lòng đăng nhập để tiếp tục."))
    if before is None or not hold(before):
        raise NotAllowed(why="signed_out")
    flash(_("Vui lòng đăng nhập để tiếp tục. Những gì vừa ghi vẫn được giữ."), "info")
    return see_other(url_for("account.sign_in.show", next=url_for("account.again.show")))


def _to_second_step(sign_in: SignIn) -> Response:
    if request.method in CHANGES and hold(sign_in):
        return see_other(url_for("account.second_step.show", next=url_for("account.again.show")))
    return _to_page("account.second_step.show", None)


def _to_proof(sign_in: SignIn) -> Response:
    """Redirect to a fresh sign-in; a posted form is kept for the visitor to send again afterwards."""
    if request.method not in CHANGES or posted_form() is None:
        return _to_page("account.prove.show", _("Việc này cần gõ lại mật khẩu để xác nhận."))
    if not hold(sign_in):
        raise NotAllowed(why="not_proven")
    flash(_("Việc này cần gõ lại mật khẩu để xác nhận. Những gì vừa ghi vẫn được giữ."), "info")
    return see_other(url_for("account.prove.show", next=url_for("account.again.show")))


def may_open(address: str, method: str = "GET") -> bool:
    """Whether the visitor's roles let her read a page of this site, or send its form: menus show her no other."""
    routes = current_app.create_url_adapter(request)
    assert routes is not None  # within a request there is one
    try:
        endpoint, _values = routes.match(urlsplit(address).path, method=method)
    except HTTPException:
        return False
    who = who_may(current_app, endpoint, method)
    return who is not None and (not who.needs_sign_in or (current_sign_in() is not None and _has(who)))


def _has(who: AccessRule) -> bool:
    if who.shop_roles:
        membership = current_membership()
        return membership is not None and membership.role in who.shop_roles
    return not who.staff_roles or bool(who.staff_roles & staff_roles())


def _to_page(endpoint: str, message: str | None) -> Response:
    if message:
        flash(message, "info")
    back = page_of_form() if request.method in CHANGES else request.full_path.rstrip("?")
    return see_other(url_for(endpoint, next=back))


def _comes_from_us() -> bool:
    source = request.headers.get("Origin") or request.headers.get("Referer")
    if not source or source == "null":
        return request.headers.get("Sec-Fetch-Site") == "same-origin"
    host = urlsplit(source).netloc
    return host in (request.host, urlsplit(config().public_url).netloc)
