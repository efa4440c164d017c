"""An invitation to a role: what it is to, a code to the invited phone, and accepting it."""

from flask import Response, flash, make_response, render_template, url_for
from flask_babel import gettext as _

from marketplace.accounts.errors import CodeOver, InvitationOver, SomeoneElsesInvitation
from marketplace.accounts.models import Invitation
from marketplace.accounts.queries import find_account, find_invitation
from marketplace.accounts.services import codes
from marketplace.accounts.services.invitations import accept_invitation, is_open
from marketplace.association.errors import OutsideTerritory
from marketplace.association.queries import get_unit
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.people.phones import masked_phone
from marketplace.web.parts.proving import Proof, begin_proof, end_proof, never_store
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import clear_session_cookie
from marketplace.web.words.limits import too_many_words
from marketplace.web.words.roles import role_words

REFUSALS = (InvitationOver, CodeOver, SomeoneElsesInvitation, OutsideTerritory)


def show(token: str) -> Response:
    """Say what the invitation is to, and offer to send a code to the invited phone."""
    never_store()
    row = find_invitation(token)
    if row is None or not is_open(row):
        return over_page()
    return _page(row, token)


def prove(token: str) -> Response:
    """Send the code to the invited phone, and to no other."""
    never_store()
    row = find_invitation(token)
    if row is None or not is_open(row):
        return over_page()
    try:
        return begin_proof(codes.INVITATION, row.phone, "/staff", extra=token)
    except TooMany as refusal:
        flash(too_many_words(refusal), "warning")
        return _page(row, token, 429)


def take_on(proof: Proof) -> Response:
    """Accept the role with the existing account of the proven phone, whose owner has to sign in again."""
    try:
        with transaction():
            account = find_account(codes.spend_proof(proof.code, codes.INVITATION).phone)
            if account is None:
                raise InvitationOver()
            accept_invitation(proof.extra, account)
    except REFUSALS:
        return over_page()
    end_proof()
    flash(_("Đã nhận nhiệm vụ. Mời đăng nhập lại để bắt đầu."), "success")
    response = see_other(url_for("account.sign_in.show", next="/staff"))
    clear_session_cookie(response)
    return response


def over_page() -> Response:
    """The page of an invitation that cannot be accepted any more."""
    end_proof()
    return make_response(render_template("account/invitation/over.html"), 404)


def _page(row: Invitation, token: str, status: int = 200) -> Response:
    unit = get_unit(row.unit_id) if row.unit_id else None
    page = render_template(
        "account/invitation/show.html",
        role=role_words(row.role),
        unit=unit,
        phone=masked_phone(row.phone),
        token=token,
        until=row.expires_at,
    )
    return make_response(page, status)
