"""A proof sent twice by a second tap: the browser drops the first answer, and with it the token of the renewed session.

The token that a proof gives is made from the form that brought it, which no one else holds: the same form, with the
same cookie, names the session it began or renewed a moment ago, and is answered as it was. Nothing is stored for it.
"""

import hashlib
from datetime import timedelta

from flask import Response, g, request, session

from marketplace.accounts.queries import find_sign_in, hash_token
from marketplace.accounts.services.sessions import give_token
from marketplace.core.clock import now
from marketplace.core.db import session as db_session
from marketplace.core.sealing import fingerprint
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.paths import own_path
from marketplace.web.plumbing.posted_form import FIELD
from marketplace.web.plumbing.visitor import COOKIE, cookie_name, is_over, set_session_cookie

MOMENT = timedelta(minutes=1)
PROOFS = ("password", "digits", "code")  # what a form carries that proves somebody
WAITING = "entering"  # key in the visit: password or code are proven, the second factor is not yet


def token_of_form() -> str:
    """The token for the session that the form of this request begins or renews; «» where it proves nothing."""
    if request.method != "POST" or not request.form.get(FIELD) or not _proves():
        return ""
    sent = sorted((name, value) for name, values in request.form.lists() for value in values)
    facts = repr((request.cookies.get(cookie_name(COOKIE), ""), request.path, sent))
    return fingerprint(hashlib.sha256(facts.encode()).hexdigest(), purpose="token_of_form")


def hand_over_new_token(response: Response) -> Response:
    """Tell this browser the token of a session renewed in this request; all other copies are worthless."""
    sign_in = g.get("sign_in")
    if sign_in is not None and sign_in.new_token and sign_in.token_hash == hash_token(sign_in.new_token):
        made = token_of_form()
        if made:
            with transaction():
                give_token(sign_in, made)
        set_session_cookie(response, sign_in.new_token)
    return response


def answer_as_before() -> Response | None:
    """The answer of a proof whose form was taken a moment ago; None for any other request."""
    made = token_of_form()
    sign_in = find_sign_in(made) if made else None
    if sign_in is None or is_over(sign_in) or now() - sign_in.fresh_at > MOMENT:
        return None
    waiting = session.pop(WAITING, None)
    session.pop(FIELD, None)
    onward = waiting["next"] if isinstance(waiting, dict) else ""
    response = see_other(own_path(request.values.get("next") or onward, "/account"))
    set_session_cookie(response, made)
    return response


def answer_the_later_tap(response: Response) -> Response:
    """Where both taps were at work at once, the one that came to a number already used is answered like the other."""
    if response.status_code != 422 or not token_of_form():
        return response
    db_session.rollback()
    return answer_as_before() or response


def _proves() -> bool:
    return any(value for name, value in request.form.items() if any(proof in name for proof in PROOFS))
