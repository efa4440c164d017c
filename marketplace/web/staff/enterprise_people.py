"""Who founded, owns and manages an enterprise: a woman of the register or a man by name, ended, voided."""

from collections.abc import Mapping
from functools import partial

from flask import Response, flash, make_response, render_template, request
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.core.errors import Conflict, Invalid, NotFound, TooMany
from marketplace.core.transactions import transaction
from marketplace.enterprises.errors import (
    AlreadyPart,
    FoundedBeforeBirth,
    NoCapital,
    OutsideLife,
    SameEnterprise,
    TooManyShares,
)
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.enterprises.queries import get_enterprise, get_part, lock_enterprise
from marketplace.enterprises.services import PartFacts, add_part, end_part, void_part
from marketplace.people.models import Person
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.services import enter_woman
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.enterprise_entry import PURPOSE, page_of
from marketplace.web.staff.forms.enterprises import ManForm, StopForm, WomanPartForm, part_form
from marketplace.web.staff.forms.register import VoidForm
from marketplace.web.staff.likely_people import chosen_woman, find_people, show_likely, who_page
from marketplace.web.words.enterprises import part_words, share_words

_new_page = partial(who_page, "staff/enterprises/part.html")


def new() -> Response:
    """Enter what a woman of the register is in an enterprise; which one stands in the address or the form."""
    form = _form(request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate():
        answer = _save(form)
        if answer is not None:
            return answer
    return _new_page(form, 422 if request.method == "POST" else 200)


def find() -> Response:
    """Find her by name or phone within the territory, or by exact phone elsewhere."""
    sought = request.form.get("q", "").strip()[:100]
    form = _form({"enterprise": request.form.get("enterprise", "")})
    try:
        found = find_people(sought, PURPOSE)
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _new_page(form, 429, sought=sought)
    return _new_page(form, sought=sought, found=found)


def new_man(enterprise_id: int) -> Response:
    """Enter what a man is in an enterprise, by his name."""
    row = get_enterprise(enterprise_id, current_scope())
    form: ManForm = part_form(ManForm, row, request.form if request.method == "POST" else {})
    if request.method == "POST" and form.validate():
        answer = _add(form, form.full_name.data)
        if answer is not None:
            return answer
    page = render_template("staff/enterprises/man.html", form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def end(part_id: int) -> Response:
    """From which day on a part holds no more, and why."""
    form, part = StopForm(request.form), get_part(part_id, current_scope())
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                lock_enterprise(part.enterprise_id, current_scope())
                why, by = form.why.data, officer_actor()
                end_part(part, ended_on=form.on.day or today(), why=why, actor=by, scope=current_scope())
            flash(_("Đã ghi ngày thôi."), "success")
            return see_other(page_of(part.enterprise))
        except OutsideLife:
            form.on.errors = [_("Ngày này không sau ngày bắt đầu. Mời xem lại.")]
        except (Conflict, Invalid):
            flash(_("Việc này đã được ghi trước đó."), "info")
            return see_other(page_of(get_part(part_id, current_scope()).enterprise))
    return _ask("staff/enterprises/stop.html", part_id, form, _("Thôi tham gia"))


def void(part_id: int) -> Response:
    """Void a part that was entered by mistake."""
    form, part = VoidForm(request.form), get_part(part_id, current_scope())
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                lock_enterprise(part.enterprise_id, current_scope())
                void_part(part, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(page_of(get_part(part_id, current_scope()).enterprise))
    return _ask("staff/enterprises/void.html", part_id, form, _("Hủy dòng ghi nhầm"))


def _ask(template: str, part_id: int, form: VoidForm | StopForm, title: str) -> Response:
    part: EnterprisePart = get_part(part_id, current_scope())
    about = f"{part.name}, {part_words(part)}"
    page = render_template(template, row=part.enterprise, form=form, title=title, about=about, here=request.path)
    return make_response(page, 422 if request.method == "POST" else 200)


def _form(given: Mapping[str, str]) -> WomanPartForm:
    form: WomanPartForm = part_form(WomanPartForm, _enterprise(given.get("enterprise", "")), given)
    return form


def _enterprise(key: str) -> Enterprise:
    if not (key.isascii() and key.isdigit() and len(key) < 18):
        raise NotFound(enterprise=key)
    return get_enterprise(int(key), current_scope())


def _save(form: WomanPartForm) -> Response | None:
    try:
        return _add(form, None)
    except MayBeKnown as refused:
        return _ask_who_she_is(form, refused.people)


def _add(form: ManForm, mans_name: str | None) -> Response | None:
    facts = PartFacts(form.role.data, form.began_on.day, form.title.data or "", form.share.share, form.share_dong.dong)
    try:
        with transaction():
            first_time()
            row = lock_enterprise(form.enterprise.id, current_scope())
            who = mans_name if mans_name is not None else _woman(form)
            add_part(row, who, facts, evidence=form.evidence.data or "", actor=officer_actor(), scope=current_scope())
            page = leads_to(page_of(row))
    except (Invalid, Conflict) as refused:
        form.enterprise = get_enterprise(form.enterprise.id, current_scope())
        if not _tell(form, refused):
            raise
        return None
    flash(_("Đã ghi."), "success")
    return see_other(page)


def _woman(form: ManForm) -> Person:
    assert isinstance(form, WomanPartForm)
    if form.known_id:
        return chosen_woman(form)
    return enter_woman(
        form.full_name.data,
        form.phone.e164,
        form.birth_year.year,
        other_than=form.other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _tell(form: ManForm, refused: Exception) -> bool:
    """Say at its field what was refused and what to do; False for what no field holds."""
    if isinstance(refused, TooManyShares):
        words = _("Tổng vốn góp vượt 100%% là %(over)s. Mời xem lại.", over=share_words(refused.over))
        form.share.errors = [words]
    elif isinstance(refused, NoCapital):
        form.share_dong.errors = [_("Chưa ghi vốn điều lệ. Vui lòng ghi tỷ lệ phần trăm, hoặc ghi vốn điều lệ trước.")]
    elif isinstance(refused, OutsideLife):
        form.began_on.errors = [_("Ngày này trước ngày thành lập. Mời xem lại.")]
    elif isinstance(refused, AlreadyPart):
        form.role.errors = [_("Người này đã được ghi như vậy rồi. Nếu đã khác, mời ghi ngày thôi ở dòng cũ trước.")]
    elif isinstance(refused, FoundedBeforeBirth):
        form.role.errors = [_("Chị ấy sinh năm %(year)d, sau hoặc đúng năm thành lập.", year=refused.birth_year)]
    elif isinstance(refused, SameEnterprise):
        form.role.errors = [_("Chị ấy đã sáng lập một đơn vị cùng loại, cùng tên. Mời xem lại.")]
    else:
        return False
    return True


def _ask_who_she_is(form: WomanPartForm, people: list[Person]) -> Response | None:
    try:
        likely = show_likely(people, form.phone.e164, PURPOSE)
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _new_page(form, 422, likely=likely)
