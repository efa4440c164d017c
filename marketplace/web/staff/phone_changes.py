"""A lost phone: an officer records how she identified its owner, and asks to move the account to the new number."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.accounts.errors import PhoneChangeOver, PhoneTaken, SamePhone
from marketplace.accounts.models import Account, PhoneChange
from marketplace.accounts.queries import find_account_of, list_phone_changes
from marketplace.accounts.services.lost_phones import (
    Owner,
    ask_for_phone_change,
    reason_against_phone_change,
    record_refusal,
    withdraw_phone_change,
)
from marketplace.accounts.services.phone_changes import (
    LEAST_NOTE,
    MOST_NOTE,
    Check,
    count_asking,
    demo_tokens,
    standing_of,
)
from marketplace.accounts.states import WAITING
from marketplace.core.errors import NotAllowed, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.phones import masked_phone
from marketplace.people.queries import list_people
from marketplace.sellers.models import Application
from marketplace.sellers.policies import owner_of_phone
from marketplace.sellers.queries import get_application
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.phone_field import MobileField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.words.limits import too_many_words
from marketplace.web.words.phone_changes import reason_words, standing_meaning, standing_words, way_words


class AskForm(Form):
    """The new number, and how the officer identified the account's owner."""

    phone = MobileField(_l("Số điện thoại mới của chị ấy"), [Required(_l("Vui lòng nhập số điện thoại mới."))])
    way = wtforms.RadioField(_l("Chị biết đúng là chị ấy bằng cách nào?"), validate_choice=False)
    note = wtforms.TextAreaField(
        _l("Gặp ở đâu, lúc nào, có ai cùng xác nhận?"),
        [Required(_l("Vui lòng ghi đã gặp chị ấy ở đâu, lúc nào.")), AtMost(MOST_NOTE)],
    )
    in_person = wtforms.BooleanField(_l("Tôi đã gặp trực tiếp chị ấy và đúng là chị ấy nhờ đổi số."))

    def validate_way(self, field: wtforms.Field) -> None:
        """One of the known ways."""
        if field.data not in way_words():
            raise wtforms.ValidationError(_("Mời chọn cách chị đã kiểm tra."))

    def validate_note(self, field: wtforms.Field) -> None:
        """Long enough to be understood by somebody else later."""
        if len(field.data) < LEAST_NOTE:
            raise wtforms.ValidationError(_("Vui lòng ghi rõ hơn, ví dụ: gặp ở nhà văn hóa thôn 2, sáng 21/11."))

    def validate_in_person(self, field: wtforms.Field) -> None:
        """The officer must tick that they met in person."""
        if not field.data:
            raise wtforms.ValidationError(_("Chỉ đổi số khi đã gặp trực tiếp chị ấy. Gặp rồi thì đánh dấu ô này."))


def show(number: str) -> Response:
    """Earlier requests with their states, and the form."""
    return _page(get_application(number, current_scope()), _form())


def ask(number: str) -> Response:
    """Ask for the change; it waits until the owner confirms it from the new number."""
    application, form = get_application(number, current_scope()), _form()
    if reason_against_phone_change(_owner(application), officer_actor()):
        return _in_vain(number, form, 403)
    if not form.validate():
        return _page(application, form, 422)
    try:
        with transaction():
            count_asking(officer_actor())
        with transaction():
            first_time()
            _ask(number, form)
            leads_to(url_for("staff.phone_changes.show", number=number))
    except PhoneTaken:
        form.phone.errors = [_("Số này đã dùng cho một tài khoản khác. Mời chị ấy chọn số khác.")]
        return _in_vain(number, form, 422)
    except SamePhone:
        form.phone.errors = [_("Đây đang là số đăng nhập của chị ấy rồi.")]
        return _in_vain(number, form, 422)
    except TooMany as refusal:
        form.form_errors.append(too_many_words(refusal))
        return _page(get_application(number, current_scope()), form, 429)
    except NotAllowed:  # the owner's account or role changed since the page was opened
        return _in_vain(number, form, 403)
    flash(_("Đã gửi tin nhắn tới số mới. Chờ chị ấy xác nhận trong 24 giờ."), "success")
    return see_other(url_for("staff.phone_changes.show", number=number))


def withdraw(number: str) -> Response:
    """Withdraw the waiting change."""
    try:
        with transaction():
            withdraw_phone_change(_owner(get_application(number, current_scope())), officer_actor())
    except PhoneChangeOver as refused:
        flash(_("Không rút được nữa: %(state)s.", state=standing_words(refused.status)[1].lower()), "warning")
    else:
        flash(_("Đã rút lại. Liên kết ở số mới không còn dùng được."), "success")
    return see_other(url_for("staff.phone_changes.show", number=number))


def _owner(application: Application) -> Owner:
    return owner_of_phone(application, officer_actor())


def _form() -> AskForm:
    form = AskForm(request.form)
    form.way.choices = [(code, name) for code, (name, _hint) in way_words().items()]
    return form


def _ask(number: str, form: AskForm) -> PhoneChange:
    check = Check(form.way.data, form.note.data, form.in_person.data)
    application = get_application(number, current_scope())
    return ask_for_phone_change(_owner(application), form.phone.e164 or "", check, officer_actor())


def _in_vain(number: str, form: AskForm, status: int) -> Response:
    """Answer a refusal that reveals something about the account or the number, and audit it."""
    with transaction():
        record_refusal(_owner(get_application(number, current_scope())), officer_actor())
    return _page(get_application(number, current_scope()), form, status)


def _page(application: Application, form: AskForm, status: int = 200) -> Response:
    account = find_account_of(application.person_id)
    changes = list_phone_changes(account.id) if account else []
    reason = reason_against_phone_change(_owner(application), officer_actor())
    page = render_template(
        "staff/phone_changes/show.html",
        application=application,
        account=account,
        form=form,
        reason=reason_words(reason) if reason else "",
        changes=changes,
        waiting=next((row for row in changes if standing_of(row) == WAITING), None),
        people=list_people({row.asked_by for row in changes}),
        ways=way_words(),
        standing_of=standing_of,
        standing_words=standing_words,
        standing_meaning=standing_meaning,
        masked_phone=masked_phone,
        demo_tokens=demo_tokens,
        cards={code: (hint, None) for code, (_name, hint) in way_words().items()},
        has_second_step=_has_second_step(account),
    )
    return make_response(page, status)


def _has_second_step(account: Account | None) -> bool:
    return account is not None and account.totp_sealed is not None
