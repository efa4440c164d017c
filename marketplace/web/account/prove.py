"""Fresh sign-in before acts on money, roles and sealed facts: password, and the second factor where set."""

import wtforms
from flask import Response, make_response, render_template, request
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import WrongFactor, WrongPassword
from marketplace.accounts.exchanges import prove_factor, prove_password
from marketplace.accounts.models import SignIn
from marketplace.accounts.services import codes
from marketplace.accounts.services.sessions import refresh
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.web.account.entering import home_of
from marketplace.web.account.sign_in import asked_path
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.proving import begin_proof, never_store
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_sign_in
from marketplace.web.words.limits import too_many_words


class ProveForm(Form):
    """Password, and the number of the second factor."""

    password = wtforms.PasswordField(_l("Mật khẩu"), [Required(_l("Vui lòng nhập mật khẩu."))])
    digits = wtforms.StringField(_l("Số gồm 6 chữ số trên ứng dụng xác thực"))


def show() -> Response:
    """Ask for the proof, then go on to the page the visitor came from."""
    never_store()
    sign_in = current_sign_in()
    assert sign_in is not None  # the route demands it
    form = ProveForm(request.form)
    has_factor = sign_in.account.totp_sealed is not None
    if request.method == "POST" and form.validate():
        if has_factor and not form.digits.data:
            form.digits.errors = [_("Vui lòng nhập 6 chữ số đang hiện trên ứng dụng.")]
        elif _is_proven(form, sign_in, has_factor):
            with transaction():
                refresh(sign_in, second_factor=has_factor)
            return see_other(asked_path() or home_of(sign_in.account))
    return _page(form, sign_in, 422 if form.errors else 200)


def by_code() -> Response:
    """Prove by a code to the account's phone instead, where there is no second factor."""
    never_store()
    sign_in = current_sign_in()
    assert sign_in is not None  # the route demands it
    if sign_in.account.totp_sealed is not None:
        return show()
    try:
        return begin_proof(codes.PROVE, sign_in.account.phone, asked_path())
    except TooMany as refusal:
        form = ProveForm()
        form.password.errors = [too_many_words(refusal)]
        return _page(form, sign_in, 422)


def _page(form: ProveForm, sign_in: SignIn, status: int) -> Response:
    account = sign_in.account
    shown = {"account": account, "has_factor": account.totp_sealed is not None, "next_path": asked_path()}
    return make_response(render_template("account/prove/show.html", form=form, **shown), status)


def _is_proven(form: ProveForm, sign_in: SignIn, has_factor: bool) -> bool:
    try:
        prove_password(sign_in, form.password.data)
        if has_factor:
            prove_factor(sign_in.account_id, form.digits.data, known=f"sign_in:{sign_in.id}")
    except WrongPassword:
        form.password.errors = [_("Mật khẩu chưa đúng. Mời thử lại.")]
    except WrongFactor:
        form.digits.errors = [_("Số này chưa đúng hoặc đã dùng rồi. Mời đợi ứng dụng hiện số mới rồi ghi lại.")]
    except TooMany as refusal:
        form.password.errors = [too_many_words(refusal)]
    else:
        return True
    return False
