"""/classes/<code>/here/<session>: the code of a session, by which each of the list ticks herself present."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.association.scope import EVERYTHING
from marketplace.core import throttles
from marketplace.core.clock import today
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.training.errors import ElsewhereThatDay, NoPlace
from marketplace.training.models import ClassSession, Enrolment, TrainingClass
from marketplace.training.queries import (
    find_line_of,
    get_class,
    get_session,
    lines_by_phone,
    lock_class,
    marks_of_session,
)
from marketplace.training.services import tick_herself
from marketplace.training.states import CANCELLED, OPEN_STATES
from marketplace.web.parts.day_field import birth_year_of
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import YearField
from marketplace.web.parts.phone_field import PhoneField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import day
from marketplace.web.plumbing.visitor import buyer_actor, current_account, visitor_address
from marketplace.web.words.limits import too_many_words

OF_ADDRESS, OF_PHONE = 200, 10  # an hour: a whole hall may stand behind one address


class HereForm(Form):
    """By what a trainee without an account is found in the list."""

    phone = PhoneField(_l("Số điện thoại"), [Required(_l("Vui lòng nhập số điện thoại.")), AtMost(30)])
    birth_year = YearField(
        _l("Năm sinh"),
        [Required(_l("Vui lòng nhập năm sinh, ví dụ 1985."))],
        years=lambda: range(1920, today().year - 9),
        of_two_figures=birth_year_of,
        refusal=_l("Vui lòng nhập năm sinh bằng bốn chữ số, ví dụ 1985."),
    )


def show(code: str, session_id: int) -> Response:
    """Whose session it is, and one button; or why nobody can tick herself now."""
    row = get_class(code.upper(), EVERYTHING)
    return _page(row, get_session(row, session_id), HereForm())


def tick(code: str, session_id: int) -> Response:
    """She is here; twice is once."""
    row, form = get_class(code.upper(), EVERYTHING), HereForm(request.form)
    held = get_session(row, session_id)
    if current_account() is None and not form.validate():
        return _page(row, held, form, status=422)
    try:
        _count_tries(form)
        with transaction():
            row = lock_class(row.code)
            held, line = get_session(row, session_id), _line_in(row, form)
            may_tick = not _why_not(row, held)  # else nobody is told who is in the list
            is_new = may_tick and line is not None and tick_herself(row, held, line, actor=buyer_actor())
    except TooMany as refused:
        return _page(row, held, form, too_many_words(refused), 429)
    except NoPlace:
        return _page(row, held, form, _("Chị đang chờ chỗ của lớp này. Mời gặp cán bộ Hội để được nhận vào lớp."), 422)
    except ElsewhereThatDay:
        words = _("Chị đã được điểm danh cùng lúc ở lớp nơi khác. Mời gặp cán bộ Hội phụ trách lớp.")
        return _page(row, held, form, words, 422)
    if not may_tick or line is None:
        return _page(row, held, form, _stranger_words() if may_tick else "", 422)
    name = line.person.full_name
    done = _("Đã điểm danh: chị %(name)s có mặt.", name=name)
    flash(done if is_new else _("Chị %(name)s đã được điểm danh trước đó.", name=name), "success")
    return see_other(url_for("storefront.class_scan.show", code=row.code, session_id=session_id))


def _count_tries(form: HereForm) -> None:
    """In a transaction of its own, so that a try that fails counts too."""
    account = current_account()
    who = account.phone if account is not None and account.phone else form.phone.e164
    with transaction():
        throttles.spend(f"class-here:{visitor_address()}", limit=OF_ADDRESS, seconds=3600)
        throttles.spend(f"class-here:{who}", limit=OF_PHONE, seconds=3600)


def _line_in(row: TrainingClass, form: HereForm) -> Enrolment | None:
    """Her line: by her account, else by phone and year where they are one woman's alone."""
    account = current_account()
    if account is not None:
        return find_line_of(row.id, account.person, account.phone)
    found = lines_by_phone(row.id, form.phone.e164 or "", form.birth_year.year or 0)
    return found[0] if len(found) == 1 else None


def _stranger_words() -> str:
    if current_account() is not None:
        return str(_("Chưa thấy chị trong danh sách lớp này. Mời gặp cán bộ Hội ở lớp để ghi tên."))
    words = _(
        "Không có ai trong danh sách lớp này với số điện thoại và năm sinh đó. Mời xem lại, hoặc gặp cán bộ ở lớp."
    )
    return str(words)


def _why_not(row: TrainingClass, held: ClassSession) -> str:
    """Why nobody can tick herself now; «» while everybody of the list can."""
    if row.status == CANCELLED:
        return str(_("Lớp này đã hủy. Lý do: %(why)s", why=row.cancelled_why))
    if held.held_on != today():
        return str(_("Mã này chỉ dùng trong ngày học %(day)s.", day=day(held.held_on)))
    if held.scan_opened_at is None or row.status not in OPEN_STATES:
        return str(_("Cán bộ Hội chưa mở mã điểm danh của buổi này, hoặc đã đóng. Mời gặp cán bộ ở lớp."))
    return ""


def _is_ticked(row: TrainingClass, held: ClassSession) -> bool:
    account = current_account()
    line = find_line_of(row.id, account.person, account.phone) if account is not None else None
    return line is not None and line.id in marks_of_session(held)


def _page(row: TrainingClass, held: ClassSession, form: HereForm, refused: str = "", status: int = 200) -> Response:
    account = current_account()
    page = render_template(
        "storefront/classes/here.html",
        row=row,
        held=held,
        form=form,
        person=account.person if account is not None else None,
        why_not=_why_not(row, held),
        is_ticked=_is_ticked(row, held),
        refused=refused,
    )
    return make_response(page, status)
