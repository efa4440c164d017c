"""Policy pages for the operator: what is in force, and publishing a new version with its first day and reason."""

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.core.clock import today
from marketplace.core.errors import NotFound
from marketplace.core.transactions import transaction
from marketplace.people.queries import list_people
from marketplace.rules.errors import TooEarly
from marketplace.rules.models import PolicyText
from marketplace.rules.queries import list_newest_policies, list_policy_versions, newest_policy
from marketplace.rules.services import MOST_BODY, MOST_NOTE, MOST_TITLE, Wording, publish_policy
from marketplace.web.parts.day_field import DayField
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.policy_text import blocks_of
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.formats import day as shown_day
from marketplace.web.plumbing.once import first_time, leads_to
from marketplace.web.plumbing.visitor import operator_actor


class PolicyForm(Form):
    """A new version of a page, in both languages."""

    title_vi = wtforms.StringField(_l("Tên trang"), [Required(_l("Vui lòng nhập tên trang.")), AtMost(MOST_TITLE)])
    body_vi = wtforms.TextAreaField(_l("Nội dung"), [Required(_l("Vui lòng ghi nội dung.")), AtMost(MOST_BODY)])
    title_en = wtforms.StringField(
        _l("Tên trang, tiếng Anh"), [Required(_l("Vui lòng nhập tên trang.")), AtMost(MOST_TITLE)]
    )
    body_en = wtforms.TextAreaField(
        _l("Nội dung, tiếng Anh"), [Required(_l("Vui lòng ghi nội dung.")), AtMost(MOST_BODY)]
    )
    effective_on = DayField(_l("Có hiệu lực từ ngày"), [Required(_l("Vui lòng nhập ngày, ví dụ 21/11/2026."))])
    change_note = wtforms.StringField(
        _l("Nội dung thay đổi"), [Required(_l("Vui lòng ghi ngắn gọn đã đổi điều gì.")), AtMost(MOST_NOTE)]
    )


def index() -> str:
    """Every page with its newest version."""
    return render_template("staff/policies/index.html", policies=list_newest_policies("vi"), today=today())


def edit(slug: str) -> Response:
    """The newest text of a page; preview it, or publish it as a new version."""
    newest = {locale: newest_policy(slug, locale) for locale in ("vi", "en")}
    if newest["vi"] is None:
        raise NotFound(policy=slug)
    form = PolicyForm(request.form, data=_stored(newest))
    preview = None
    if request.method == "POST" and form.validate():
        if request.form.get("preview"):
            preview = blocks_of(form.body_vi.data)
        elif _publish(slug, form):
            flash(_("Đã công bố bản mới, có hiệu lực từ %(day)s.", day=shown_day(form.effective_on.day)), "success")
            return see_other(url_for("staff.policies.edit", slug=slug))
    versions = list_policy_versions(slug, "vi")
    page = render_template(
        "staff/policies/edit.html",
        slug=slug,
        form=form,
        newest=newest["vi"],
        preview=preview,
        versions=versions,
        people=list_people({v.published_by for v in versions if v.published_by}),
    )
    return make_response(page, 422 if form.errors else 200)


def _stored(newest: dict[str, PolicyText | None]) -> dict[str, str]:
    stored = {"effective_on": shown_day(today())}
    for locale, text in newest.items():
        if text is not None:
            stored |= {f"title_{locale}": text.title, f"body_{locale}": text.body}
    return stored


def _publish(slug: str, form: PolicyForm) -> bool:
    wordings = {
        "vi": Wording(form.title_vi.data, form.body_vi.data),
        "en": Wording(form.title_en.data, form.body_en.data),
    }
    try:
        with transaction():
            first_time()
            publish_policy(
                slug,
                wordings,
                effective_on=form.effective_on.day or today(),
                change_note=form.change_note.data,
                actor=operator_actor(),
            )
            leads_to(url_for("staff.policies.edit", slug=slug))
    except TooEarly as early:
        form.effective_on.errors = [_("Sớm nhất là ngày %(day)s.", day=shown_day(early.earliest))]
        return False
    return True
