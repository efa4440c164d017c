"""Certificates of classes as a PDF file: what each line says, and the answer that carries the file."""

from collections.abc import Sequence

from flask import Response, g, url_for
from flask_babel import gettext as _

from marketplace.core.errors import NotFound
from marketplace.core.runtime import config
from marketplace.reporting.certificate_pdf import Paper, certificates_pdf
from marketplace.training.models import ClassCertificate, TrainingClass
from marketplace.web.plumbing.formats import day


def certificates_response(certificates: Sequence[ClassCertificate], name: str) -> Response:
    """A file with the certificates that stand; NotFound where there is none."""
    standing = [row for row in certificates if row.revoked_at is None]
    if not standing:
        raise NotFound(certificate=name)
    g.is_personal = True
    response = Response(certificates_pdf(map(_paper, standing)), mimetype="application/pdf")
    response.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    response.headers["Cache-Control"] = "no-store"
    return response


def check_address(number: str) -> str:
    """Where anybody may check a certificate."""
    return f"{config().public_url}{url_for('storefront.certificates.show', number=number)}"


def days_of(row: TrainingClass) -> str:
    """«21/11/2026», or the first and last day of a class of several."""
    first, last = row.begins_on, max((each.held_on for each in row.sessions), default=row.begins_on)
    if first == last:
        return str(_("ngày %(day)s", day=day(first)))
    return str(_("từ ngày %(first)s đến ngày %(last)s", first=day(first), last=day(last)))


def _paper(row: ClassCertificate) -> Paper:
    held, person = row.enrolment.training_class, row.enrolment.person
    place = f", {held.place}" if held.place else ""
    return Paper(
        issuer=held.unit.name,
        title=_("Giấy chứng nhận"),
        awarded_to=_("Chứng nhận chị"),
        name=row.full_name,
        born=_("Sinh năm %(year)s", year=person.birth_year) if person.birth_year else "",
        completed=_("đã hoàn thành lớp tập huấn"),
        course=held.title,
        held=f"{days_of(held)}{place}",
        dated=_("Ngày %(day)s tháng %(month)s năm %(year)s", **_parts(row)),
        number=_("Số: %(number)s", number=row.number),
        check=_("Quét mã hoặc mở trang dưới đây để kiểm tra:"),
        address=check_address(row.number),
    )


def _parts(row: ClassCertificate) -> dict[str, str]:
    on = row.issued_on
    return {"day": f"{on:%d}", "month": f"{on:%m}", "year": f"{on:%Y}"}
