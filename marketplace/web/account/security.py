"""How somebody signs in, on one page: password, phone, e-mail, second step, and the devices that are signed in."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import BadEmail, BadPassword, WrongPassword
from marketplace.accounts.exchanges import prove_password
from marketplace.accounts.models import Account, SignIn
from marketplace.accounts.queries import count_recovery_codes, find_own_sign_in, list_sign_ins, lock_account
from marketplace.accounts.services import codes
from marketplace.accounts.services.passwords import make_hash, require_good_password, set_password
from marketplace.accounts.services.registration import remove_email, tidy_email
from marketplace.accounts.services.second_factor import drop_factor, renew_recovery_codes
from marketplace.accounts.services.sessions import end_all_sign_ins, end_sign_in, refresh
from marketplace.core.errors import NotFound, TooMany
from marketplace.core.transactions import transaction
from marketplace.web.account.password_words import password_words
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.phone_field import MobileField
from marketplace.web.parts.proving import begin_proof, never_store
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_sign_in, staff_roles
from marketplace.web.words.limits import too_many_words


class ChangePasswordForm(Form):
    """The old password and a new one."""

    password = wtforms.PasswordField(_l("Mật khẩu đang dùng"), [Required(_l("Vui lòng nhập mật khẩu đang dùng."))])
    new_password = wtforms.PasswordField(_l("Mật khẩu mới"), [Required(_l("Mời đặt một mật khẩu mới."))])


class NewPhoneForm(Form):
    """Another phone."""

    phone = MobileField(_l("Số điện thoại mới"), [Required(_l("Vui lòng nhập số điện thoại mới."))])


class EmailForm(Form):
    """An e-mail address."""

    email = wtforms.StringField(_l("Email"), [Required(_l("Vui lòng nhập email.")), AtMost(254)])
    address = ""

    def validate_email(self, field: wtforms.Field) -> None:
        """An address that can be written to, in its stored form."""
        try:
            self.address = tidy_email(field.data or "")
        except BadEmail as fault:
            raise wtforms.ValidationError(_("Mời xem lại email, ví dụ ten@gmail.com.")) from fault


def show() -> str:
    """The security page."""
    sign_in, account = _mine()
    return render_template(
        "account/security/show.html",
        account=account,
        sign_in=sign_in,
        devices=list_sign_ins(account.id),
        codes_left=count_recovery_codes(account.id) if account.totp_sealed else 0,
        must_have_factor=bool(staff_roles()),
    )


def password() -> Response:
    """Change the password; every other device is signed out."""
    sign_in, account = _mine()
    form = ChangePasswordForm(request.form)
    if request.method == "POST" and form.validate() and _change_password(form, sign_in, account):
        flash(_("Đã đổi mật khẩu. Các thiết bị khác đã được đăng xuất."), "success")
        return see_other(url_for("account.security.show"))
    page = render_template("account/security/password.html", form=form, account=account)
    return make_response(page, 422 if form.errors else 200)


def phone() -> Response:
    """Move to another phone: a code goes to the new one."""
    _sign_in, account = _mine()
    form = NewPhoneForm(request.form)
    if request.method == "POST" and form.validate():
        if form.phone.e164 == account.phone:
            form.phone.errors = [_("Đây đang là số đăng nhập rồi.")]
        else:
            try:
                return begin_proof(codes.CHANGE_PHONE, form.phone.e164 or "", extra=str(account.id))
            except TooMany as refusal:
                form.phone.errors = [too_many_words(refusal)]
    page = render_template("account/security/phone.html", form=form, account=account)
    return make_response(page, 422 if form.errors else 200)


def email() -> Response:
    """Add an e-mail address: a code goes there."""
    _sign_in, account = _mine()
    form = EmailForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            return begin_proof(codes.CONFIRM_EMAIL, account.phone, email=form.address, extra=str(account.id))
        except TooMany as refusal:
            form.email.errors = [too_many_words(refusal)]
    page = render_template("account/security/email.html", form=form, account=account)
    return make_response(page, 422 if form.errors else 200)


def forget_email() -> Response:
    """Take the e-mail address away."""
    sign_in, account = _mine()
    with transaction():
        remove_email(lock_account(account.id), keep=sign_in)
    flash(_("Đã bỏ email khỏi tài khoản."), "success")
    return see_other(url_for("account.security.show"))


def end_device(sign_in_id: int) -> Response:
    """Sign one other device out."""
    sign_in, account = _mine()
    with transaction():
        other = find_own_sign_in(account.id, sign_in_id)
        if other is None:
            raise NotFound(sign_in=sign_in_id)
        if other.id != sign_in.id:
            end_sign_in(other, "ended_by_owner")
    flash(_("Đã đăng xuất thiết bị đó."), "success")
    return see_other(url_for("account.security.show"))


def end_other_devices() -> Response:
    """Sign every other device out."""
    sign_in, account = _mine()
    with transaction():
        end_all_sign_ins(account.id, "ended_by_owner", but=sign_in)
    flash(_("Đã đăng xuất mọi thiết bị khác."), "success")
    return see_other(url_for("account.security.show"))


def recovery_codes() -> Response:
    """Ten new recovery codes; the old ones end."""
    sign_in, account = _mine()
    if account.totp_sealed is None:
        return see_other(url_for("account.security.show"))
    with transaction():
        fresh = renew_recovery_codes(lock_account(account.id), keep=sign_in)
    page = render_template(
        "account/second_step/recovery_codes.html", codes=fresh, go_on=url_for("account.security.show")
    )
    return make_response(page)


def drop_second_step() -> Response:
    """Turn the second step off; staff must keep it."""
    sign_in, account = _mine()
    if staff_roles():
        flash(_("Cán bộ Hội và quản trị hệ thống phải giữ xác minh 2 bước."), "error")
        return see_other(url_for("account.security.show"))
    with transaction():
        drop_factor(lock_account(account.id), keep=sign_in)
    flash(_("Đã tắt xác minh 2 bước."), "success")
    return see_other(url_for("account.security.show"))


def _mine() -> tuple[SignIn, Account]:
    sign_in = current_sign_in()
    assert sign_in is not None  # every route here demands it
    never_store()
    return sign_in, sign_in.account


def _change_password(form: ChangePasswordForm, sign_in: SignIn, account: Account) -> bool:
    try:
        prove_password(sign_in, form.password.data)
        require_good_password(form.new_password.data, (account.person.full_name, account.phone))
    except WrongPassword:
        form.password.errors = [_("Mật khẩu đang dùng chưa đúng.")]
    except TooMany as refusal:
        form.password.errors = [too_many_words(refusal)]
    except BadPassword as bad:
        form.new_password.errors = [password_words(bad.reason)]
    else:
        hashed = make_hash(form.new_password.data)
        with transaction():
            set_password(lock_account(account.id), hashed, keep=sign_in)
            refresh(sign_in, second_factor=False)
        return True
    return False
