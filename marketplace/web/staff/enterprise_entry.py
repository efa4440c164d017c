"""Entering an enterprise with the woman who represents it, and correcting what was entered."""

from collections.abc import Mapping
from functools import partial

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.models import Unit
from marketplace.association.queries import find_unit_in
from marketplace.association.scope import EVERYTHING
from marketplace.contests.models import Idea
from marketplace.contests.queries.ideas import list_ideas_of
from marketplace.core.errors import Conflict, Invalid, TooMany
from marketplace.core.transactions import transaction
from marketplace.enterprises.errors import (
    FoundedBeforeBirth,
    NotHerIdea,
    NotYetAdult,
    OutsideLife,
    RegistrationTaken,
    SameEnterprise,
    TooManyShares,
)
from marketplace.enterprises.models import Enterprise
from marketplace.enterprises.queries import get_enterprise, lock_enterprise
from marketplace.enterprises.services import Facts, Origin, correct_enterprise, record_enterprise
from marketplace.people.models import Person
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.queries import programmes_of, roles_of
from marketplace.programme.queries.outcomes import OF_ENTERPRISES
from marketplace.programme.services import count_for, enter_woman
from marketplace.shops.models import Shop
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.forms.enterprises import (
    NEW,
    NO_TITLE,
    CorrectionForm,
    EnterpriseForm,
    NewEnterpriseForm,
    correction_form,
    new_enterprise_form,
)
from marketplace.web.staff.likely_people import chosen_woman, find_people, show_likely, who_page
from marketplace.web.staff.unit_choices import units_around
from marketplace.web.words.enterprises import share_words

PURPOSE = "enterprises"  # of a look-up by phone, in the audit trail
_new_page = partial(who_page, "staff/enterprises/new.html")


def new() -> Response:
    """Enter an enterprise of a woman found before, or of a new person."""
    form = _form(request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate():
        answer = _save(form)
        if answer is not None:
            return answer
    return _new_page(form, 422 if request.method == "POST" else 200)


def find() -> Response:
    """Find a woman by name or phone within the territory, or by exact phone elsewhere, before she is entered."""
    sought = request.form.get("q", "").strip()[:100]
    try:
        found = find_people(sought, PURPOSE)
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _new_page(_form({}), 429, sought=sought)
    return _new_page(_form({}), sought=sought, found=found)


def correct(enterprise_id: int) -> Response:
    """Correct what was entered, with the reason."""
    row = get_enterprise(enterprise_id, current_scope())
    form = _correction(row)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_enterprise(enterprise_id, current_scope())
                correct_enterprise(
                    row,
                    _facts(form),
                    _unit(form),
                    why=form.why.data,
                    actor=officer_actor(),
                    scope=current_scope(),
                    is_certain=form.is_certain.data,
                )
                count_for(OF_ENTERPRISES, row.id, form.chosen_programmes, actor=officer_actor(), day=form.counted_day)
            flash(_("Đã sửa."), "success")
            return see_other(page_of(row))
        except (Invalid, Conflict) as refused:
            row = get_enterprise(enterprise_id, current_scope())
            if not tell(form, refused):
                flash(_("Việc này đã được ghi trước đó."), "info")
                return see_other(page_of(row))
    page = render_template("staff/enterprises/edit.html", row=row, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def page_of(row: Enterprise) -> str:
    """The address of an enterprise."""
    return url_for("staff.enterprises.show", enterprise_id=row.id)


def tell(form: EnterpriseForm, refused: Exception) -> bool:
    """Say at its field what was refused and what to do; False for what no field holds."""
    if isinstance(refused, NotYetAdult):
        form.asks_age = True
        form.is_certain.errors = [_asked_age(refused.age)]
    elif isinstance(refused, FoundedBeforeBirth):
        words = _(
            "Người sáng lập sinh năm %(year)d. Mời xem lại ngày thành lập hoặc năm sinh.", year=refused.birth_year
        )
        form.founded_on.errors = [words]
    elif isinstance(refused, OutsideLife):
        form[refused.field].errors = [_outside_words(refused.field)]
    elif isinstance(refused, NotHerIdea):
        form.idea.errors = [_("Ý tưởng này không phải của chị đại diện. Mời chọn lại.")]
    elif isinstance(refused, SameEnterprise):
        form.name.errors = [_same_words(refused.enterprise)]
    elif isinstance(refused, RegistrationTaken):
        form.registration_number.errors = [_taken_words(refused.enterprise)]
    elif isinstance(refused, TooManyShares):
        over = share_words(refused.over)
        form._fields.get("share", form.charter_capital).errors = [
            _("Tổng vốn góp vượt 100%% là %(over)s. Mời xem lại.", over=over)
        ]
    elif isinstance(refused, Invalid) and refused.facts.get("field") == "form":
        form.kind.errors = [_("Đã ghi chức vụ mà loại hình này không có. Mời hủy chức vụ ấy trước, hoặc chọn lại.")]
    else:
        return False
    return True


def _asked_age(age: int) -> str:
    return str(
        _("Tính theo năm sinh, người sáng lập mới khoảng %(age)d tuổi. Nếu đúng vậy, mời đánh dấu rồi lưu.", age=age)
    )


def _outside_words(field: str) -> str:
    if field == "supported_from":
        return str(_("Ngày này trước ngày thành lập. Mời xem lại."))
    return str(_("Đã có người tham gia, hoặc đã dừng, trước ngày này. Mời xem lại."))


def _same_words(other: Enterprise) -> str:
    if current_scope().covers(other.unit):
        return str(_("Chị ấy đã có “%(name)s” ở %(unit)s, không cần ghi lại.", name=other.name, unit=other.unit.name))
    return str(_("Chị ấy đã có một đơn vị cùng loại, cùng tên, ghi ở nơi khác. Mời hỏi Hội cấp trên."))


def _taken_words(other: Enterprise) -> str:
    if current_scope().covers(other.unit):
        facts = {"name": other.name, "unit": other.unit.name}
        return str(_("Số này là của “%(name)s” ở %(unit)s. Mời xem lại số.", **facts))
    return str(_("Số này đã được ghi cho một đơn vị ở nơi khác. Mời xem lại số, hoặc hỏi Hội cấp trên."))


def _form(given: Mapping[str, str]) -> NewEnterpriseForm:
    form = new_enterprise_form(given, [], [], {})
    woman = chosen_woman(form) if form.known_id else None
    return new_enterprise_form(given, units_around(woman), _shops_of(woman), _ideas_of(woman))


def _correction(row: Enterprise) -> CorrectionForm:
    given = request.form if request.method == "POST" else None
    programmes = [programme.code for programme in programmes_of(OF_ENTERPRISES, [row.id])[row.id]]
    units = units_around(row.person)
    units = units if row.unit_id in {unit.id for unit in units} else [row.unit, *units]
    form = correction_form(row, given, units, _shops_of(row.person), _ideas_of(row.person, row.idea_id), programmes)
    form.asks_age = form.is_certain.data
    return form


def _shops_of(woman: Person | None) -> list[Shop]:
    return roles_of([woman.id], current_scope())[woman.id].shops if woman is not None else []


def _ideas_of(woman: Person | None, named: int | None = None) -> dict[Idea, str]:
    """Her ideas within the territory; the one that is named already can stay, wherever it was entered."""
    ideas = list_ideas_of([woman.id], EVERYTHING if named else current_scope()) if woman is not None else []
    known = {idea: idea.title for idea in ideas if current_scope().covers(idea.unit)}
    return known | {idea: _("Ý tưởng ghi ở nơi khác") for idea in ideas if idea.id == named and idea not in known}


def _origin(form: EnterpriseForm) -> Origin | None:
    idea = form.chosen_idea
    return Origin(idea.id, idea.person_id) if idea is not None else None


def _unit(form: EnterpriseForm) -> Unit:
    return find_unit_in(current_scope(), form.unit.data)


def _facts(form: EnterpriseForm) -> Facts:
    return Facts(
        name=form.name.data,
        form=form.kind.data,
        is_new=form.beginning.data == NEW,
        founded_on=form.founded_on.day,
        supported_from=form.supported_from.day,
        address_line=form.address_line.data or "",
        sector=form.sector.data or "",
        registration_number=form.registration_number.data or "",
        charter_capital_dong=form.charter_capital.dong,
        shop_id=form.shop_id,
        origin=_origin(form),
    )


def _save(form: NewEnterpriseForm) -> Response | None:
    try:
        with transaction():
            first_time()
            row = record_enterprise(
                _facts(form),
                chosen_woman(form) if form.known_id else _enter(form),
                _unit(form),
                title="" if form.title.data == NO_TITLE else form.title.data,
                share=form.share.share,
                evidence=form.evidence.data or "",
                is_certain=form.is_certain.data,
                actor=officer_actor(),
                scope=current_scope(),
            )
            count_for(OF_ENTERPRISES, row.id, form.chosen_programmes, actor=officer_actor(), day=form.counted_day)
            page = leads_to(page_of(row))
    except MayBeKnown as refused:
        return _ask_who_she_is(form, refused.people)
    except (Invalid, Conflict) as refused:
        if not tell(form, refused):
            raise
        return None
    flash(_("Đã ghi “%(name)s” vào sổ.", name=row.name), "success")
    return see_other(page)


def _enter(form: NewEnterpriseForm) -> Person:
    return enter_woman(
        form.full_name.data,
        form.phone.e164,
        form.birth_year.year,
        other_than=form.other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _ask_who_she_is(form: NewEnterpriseForm, people: list[Person]) -> Response | None:
    """Show the people she may be, for the officer to choose."""
    try:
        likely = show_likely(people, form.phone.e164, PURPOSE)
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _new_page(form, 422, likely=likely)
