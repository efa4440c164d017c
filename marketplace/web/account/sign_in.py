"""Signing in: by phone and password, or by a code sent to the phone; and signing out."""

import wtforms
from flask import Response, flash, make_response, render_template, request, session
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import AccountSuspended, WrongPassword
from marketplace.accounts.exchanges import prove_phone_and_password
from marketplace.accounts.queries import find_account
from marketplace.accounts.services import codes
from marketplace.accounts.services.sessions import end_sign_in
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.web.account.entering import enter, home_of
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.phone_field import MobileField
from marketplace.web.parts.proving import begin_proof, never_store
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.devices import key_of_device
from marketplace.web.plumbing.opened_orders import forget_opened
from marketplace.web.plumbing.paths import own_path
from marketplace.web.plumbing.visitor import clear_session_cookie, current_account, current_sign_in, visitor_address
from marketplace.web.words.limits import too_many_words

KEPT_AT_SIGN_OUT = ("locale", "_flashes")


class SignInForm(Form):
    """Phone and password."""

    phone = MobileField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại."))])
    password = wtforms.PasswordField(_l("Mật khẩu"), [Required(_l("Vui lòng nhập mật khẩu."))])


class PhoneForm(Form):
    """A phone that a code is sent to."""

    phone = MobileField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại."))])


def show() -> Response:
    """Ask for phone and password, and sign in."""
    never_store()
    account = current_account()
    if account is not None and request.method == "GET":
        return see_other(own_path(request.args.get("next"), "") or home_of(account))
    form = SignInForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _try(form)
        if answer is not None:
            return answer
    status = 422 if form.errors else 200
    return make_response(render_template("account/sign_in/show.html", form=form, next_path=asked_path()), status)


def by_code() -> Response:
    """Send a code to a phone; typing it signs its owner in, or goes on to opening an account."""
    never_store()
    form = PhoneForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            return begin_proof(codes.SIGN_IN, form.phone.e164 or "", asked_path())
        except TooMany as refusal:
            form.phone.errors = [too_many_words(refusal)]
    status = 422 if form.errors else 200
    return make_response(render_template("account/sign_in/by_code.html", form=form, next_path=asked_path()), status)


def sign_out() -> Response:
    """End this session for good, here and on the server."""
    sign_in = current_sign_in()
    if sign_in is not None:
        with transaction():
            end_sign_in(sign_in)
    for key in [key for key in session if key not in KEPT_AT_SIGN_OUT]:
        session.pop(key)
    flash(_("Đã đăng xuất."), "success")
    response = see_other("/")
    clear_session_cookie(response)
    forget_opened(response)
    return response


def asked_path() -> str:
    """The path the visitor wanted, if it is on this site."""
    return own_path(request.values.get("next"), "")


def _try(form: SignInForm) -> Response | None:
    phone = form.phone.e164 or ""
    known = find_account(phone)
    device = key_of_device(known.id if known else None)
    try:
        account = prove_phone_and_password(phone, form.password.data, address=visitor_address(), device=device)
    except WrongPassword:
        form.password.errors = [_("Số điện thoại hoặc mật khẩu chưa đúng. Mời thử lại, hoặc nhận mã về điện thoại.")]
    except TooMany as refusal:
        form.password.errors = [too_many_words(refusal)]
    except AccountSuspended:
        form.phone.errors = [suspended_words()]
    else:
        return enter(account, asked_path())
    return None


def suspended_words() -> str:
    """The message to the owner of a suspended account, shown only after proof."""
    return str(_("Tài khoản này đang tạm khóa. Mời gọi đường dây hỗ trợ của Hội để được giúp."))
