"""Entering a one-time code, sending it again, and what follows for each purpose."""

import re
from collections.abc import Callable

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import CodeOver, EmailTaken, PhoneTaken, WrongCode
from marketplace.accounts.events import PhoneProven
from marketplace.accounts.exchanges import prove_code
from marketplace.accounts.models import Account
from marketplace.accounts.queries import find_account, find_account_by_email, find_code, lock_account
from marketplace.accounts.services import codes
from marketplace.accounts.services.registration import change_phone, confirm_email
from marketplace.accounts.services.sessions import refresh
from marketplace.core.errors import NotAllowed, TooMany
from marketplace.core.events import publish
from marketplace.core.transactions import transaction
from marketplace.orders.queries import lock_order
from marketplace.orders.services.proving import prove_order
from marketplace.web.account.entering import enter
from marketplace.web.account.invitation import take_on
from marketplace.web.account.lost_phone import go_on
from marketplace.web.account.sign_in import suspended_words
from marketplace.web.parts.forms import Form, Required
from marketplace.web.parts.proving import (
    Proof,
    begin_proof,
    current_proof,
    demo_code_of,
    end_proof,
    never_store,
    sent_code,
)
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_account, current_sign_in
from marketplace.web.words.limits import too_many_words

_SIX = re.compile(r"[0-9]{6}", re.A)


class CodeForm(Form):
    """Six digits."""

    code = wtforms.StringField(_l("Mã gồm 6 chữ số"), [Required(_l("Vui lòng nhập mã gồm 6 chữ số trong tin nhắn."))])

    def validate_code(self, field: wtforms.Field) -> None:
        """Digits only, however they are spaced."""
        field.data = re.sub(r"[\s.-]", "", field.data or "")
        if not _SIX.fullmatch(field.data):
            raise wtforms.ValidationError(_("Mã có đúng 6 chữ số. Mời xem lại tin nhắn."))


def show() -> Response:
    """Ask for the code; the right one leads on to what it was sent for."""
    never_store()
    proof = current_proof()
    if proof is None:
        return see_other(url_for("account.sign_in.show") if current_account() is None else "/account")
    form = CodeForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _try(proof, form)
        if answer is not None:
            return answer
    return _page(form, proof)


def again() -> Response:
    """Send a new code to the same phone."""
    never_store()
    proof, row = current_proof(), sent_code()
    if proof is None or row is None:
        return see_other(url_for("account.sign_in.show"))
    try:
        response = begin_proof(
            proof.purpose,
            row.phone,
            proof.next_path,
            email=row.email,
            extra=proof.extra,
            shown=proof.shown,
            sends=_sends(proof, row.email),
        )
    except TooMany as refusal:
        flash(too_many_words(refusal), "warning")
        return see_other(url_for("account.code.show"))
    flash(_("Đã gửi mã mới. Mã cũ không còn dùng được."), "success")
    return response


def _sends(proof: Proof, email: str) -> bool:
    return not email or proof.purpose != codes.RESET or find_account_by_email(email) is not None


def _page(form: CodeForm, proof: Proof) -> Response:
    page = render_template(
        "account/code/show.html",
        form=form,
        proof=proof,
        demo_code=demo_code_of(sent_code()),
        back=_way_back(proof),
        back_words=_way_back_words(proof),
    )
    return make_response(page, 422 if form.errors else 200)


def _try(proof: Proof, form: CodeForm) -> Response | None:
    try:
        phone = prove_code(proof.code, form.code.data, proof.purpose)
    except WrongCode as wrong:
        left = wrong.tries_left
        form.code.errors = [
            _("Mã chưa đúng. Còn %(left)d lần thử.", left=left) if left else _("Mã chưa đúng. Mời nhận mã mới.")
        ]
    except CodeOver:
        if codes.is_proven(proof.code, proof.purpose):  # the same form sent twice
            return _AFTER[proof.purpose](proof, row.phone if (row := find_code(proof.code)) else "")
        form.code.errors = [_("Mã này không còn dùng được. Mời bấm “Gửi lại mã” để nhận mã mới.")]
    except TooMany as refusal:
        form.code.errors = [too_many_words(refusal)]
    else:
        return _AFTER[proof.purpose](proof, phone)
    return None


def _come_in(proof: Proof, phone: str) -> Response:
    """The phone is proven: sign its owner in, or go on to opening an account."""
    account = find_account(phone)
    if account is None:
        if proof.purpose == codes.SIGN_IN:
            flash(_("Số này chưa có tài khoản. Vui lòng nhập tên và đặt mật khẩu để mở tài khoản."), "info")
        return see_other(url_for("account.sign_up.details"))
    if account.status != "active":
        return _turn_away(suspended_words())
    with transaction():
        codes.spend_proof(proof.code, proof.purpose)
        publish(PhoneProven(account.person_id, phone))
    end_proof()
    if proof.purpose == codes.SIGN_UP:
        flash(_("Số này đã có tài khoản rồi, nên được đăng nhập luôn."), "info")
    return enter(account, proof.next_path)


def _choose_password(proof: Proof, phone: str) -> Response:
    account = _account_of(proof, phone)
    if account is None:
        flash(_("Số này chưa có tài khoản. Vui lòng nhập tên và đặt mật khẩu để mở tài khoản."), "info")
        return see_other(url_for("account.sign_up.details"))
    return see_other(url_for("account.password.choose"))


def _prove_again(proof: Proof, phone: str) -> Response:
    sign_in = current_sign_in()
    if sign_in is None or sign_in.account.phone != phone:
        raise NotAllowed(why="signed_out")
    with transaction():
        codes.spend_proof(proof.code, proof.purpose)
        refresh(sign_in, second_factor=False)
    end_proof()
    return see_other(proof.next_path or "/account")


def _move_phone(proof: Proof, phone: str) -> Response:
    sign_in = current_sign_in()
    if sign_in is None or str(sign_in.account_id) != proof.extra:
        raise NotAllowed(why="signed_out")
    try:
        with transaction():
            codes.spend_proof(proof.code, proof.purpose)
            change_phone(lock_account(sign_in.account_id), phone, keep=sign_in)
    except PhoneTaken:
        return _turn_away(
            _("Số này đã dùng cho một tài khoản khác. Mời chọn số khác, hoặc gọi đường dây hỗ trợ."), "phone"
        )
    end_proof()
    flash(_("Đã đổi số điện thoại đăng nhập. Các thiết bị khác đã được đăng xuất."), "success")
    return see_other(url_for("account.security.show"))


def _keep_email(proof: Proof, _phone: str) -> Response:
    sign_in = current_sign_in()
    row = find_code(proof.code)
    if sign_in is None or row is None or str(sign_in.account_id) != proof.extra:
        raise NotAllowed(why="signed_out")
    try:
        with transaction():
            spent = codes.spend_proof(proof.code, proof.purpose)
            confirm_email(lock_account(sign_in.account_id), spent.email, keep=sign_in)
    except EmailTaken:
        return _turn_away(_("Địa chỉ này đã dùng cho một tài khoản khác. Mời chọn địa chỉ khác."), "email")
    end_proof()
    flash(_("Đã xác nhận email."), "success")
    return see_other(url_for("account.security.show"))


def _take_invitation(proof: Proof, phone: str) -> Response:
    if find_account(phone) is None:
        return see_other(url_for("account.sign_up.details"))
    return take_on(proof)


def _go_on_to_password(proof: Proof, _phone: str) -> Response:
    return go_on(proof)


def _stand_by_order(proof: Proof, phone: str) -> Response:
    """The phone typed into a guest's order is hers: its goods are held as long as anybody's."""
    with transaction():
        order = lock_order(proof.extra)
        if order.phone == phone:
            codes.spend_proof(proof.code, proof.purpose)
            prove_order(order)
    end_proof()
    flash(_("Đã xác nhận số điện thoại của đơn hàng."), "success")
    return see_other(proof.next_path or url_for("storefront.orders.lookup"))


def _account_of(proof: Proof, phone: str) -> Account | None:
    row = find_code(proof.code)
    return find_account_by_email(row.email) if row is not None and row.email else find_account(phone)


def _turn_away(text: str, change: str = "") -> Response:
    end_proof()
    flash(text, "error")
    if change:
        return see_other(url_for(f"account.security.{change}"))
    return see_other(url_for("account.sign_in.show"))


def _way_back(proof: Proof) -> str:
    pages = {
        codes.SIGN_UP: "account.sign_up.show",
        codes.SIGN_IN: "account.sign_in.by_code",
        codes.RESET: "account.password.forgotten",
        codes.CHANGE_PHONE: "account.security.phone",
        codes.CONFIRM_EMAIL: "account.security.email",
        codes.PROVE: "account.prove.show",
    }
    endpoint = pages.get(proof.purpose)
    return url_for(endpoint) if endpoint else ""


def _way_back_words(proof: Proof) -> str:
    """What the visitor can change on the page before this one."""
    if proof.purpose == codes.CONFIRM_EMAIL:
        return str(_("Ghi sai địa chỉ thư? Quay lại sửa"))
    if proof.purpose == codes.RESET:  # says nothing of which of them an account has
        return str(_("Ghi sai số điện thoại hay địa chỉ thư? Quay lại sửa"))
    if proof.purpose == codes.PROVE:
        return str(_("Dùng mật khẩu thay cho mã"))
    return str(_("Ghi sai số điện thoại? Quay lại sửa"))


_AFTER: dict[str, Callable[[Proof, str], Response]] = {
    codes.SIGN_IN: _come_in,
    codes.SIGN_UP: _come_in,
    codes.RESET: _choose_password,
    codes.PROVE: _prove_again,
    codes.CHANGE_PHONE: _move_phone,
    codes.CONFIRM_EMAIL: _keep_email,
    codes.INVITATION: _take_invitation,
    codes.LOST_PHONE: _go_on_to_password,
    codes.ORDER: _stand_by_order,
}
