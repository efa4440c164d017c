"""The second step of signing in, and setting one up: a number from the phone's authenticator."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.demo_factor import DEMO_TOTP_SECRET
from marketplace.accounts.errors import NoFactorBegun, WrongFactor
from marketplace.accounts.exchanges import confirm_factor, prove_factor
from marketplace.accounts.models import SignIn
from marketplace.accounts.queries import find_account_by_id, lock_account
from marketplace.accounts.services.codes import shows_codes
from marketplace.accounts.services.second_factor import begin_factor, factor_address, number_now, pending_secret
from marketplace.accounts.services.sessions import refresh
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.web.account.entering import Entering, arrive, home_of, who_is_entering
from marketplace.web.account.sign_in import asked_path
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.proving import never_store
from marketplace.web.parts.qr import qr_svg
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.devices import key_of_device
from marketplace.web.plumbing.visitor import current_sign_in
from marketplace.web.words.limits import too_many_words


class FactorForm(Form):
    """Six digits, or a recovery code."""

    digits = wtforms.StringField(
        _l("Số gồm 6 chữ số trên ứng dụng xác thực"), [Required(_l("Vui lòng nhập 6 chữ số đang hiện trên ứng dụng."))]
    )


def show() -> Response:
    """Ask for the number, during sign-in or of staff whose session was begun without it."""
    never_store()
    entering, sign_in = who_is_entering(), current_sign_in()
    if entering is None and sign_in is None:
        return see_other(url_for("account.sign_in.show"))
    if entering is None and sign_in is not None and sign_in.account.totp_sealed is None:
        return see_other(url_for("account.second_step.set_up", next=asked_path()))
    form = FactorForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _try(form)
        if answer is not None:
            return answer
    page = render_template(
        "account/second_step/show.html", form=form, next_path=asked_path(), demo_number=_demo_number(entering, sign_in)
    )
    return make_response(page, 422 if form.errors else 200)


def set_up() -> Response:
    """Show a new secret as a QR code, and turn the second factor on once a number of it was typed."""
    never_store()
    sign_in = current_sign_in()
    assert sign_in is not None  # the route demands it
    if sign_in.account.totp_sealed is not None:
        return see_other(asked_path() or url_for("account.security.show"))
    form = FactorForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _turn_on(form, sign_in)
        if answer is not None:
            return answer
    secret = _secret_of(sign_in)
    address = factor_address(sign_in.account, secret, site_settings().brand)
    page = render_template(
        "account/second_step/set_up.html",
        form=form,
        qr=qr_svg(address),
        address=address,
        secret=" ".join(secret[i : i + 4] for i in range(0, len(secret), 4)),
        next_path=asked_path(),
    )
    return make_response(page, 422 if form.errors else 200)


def _try(form: FactorForm) -> Response | None:
    entering, sign_in = who_is_entering(), current_sign_in()
    account_id = entering.account_id if entering else sign_in.account_id if sign_in else 0
    try:
        prove_factor(account_id, form.digits.data, known=key_of_device(account_id))
    except WrongFactor:
        form.digits.errors = [_("Số này chưa đúng hoặc đã dùng rồi. Mời đợi ứng dụng hiện số mới rồi ghi lại.")]
        return None
    except TooMany as refusal:
        form.digits.errors = [too_many_words(refusal)]
        return None
    if entering is not None:
        return arrive(account_id, entering.next_path or asked_path(), second_factor=True)
    assert sign_in is not None
    with transaction():
        refresh(sign_in, second_factor=True)
    return see_other(asked_path() or home_of(sign_in.account))


def _turn_on(form: FactorForm, sign_in: SignIn) -> Response | None:
    try:
        recovery_codes = confirm_factor(sign_in.account_id, form.digits.data, keep=sign_in)
    except WrongFactor:
        form.digits.errors = [_("Số này chưa đúng. Mời xem số đang hiện trên ứng dụng rồi ghi lại.")]
        return None
    except TooMany as refusal:
        form.digits.errors = [too_many_words(refusal)]
        return None
    except NoFactorBegun:
        flash(_("Mời quét lại mã dưới đây."), "info")
        return see_other(url_for("account.second_step.set_up", next=asked_path()))
    with transaction():
        refresh(sign_in, second_factor=True)
    go_on = asked_path() or home_of(sign_in.account)
    return make_response(render_template("account/second_step/recovery_codes.html", codes=recovery_codes, go_on=go_on))


def _demo_number(entering: Entering | None, sign_in: SignIn | None) -> str:
    """The present number of the demo staff's published secret on a demo installation; «» elsewhere."""
    account = find_account_by_id(entering.account_id) if entering else sign_in.account if sign_in else None
    return number_now(DEMO_TOTP_SECRET) if shows_codes() and account is not None and account.is_demo else ""


def _secret_of(sign_in: SignIn) -> str:
    """The secret waiting to be confirmed: the same after a reload, a new one the first time."""
    with transaction():
        account = lock_account(sign_in.account_id)
        try:
            return pending_secret(account)
        except NoFactorBegun:
            return begin_factor(account)
