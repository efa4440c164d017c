"""Opening an account: a phone is proven first, then a name and a password are chosen."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import get_locale
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import BadPassword, CodeOver, PhoneTaken
from marketplace.accounts.models import Account
from marketplace.accounts.queries import find_code
from marketplace.accounts.services import codes
from marketplace.accounts.services.invitations import accept_invitation
from marketplace.accounts.services.passwords import make_hash, require_good_password
from marketplace.accounts.services.registration import register
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.orders.models import Order
from marketplace.people.purposes import ACCOUNT
from marketplace.people.services import give_consent, keep_address
from marketplace.rules.policy_pages import PRIVACY
from marketplace.rules.queries import get_policy
from marketplace.web.account.entering import arrive, home_of
from marketplace.web.account.invitation import REFUSALS as REFUSALS_OF_INVITATIONS
from marketplace.web.account.invitation import over_page
from marketplace.web.account.password_words import password_words
from marketplace.web.account.sign_in import PhoneForm, asked_path
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.proving import (
    Proof,
    begin_proof,
    current_proof,
    end_proof,
    never_store,
)
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.opened_orders import opened_order_of
from marketplace.web.plumbing.paths import own_path
from marketplace.web.plumbing.visitor import current_account
from marketplace.web.words.limits import too_many_words


class DetailsForm(Form):
    """Name, password, and agreement to the rules."""

    full_name = wtforms.StringField(_l("Họ và tên"), [Required(_l("Vui lòng nhập họ và tên.")), AtMost(120)])
    password = wtforms.PasswordField(_l("Mật khẩu"), [Required(_l("Mời đặt một mật khẩu."))])
    agrees = wtforms.BooleanField(_l("Tôi đồng ý với quy chế hoạt động và chính sách bảo vệ dữ liệu cá nhân"))

    def validate_full_name(self, field: wtforms.Field) -> None:
        """A name has letters in it."""
        if not any(c.isalpha() for c in field.data or ""):
            raise wtforms.ValidationError(_("Vui lòng nhập họ và tên bằng chữ."))

    def validate_agrees(self, field: wtforms.Field) -> None:
        """Without the rules there is no account."""
        if not field.data:
            raise wtforms.ValidationError(_("Mời đánh dấu đồng ý để mở tài khoản."))


def show() -> Response:
    """Send a code to the phone of a new account; the answer is the same for phones with and without an account."""
    never_store()
    account = current_account()
    if account is not None and request.method == "GET":
        return see_other(own_path(request.args.get("next"), "") or home_of(account))
    form = PhoneForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            return begin_proof(codes.SIGN_UP, form.phone.e164 or "", asked_path())
        except TooMany as refusal:
            form.phone.errors = [too_many_words(refusal)]
    status = 422 if form.errors else 200
    return make_response(render_template("account/sign_up/show.html", form=form, next_path=asked_path()), status)


def details() -> Response:
    """Ask for name and password once the phone is proven, and open the account."""
    never_store()
    proof = current_proof()
    row = find_code(proof.code) if proof else None
    if proof is None or row is None or not row.phone or not codes.is_proven(proof.code, proof.purpose):
        return see_other(url_for("account.sign_up.show"))
    placed = opened_order_of(row.phone)
    form = DetailsForm(request.form, full_name=placed.customer_name if placed else "")
    if request.method == "POST" and form.validate():
        answer = _open(form, proof, row.phone, placed)
        if answer is not None:
            return answer
    status = 422 if form.errors else 200
    return make_response(render_template("account/sign_up/details.html", form=form, phone=row.phone), status)


def _open(form: DetailsForm, proof: Proof, phone: str, placed: Order | None) -> Response | None:
    try:
        require_good_password(form.password.data, (form.full_name.data, phone))
    except BadPassword as bad:
        form.password.errors = [password_words(bad.reason)]
        return None
    hashed = make_hash(form.password.data)
    try:
        with transaction():
            codes.spend_proof(proof.code, proof.purpose)
            account = register(phone, form.full_name.data, hashed, locale=str(get_locale()))
            give_consent(account.person, ACCOUNT, _text_version())
            if placed is not None:
                keep_address(account.person, placed.area_code, placed.address_line)
            _take_up(proof, account)
    except REFUSALS_OF_INVITATIONS as refusal:
        if not isinstance(refusal, CodeOver):
            return over_page()
        return _known_already(proof)
    except PhoneTaken:
        return _known_already(proof)
    flash(_("Chào mừng %(name)s. Tài khoản đã mở xong.", name=account.person.full_name), "success")
    return arrive(account.id, proof.next_path, is_new=True)


def _known_already(proof: Proof) -> Response:
    end_proof()
    flash(_("Số này đã có tài khoản. Mời đăng nhập."), "info")
    return see_other(url_for("account.sign_in.show", next=proof.next_path or None))


def _take_up(proof: Proof, account: Account) -> None:
    """Accept the invitation that led here."""
    if proof.purpose == codes.INVITATION:
        accept_invitation(proof.extra, account)


def _text_version() -> str:
    return f"{PRIVACY}/{get_policy(PRIVACY, 'vi').version}"
