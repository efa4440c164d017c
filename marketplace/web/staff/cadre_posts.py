"""Giving a woman a post of the Union's cadre, ending it, and taking a mistake back."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.association.endings import OF_POSTS
from marketplace.association.errors import EndsBeforeItBegan, NotOfThisLevel, PostHeld
from marketplace.association.models import CadrePost
from marketplace.association.posts import POSTS
from marketplace.association.queries import find_unit_in, get_post, lock_post
from marketplace.association.services import end_post, give_post, resume_post, void_post
from marketplace.core.clock import today
from marketplace.core.errors import Conflict
from marketplace.core.transactions import transaction
from marketplace.people.models import Person
from marketplace.web.parts.forms import Form
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import day as date_words
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.forms.register import PostForm, VoidForm, end_form, post_form
from marketplace.web.staff.unit_choices import units_around
from marketplace.web.staff.women import get_woman
from marketplace.web.words.register import post_words


def new(person_id: str) -> Response:
    """A post, where, and since when."""
    woman = get_woman(person_id)
    form = post_form(request.form, units_around(woman))
    if request.method == "POST" and form.validate():
        answer = _save(woman, form)
        if answer is not None:
            return answer
    page = render_template("staff/women/post.html", woman=woman, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def end(post_id: int) -> Response:
    """The last day of a post and why it ended."""
    form = end_form(request.form if request.method == "POST" else None, OF_POSTS)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_post(post_id, current_scope())
                end_post(
                    row,
                    ended_on=form.ended_on.day or today(),
                    why=form.why.data,
                    actor=officer_actor(),
                    scope=current_scope(),
                )
            flash(_("Đã ghi: chị %(name)s thôi giữ chức vụ này.", name=row.person.full_name), "success")
            return _back_to(row)
        except EndsBeforeItBegan:
            form.ended_on.errors = [_("Ngày này trước ngày nhận chức vụ. Mời xem lại.")]
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
            return _back_to(_row(post_id))
    return _ask("staff/women/end.html", post_id, form)


def void(post_id: int) -> Response:
    """Void a post that was entered by mistake, with the reason."""
    form = VoidForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = lock_post(post_id, current_scope())
                void_post(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã hủy dòng ghi nhầm."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return _back_to(_row(post_id))
    return _ask("staff/women/void.html", post_id, form)


def resume(post_id: int) -> Response:
    """Take the end of a post back: she holds it still."""
    try:
        with transaction():
            row = lock_post(post_id, current_scope())
            resume_post(row, actor=officer_actor(), scope=current_scope())
        flash(_("Đã bỏ ngày kết thúc: chị %(name)s vẫn giữ chức vụ này.", name=row.person.full_name), "success")
    except PostHeld as refused:
        flash(_held_words(refused.post), "error")
    except Conflict:
        flash(_("Việc này đã được ghi trước đó."), "info")
    return _back_to(_row(post_id))


def _save(woman: Person, form: PostForm) -> Response | None:
    try:
        with transaction():
            first_time()
            unit = find_unit_in(current_scope(), form.unit.data)
            row = give_post(
                woman,
                unit,
                form.post.data,
                began_on=form.began_on.day,
                actor=officer_actor(),
                scope=current_scope(),
            )
            page = leads_to(url_for("staff.women.show", person_id=woman.public_id))
    except NotOfThisLevel:
        form.unit.errors = [_level_words(form.post.data)]
        return None
    except PostHeld as refused:
        form.post.errors = [_held_words(refused.post)]
        return None
    flash(_("Đã ghi chức vụ của chị %(name)s.", name=row.person.full_name), "success")
    return see_other(page)


def _level_words(post: str) -> str:
    """Where a post is: in a branch, or in the committee of a commune or province."""
    name = post_words()[post]
    if "branch" in POSTS[post].levels:
        return str(
            _(
                "“%(post)s” là chức vụ của chi hội. Mời chọn chi hội; chi hội chưa có thì cán bộ tỉnh thêm được.",
                post=name,
            )
        )
    return str(_("“%(post)s” là chức vụ của Hội cấp xã hoặc cấp tỉnh, không phải của chi hội.", post=name))


def _held_words(held: CadrePost) -> str:
    """Who holds a post in those days."""
    facts = {"post": post_words()[held.post], "unit": held.unit.name, "name": held.person.full_name}
    if held.ended_on is None:
        return str(_("%(post)s của %(unit)s đang là chị %(name)s. Vui lòng ghi chị ấy kết thúc trước.", **facts))
    day = date_words(held.ended_on)
    return str(_("%(post)s của %(unit)s đến %(day)s là chị %(name)s. Mời xem lại ngày.", day=day, **facts))


def _row(post_id: int) -> CadrePost:
    return get_post(post_id, current_scope())


def _ask(template: str, post_id: int, form: Form) -> Response:
    row = _row(post_id)
    since = _("từ %(day)s", day=date_words(row.began_on)) if row.began_on else _("chưa ghi từ ngày nào")
    what = f"{post_words()[row.post]}, {row.unit.name}, {since}"
    page = render_template(template, row=row, form=form, what=what, here=request.path)
    return make_response(page, 422 if request.method == "POST" else 200)


def _back_to(row: CadrePost) -> Response:
    return see_other(url_for("staff.women.show", person_id=row.person.public_id))
