"""Entering a member, or that somebody known is one; ending a membership, and taking a mistake back."""

from collections.abc import Mapping
from functools import partial

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.endings import OF_MEMBERS
from marketplace.association.errors import AlreadyMember, EndsBeforeItBegan
from marketplace.association.models import Membership
from marketplace.association.queries import find_unit_in, get_membership, list_posts_of, lock_membership
from marketplace.association.services import end_membership, record_membership, resume_membership, void_membership
from marketplace.core.clock import today
from marketplace.core.errors import Conflict, TooMany
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.programme.errors import MayBeKnown
from marketplace.programme.services import enter_woman
from marketplace.web.parts.forms import Form
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import day as date_words
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.forms.register import MemberForm, VoidForm, end_form, member_form
from marketplace.web.staff.likely_people import chosen_woman, find_people, show_likely, who_page
from marketplace.web.staff.unit_choices import units_around

PURPOSE = "register"  # of a look-up by phone, in the audit trail
_new_page = partial(who_page, "staff/women/new.html")


def new() -> Response:
    """Enter a member: somebody found before, or a new person."""
    form = _form(request.form if request.method == "POST" else request.args)
    if request.method == "POST" and form.validate():
        answer = _save(form)
        if answer is not None:
            return answer
    return _new_page(form, 422 if request.method == "POST" else 200)


def find() -> Response:
    """Find a woman by name or phone within the territory, or by exact phone elsewhere, before she is entered.

    Sent as POST, so that names and numbers stay out of addresses and logs.
    """
    sought = request.form.get("q", "").strip()[:100]
    try:
        found = find_people(sought, PURPOSE)
    except TooMany:
        flash(_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại."), "warning")
        return _new_page(_form({}), 429, sought=sought)
    return _new_page(_form({}), sought=sought, found=found)


def end(membership_id: int) -> Response:
    """The last day of a membership and why it ended."""
    form = end_form(request.form if request.method == "POST" else None, OF_MEMBERS)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_membership(membership_id, current_scope())
                end_membership(
                    row,
                    ended_on=form.ended_on.day or today(),
                    why=form.why.data,
                    actor=officer_actor(),
                    scope=current_scope(),
                )
            flash(_("Đã ghi: chị %(name)s thôi là hội viên.", name=row.person.full_name), "success")
            _remind_of_posts(row)
            return _back_to(row)
        except EndsBeforeItBegan:
            form.ended_on.errors = [_("Ngày này trước ngày vào Hội. Mời xem lại.")]
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
            return _back_to(_row(membership_id))
    return _ask("staff/women/end.html", membership_id, form)


def void(membership_id: int) -> Response:
    """Void a membership that was entered by mistake, with the reason."""
    form = VoidForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_membership(membership_id, current_scope())
                void_membership(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return _back_to(_row(membership_id))
    return _ask("staff/women/void.html", membership_id, form)


def resume(membership_id: int) -> Response:
    """Take the end of a membership back: she is a member still."""
    try:
        with transaction():
            row = lock_membership(membership_id, current_scope())
            resume_membership(row, actor=officer_actor(), scope=current_scope())
        flash(_("Đã bỏ ngày kết thúc: chị %(name)s vẫn là hội viên.", name=row.person.full_name), "success")
    except AlreadyMember as refused:
        flash(_already_words(refused), "error")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back_to(_row(membership_id))


def _form(given: Mapping[str, str]) -> MemberForm:
    form = member_form(given, [])
    return member_form(given, units_around(chosen_woman(form) if form.known_id else None))


def _save(form: MemberForm) -> Response | None:
    try:
        with transaction():
            first_time()
            woman = chosen_woman(form) if form.known_id else _enter(form)
            record_membership(
                woman,
                find_unit_in(current_scope(), form.unit.data),
                began_on=form.began_on.day,
                village=form.village.data or "",
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.women.show", person_id=woman.public_id))
    except MayBeKnown as refused:
        return _ask_who_she_is(form, refused.people)
    except AlreadyMember as refused:
        form.unit.errors = [_already_words(refused)]
        return None
    flash(_("Đã ghi chị %(name)s là hội viên.", name=woman.full_name), "success")
    return see_other(page)


def _enter(form: MemberForm) -> Person:
    return enter_woman(
        form.full_name.data,
        form.phone.e164,
        form.birth_year.year,
        other_than=form.other_than,
        actor=officer_actor(),
        scope=current_scope(),
    )


def _ask_who_she_is(form: MemberForm, people: list[Person]) -> Response | None:
    """Show the people she may be, for the officer to choose."""
    try:
        likely = show_likely(people, form.phone.e164, PURPOSE)
    except TooMany:
        form.phone.errors = [_("Đã tra nhiều số. Mời đợi một lúc rồi thử lại.")]
        return None
    form.person.errors = [_("Có thể chị ấy đã có trong danh sách. Mời chọn đúng người rồi lưu.")]
    return _new_page(form, 422, likely=likely)


def _already_words(refused: AlreadyMember) -> str:
    """Where and when she is or was a member; of another territory nothing but that she is."""
    row: Membership = refused.membership
    if not current_scope().covers(row.unit):
        return str(
            _("Chị ấy đang là hội viên ở nơi khác. Mời nhờ Hội ở đó, hoặc Hội cấp trên, ghi chị ấy chuyển đi trước.")
        )
    if row.ended_on is None:
        return str(
            _("Chị ấy đang là hội viên của %(unit)s. Nếu chị ấy chuyển, mời kết thúc ở đó trước.", unit=row.unit.name)
        )
    day = date_words(row.ended_on)
    return str(_("Chị ấy là hội viên của %(unit)s đến %(day)s. Mời xem lại ngày.", unit=row.unit.name, day=day))


def _remind_of_posts(row: Membership) -> None:
    """Who is a member no more may hold a post still: that has its own day and reason."""
    posts = list_posts_of([row.person_id], current_scope())
    if any(post.ended_on is None and post.voided_at is None for post in posts):
        flash(_("Chị ấy còn chức vụ ở Hội. Nếu chị ấy thôi giữ, vui lòng ghi kết thúc ở dưới."), "info")


def _row(membership_id: int) -> Membership:
    return get_membership(membership_id, current_scope())


def _ask(template: str, membership_id: int, form: Form) -> Response:
    row = _row(membership_id)
    since = _("từ %(day)s", day=date_words(row.began_on)) if row.began_on else _("chưa ghi ngày vào Hội")
    what = f"{_('Hội viên')}, {row.unit.name}, {since}"
    page = render_template(template, row=row, form=form, what=what, here=request.path)
    return make_response(page, 422 if request.method == "POST" else 200)


def _back_to(row: Membership) -> Response:
    return see_other(url_for("staff.women.show", person_id=row.person.public_id))
