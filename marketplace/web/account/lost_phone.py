"""Confirming a change of phone from the new number: whose account, a code, a new password, and what to do after."""

import wtforms
from flask import Response, flash, make_response, render_template, request, session, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import BadPassword, CodeOver, PhoneChangeOver, PhoneTaken
from marketplace.accounts.models import PhoneChange
from marketplace.accounts.queries import find_account, find_phone_change, find_phone_change_by_id
from marketplace.accounts.services import codes
from marketplace.accounts.services.passwords import make_hash, require_good_password
from marketplace.accounts.services.phone_changes import confirm_phone_change, standing_of
from marketplace.accounts.states import DONE, WAITING
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.people.phones import masked_phone
from marketplace.people.queries import get_person
from marketplace.shops.models import Shop
from marketplace.shops.queries import find_shop_of
from marketplace.web.account.password_words import password_words
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.proving import Proof, begin_proof, current_proof, end_proof, never_store
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import clear_session_cookie
from marketplace.web.words.limits import too_many_words
from marketplace.web.words.phone_changes import over_words

KEPT = "phone_changed"  # in the visit: the change that was just done


class NewPasswordForm(Form):
    """A new password."""

    password = wtforms.PasswordField(_l("Mật khẩu mới"), [Required(_l("Mời đặt một mật khẩu mới."))])


def show(token: str) -> Response:
    """Show which account is to move to this number, and offer to send a code there."""
    never_store()
    row = find_phone_change(token)
    return over_page(row) if not _is_open(row) else _page(row, token)


def prove(token: str) -> Response:
    """Send the code to the new number, and to no other."""
    never_store()
    row = find_phone_change(token)
    if row is None or not _is_open(row):
        return over_page(row)
    if find_account(row.new_phone) is not None:
        return taken_page()
    try:
        return begin_proof(codes.LOST_PHONE, row.new_phone, extra=token)
    except TooMany as refusal:
        flash(too_many_words(refusal), "warning")
        return _page(row, token, 429)


def go_on(proof: Proof) -> Response:
    """After the right code, go on to the new password."""
    return see_other(url_for("account.lost_phone.choose", token=proof.extra))


def choose(token: str) -> Response:
    """Set a new password; with it the account moves, and every session of it ends."""
    never_store()
    row, proof = find_phone_change(token), current_proof()
    if row is None or not _is_open(row):
        return over_page(row)
    if proof is None or proof.extra != token or not codes.is_proven(proof.code, codes.LOST_PHONE):
        return see_other(url_for("account.lost_phone.show", token=token))
    form = NewPasswordForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _save(form, row, proof)
        if answer is not None:
            return answer
    shown = {"phone": masked_phone(row.new_phone), "new_phone": row.new_phone}
    page = render_template("account/lost_phone/choose.html", form=form, **shown)
    return make_response(page, 422 if form.errors else 200)


def done() -> Response:
    """The change is done: sign in with the new number; a shop may still show the old one."""
    never_store()
    row = find_phone_change_by_id(session.get(KEPT, 0))
    if row is None or row.status != DONE:
        return see_other(url_for("account.sign_in.show"))
    page = render_template(
        "account/lost_phone/done.html",
        phone=masked_phone(row.new_phone),
        old_phone=masked_phone(row.old_phone),
        shop=_shop_with_old_phone(row),
        has_second_step=row.account.totp_sealed is not None,
    )
    return make_response(page)


def over_page(row: PhoneChange | None) -> Response:
    """The page of an invalid link: 404 for an unknown one, 410 for one that has ended."""
    standing = standing_of(row) if row else "unknown"
    title, text = over_words(standing)
    page = render_template("account/lost_phone/over.html", title=title, text=text, is_done=standing == DONE)
    return make_response(page, 410 if row else 404)


def taken_page() -> Response:
    """The page when the new number got an account of its own meanwhile: nothing was changed."""
    return make_response(render_template("account/lost_phone/taken.html"), 409)


def _is_open(row: PhoneChange | None) -> bool:
    return row is not None and standing_of(row) == WAITING


def _page(row: PhoneChange | None, token: str, status: int = 200) -> Response:
    assert row is not None
    page = render_template(
        "account/lost_phone/show.html",
        owner=row.account.person,
        shop=find_shop_of(row.account.person_id),
        officer=get_person(row.asked_by),
        old_phone=masked_phone(row.old_phone),
        phone=masked_phone(row.new_phone),
        until=row.expires_at,
        token=token,
    )
    return make_response(page, status)


def _save(form: NewPasswordForm, row: PhoneChange, proof: Proof) -> Response | None:
    person = row.account.person
    try:
        require_good_password(form.password.data, (person.full_name, row.new_phone, row.old_phone))
    except BadPassword as bad:
        form.password.errors = [password_words(bad.reason)]
        return None
    return _confirm(row.id, proof, form.password.data)


def _confirm(change_id: int, proof: Proof, password: str) -> Response:
    hashed = make_hash(password)
    try:
        with transaction():
            confirm_phone_change(change_id, proof.code, hashed)
    except PhoneChangeOver:
        return over_page(find_phone_change_by_id(change_id))
    except PhoneTaken:
        return taken_page()
    except CodeOver:
        end_proof()
        flash(_("Mã đã hết hạn. Mời nhận mã mới."), "warning")
        return see_other(url_for("account.lost_phone.show", token=proof.extra))
    end_proof()
    session[KEPT] = change_id
    response = see_other(url_for("account.lost_phone.done"))
    clear_session_cookie(response)
    return response


def _shop_with_old_phone(row: PhoneChange) -> Shop | None:
    """The account owner's shop, when its page still gives customers the old number."""
    shop = find_shop_of(row.account.person_id)
    return shop if shop is not None and row.old_phone in (shop.phone, shop.zalo_phone) else None
