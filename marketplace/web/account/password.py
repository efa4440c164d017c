"""A forgotten password: a code to the phone (or the confirmed e-mail), then a new password; all sessions end."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import BadEmail, BadPassword, CodeOver
from marketplace.accounts.models import Account
from marketplace.accounts.queries import find_account, find_account_by_email, find_code, lock_account
from marketplace.accounts.services import codes
from marketplace.accounts.services.passwords import make_hash, require_good_password, set_password
from marketplace.accounts.services.registration import tidy_email
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.people.errors import BadPhone
from marketplace.people.phones import normalise_mobile
from marketplace.web.account.password_words import password_words
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.phone_field import phone_words
from marketplace.web.parts.proving import Proof, begin_proof, current_proof, end_proof, never_store
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import clear_session_cookie
from marketplace.web.words.limits import too_many_words


class ForgottenForm(Form):
    """A phone, or the e-mail address that was confirmed."""

    reached_at = wtforms.StringField(
        _l("Số điện thoại, hoặc email đã xác nhận"),
        [Required(_l("Vui lòng nhập số điện thoại hoặc email."))],
    )
    phone, email = "", ""

    def validate_reached_at(self, field: wtforms.Field) -> None:
        """Either kind, in its stored form."""
        try:
            if "@" in field.data:
                self.email = tidy_email(field.data)
            else:
                self.phone = normalise_mobile(field.data)
        except BadEmail as fault:
            raise wtforms.ValidationError(_("Mời xem lại email, ví dụ ten@gmail.com.")) from fault
        except BadPhone as fault:
            raise wtforms.ValidationError(phone_words(fault.reason)) from fault


class NewPasswordForm(Form):
    """A new password."""

    password = wtforms.PasswordField(_l("Mật khẩu mới"), [Required(_l("Mời đặt một mật khẩu mới."))])


def forgotten() -> Response:
    """Send a code to phone or e-mail; the answer is the same with and without an account."""
    never_store()
    form = ForgottenForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            return begin_proof(
                codes.RESET,
                form.phone,
                email=form.email,
                sends=not form.email or find_account_by_email(form.email) is not None,
            )
        except TooMany as refusal:
            form.reached_at.errors = [too_many_words(refusal)]
    return make_response(render_template("account/password/forgotten.html", form=form), 422 if form.errors else 200)


def choose() -> Response:
    """Set the new password after the code was proven; the second factor stays."""
    never_store()
    proof = current_proof()
    account = _account_of(proof) if proof else None
    if proof is None or account is None or not codes.is_proven(proof.code, codes.RESET):
        return see_other(url_for("account.password.forgotten"))
    form = NewPasswordForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _save(form, proof, account)
        if answer is not None:
            return answer
    status = 422 if form.errors else 200
    return make_response(render_template("account/password/choose.html", form=form, account=account), status)


def _save(form: NewPasswordForm, proof: Proof, account: Account) -> Response | None:
    try:
        require_good_password(form.password.data, (account.person.full_name, account.phone))
    except BadPassword as bad:
        form.password.errors = [password_words(bad.reason)]
        return None
    hashed = make_hash(form.password.data)
    try:
        with transaction():
            codes.spend_proof(proof.code, codes.RESET)
            set_password(lock_account(account.id), hashed)
    except CodeOver:
        end_proof()
        flash(_("Mã đã hết hạn. Mời nhận mã mới."), "warning")
        return see_other(url_for("account.password.forgotten"))
    end_proof()
    flash(_("Đã đặt mật khẩu mới. Mời đăng nhập bằng mật khẩu mới."), "success")
    response = see_other(url_for("account.sign_in.show"))
    clear_session_cookie(response)
    return response


def _account_of(proof: Proof) -> Account | None:
    row = find_code(proof.code)
    if row is None or row.purpose != codes.RESET:
        return None
    return find_account_by_email(row.email) if row.email else find_account(row.phone)
