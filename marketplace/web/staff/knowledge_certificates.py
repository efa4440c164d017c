"""Certificates of a knowledge contest: issued at once to all who earned one, printed, revoked with the reason."""

from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.contests.errors import NobodyEarned, NotOverYet
from marketplace.contests.models import KnowledgeContest
from marketplace.contests.queries.certificates import get_knowledge_certificate, list_knowledge_certificates
from marketplace.contests.queries.knowledge import get_knowledge
from marketplace.contests.services.certificates import (
    MOST_HONOURED,
    certify_knowledge,
    revoke_knowledge_certificate,
)
from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import transaction
from marketplace.web.parts.class_certificates import certificates_response, result_words
from marketplace.web.parts.forms import Form
from marketplace.web.parts.number_fields import CountField
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_offices, current_scope, officer_actor
from marketplace.web.staff.forms.contests import WhyForm

A_FILE = 200  # certificates of one file: a page each, drawn while one waits


class EarnedForm(Form):
    """Who gets a certificate: the first so many, and whoever has enough right answers."""

    first = CountField(_l("Bao nhiêu người đứng đầu"), most=MOST_HONOURED)
    least_right = CountField(_l("Ai đúng từ bao nhiêu câu trở lên"), least=1, most=MOST_HONOURED)

    def validate(self, *args: object, **kwargs: object) -> bool:
        """Besides the fields: one of the two at least."""
        is_valid: bool = super().validate(*args, **kwargs)
        if is_valid and not self.first.count and self.least_right.count is None:
            self.first.errors = [_("Vui lòng ghi số người đứng đầu, hoặc số câu đúng cần có.")]
            return False
        return is_valid


def index(contest_id: int) -> Response:
    """The certificates of a contest, and the form that issues them to all who earned one."""
    contest = get_knowledge(contest_id, current_scope())
    form = EarnedForm(request.form)
    if request.method == "POST" and form.validate():
        answer = _issue(contest_id, form)
        if answer is not None:
            return answer
    return _page(contest, form, 422 if request.method == "POST" else 200)


def _issue(contest_id: int, form: EarnedForm) -> Response | None:
    asked: dict[str, Any] = {"first": form.first.count or 0, "least_right": form.least_right.count}
    try:
        with transaction():
            contest = get_knowledge(contest_id, current_scope())
            issued = certify_knowledge(contest, **asked, actor=officer_actor(), scope=current_scope())
    except NotOverYet:
        form.first.errors = [_("Cuộc thi chưa đóng, nên chưa cấp được. Mời quay lại sau giờ đóng.")]
        return None
    except NobodyEarned:
        form.first.errors = [_("Không có ai đạt như vậy. Mời xem lại số câu đúng cần có.")]
        return None
    except Invalid:
        form.least_right.errors = [_("Mỗi bài chỉ có %(all)d câu. Mời xem lại.", all=contest.per_paper)]
        return None
    words = _("Đã cấp %(many)s giấy chứng nhận.", many=len(issued)) if issued else _("Ai đạt như vậy đều đã có giấy.")
    flash(words, "success")
    return see_other(url_for("staff.knowledge_certificates.index", contest_id=contest_id))


def every(contest_id: int) -> Response:
    """The certificates that stand as PDF files of so many pages each."""
    contest = get_knowledge(contest_id, current_scope())
    text = request.args.get("part", "1")
    part = int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 4 else 1
    found = list_knowledge_certificates(contest.id, revoked=False, after=(max(part, 1) - 1) * A_FILE, limit=A_FILE)
    return certificates_response(found, f"giay-chung-nhan-{contest.code}-{max(part, 1)}")


def show(contest_id: int, number: str) -> Response:
    """One certificate as a PDF file."""
    contest = get_knowledge(contest_id, current_scope())
    return certificates_response([get_knowledge_certificate(number, contest.id)], number)


def revoke(contest_id: int, number: str) -> Response:
    """Revoke a certificate with the reason."""
    contest, form = get_knowledge(contest_id, current_scope()), WhyForm(request.form)
    certificate = get_knowledge_certificate(number, contest.id)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                row = get_knowledge_certificate(number, get_knowledge(contest_id, current_scope()).id)
                revoke_knowledge_certificate(row, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã thu hồi giấy chứng nhận. Trang kiểm tra giấy nói như vậy."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(url_for("staff.knowledge_certificates.index", contest_id=contest_id))
    page = render_template("staff/knowledge/revoke.html", contest=contest, certificate=certificate, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)


def _page(contest: KnowledgeContest, form: EarnedForm, status: int = 200) -> Response:
    found = list_knowledge_certificates(contest.id)
    standing = sum(row.revoked_at is None for row in found)
    page = render_template(
        "staff/knowledge/certificates.html",
        contest=contest,
        form=form,
        found=found,
        standing=standing,
        parts=-(-standing // A_FILE),
        a_file=A_FILE,
        result_words=result_words,
        may_act=bool(current_offices()),
    )
    return make_response(page, status)
