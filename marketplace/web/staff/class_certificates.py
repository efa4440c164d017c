"""Certificates of a class: issued to all who earned one, printed at once or for one woman, revoked with the reason."""

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.errors import Conflict
from marketplace.core.transactions import transaction
from marketplace.training.errors import NotEarned
from marketplace.training.queries import get_certificate_of, get_class, list_certificates, lock_class
from marketplace.training.services import issue_certificates, revoke_certificate
from marketplace.web.parts.class_certificates import certificates_response
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_scope, officer_actor
from marketplace.web.staff.forms.training import WhyForm


def issue(code: str) -> Response:
    """Issue certificates to everybody who earned one and has none."""
    try:
        with transaction():
            row = lock_class(code, current_scope())
            issued = issue_certificates(row, actor=officer_actor(), scope=current_scope())
        words = _("Đã cấp %(many)s giấy chứng nhận.", many=len(issued)) if issued else _("Ai đủ buổi đều đã có giấy.")
        flash(words, "success")
    except NotEarned:
        flash(_("Chưa cấp được: lớp phải kết thúc, và có người dự đủ số buổi của lớp."), "error")
    return see_other(url_for("staff.classes.show", code=code) + "#certificates")


def every(code: str) -> Response:
    """All certificates of a class that stand, as one PDF file."""
    row = get_class(code, current_scope())
    return certificates_response(list_certificates(row.id, revoked=False), f"giay-chung-nhan-{row.code}")


def show(code: str, number: str) -> Response:
    """One certificate as a PDF file."""
    row = get_class(code, current_scope())
    return certificates_response([get_certificate_of(row, number)], number)


def revoke(code: str, number: str) -> Response:
    """Revoke a certificate with the reason."""
    row = get_class(code, current_scope())
    certificate = get_certificate_of(row, number)
    form = WhyForm(request.form)
    if request.method == "POST" and form.validate():
        try:
            with transaction():
                certificate = get_certificate_of(lock_class(code, current_scope()), number)
                revoke_certificate(certificate, why=form.why.data, actor=officer_actor(), scope=current_scope())
            flash(_("Đã thu hồi giấy chứng nhận. Trang kiểm tra giấy nói như vậy."), "success")
        except Conflict:
            flash(_("Việc này đã được ghi trước đó."), "info")
        return see_other(url_for("staff.classes.show", code=code) + "#certificates")
    page = render_template("staff/classes/revoke.html", row=row, certificate=certificate, form=form)
    return make_response(page, 422 if request.method == "POST" else 200)
