"""Certificates of classes and knowledge contests as a PDF file: what each line says, and the answer that carries it."""

from collections.abc import Sequence

from flask import Response, g, url_for
from flask_babel import gettext as _

from marketplace.contests.models import KnowledgeCertificate, KnowledgeContest
from marketplace.core.clock import local_date
from marketplace.core.errors import NotFound
from marketplace.core.runtime import config
from marketplace.reporting.certificate_pdf import Paper, certificates_pdf
from marketplace.training.models import ClassCertificate, TrainingClass
from marketplace.web.plumbing.formats import day

Certificate = ClassCertificate | KnowledgeCertificate


def certificates_response(certificates: Sequence[Certificate], name: str) -> Response:
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


def open_days(contest: KnowledgeContest) -> str:
    """«ngày 21/11/2026», or the days from which to which a knowledge contest was open."""
    first, last = (local_date(moment) for moment in (contest.opens_at, contest.closes_at))
    if first == last:
        return str(_("ngày %(day)s", day=day(first)))
    return str(_("từ ngày %(first)s đến ngày %(last)s", first=day(first), last=day(last)))


def result_words(row: KnowledgeCertificate) -> str:
    """What she achieved: her place where it was honoured, and how many answers were right."""
    told = {"right": row.right_count, "all": row.contest.per_paper, "rank": row.rank}
    if row.rank is not None:
        return str(_("xếp thứ %(rank)d, trả lời đúng %(right)d/%(all)d câu", **told))
    return str(_("trả lời đúng %(right)d/%(all)d câu", **told))


def _paper(row: Certificate) -> Paper:
    return _of_class(row) if isinstance(row, ClassCertificate) else _of_contest(row)


def _of_contest(row: KnowledgeCertificate) -> Paper:
    return Paper(
        issuer=row.contest.unit.name,
        title=_("Giấy chứng nhận"),
        awarded_to=_("Chứng nhận chị"),
        name=row.full_name,
        born=_("Sinh năm %(year)s", year=row.paper.birth_year),
        completed=_("%(result)s ở cuộc thi tìm hiểu", result=result_words(row)),
        course=row.contest.name,
        held=open_days(row.contest),
        **_signed(row),
    )


def _signed(row: Certificate) -> dict[str, str]:
    return {
        "dated": _("Ngày %(day)s tháng %(month)s năm %(year)s", **_parts(row)),
        "number": _("Số: %(number)s", number=row.number),
        "check": _("Quét mã hoặc mở trang dưới đây để kiểm tra:"),
        "address": check_address(row.number),
    }


def _of_class(row: ClassCertificate) -> Paper:
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
        **_signed(row),
    )


def _parts(row: Certificate) -> dict[str, str]:
    on = row.issued_on
    return {"day": f"{on:%d}", "month": f"{on:%m}", "year": f"{on:%Y}"}
