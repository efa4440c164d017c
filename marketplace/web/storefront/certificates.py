"""/certificates/<number>: whether a certificate of a class or contest is genuine: initials, what and when, no more."""

from flask import Response, make_response, render_template
from flask_babel import gettext as _

from marketplace.contests.models import KnowledgeCertificate
from marketplace.contests.queries.certificates import get_knowledge_certificate
from marketplace.core.errors import NotFound
from marketplace.core.folding import tidy
from marketplace.training.models import ClassCertificate
from marketplace.training.queries import get_certificate
from marketplace.web.parts.class_certificates import days_of, open_days, result_words
from marketplace.web.words.training import initials

Facts = list[tuple[str, str]]
MOST_SIGNS = 40  # of a number that is shown again


def show(number: str) -> Response:
    """What anybody who holds a certificate may check; of a number that no certificate has, this page says so."""
    try:
        row, facts = _found(number)
    except NotFound:
        asked = tidy(number)[:MOST_SIGNS].upper()
        return make_response(render_template("storefront/certificates/unknown.html", number=asked), 404)
    page = render_template(
        "storefront/certificates/show.html", row=row, about=[(_("Cấp cho"), initials(row.full_name)), *facts]
    )
    return make_response(page)


def _found(number: str) -> tuple[ClassCertificate | KnowledgeCertificate, Facts]:
    """A certificate of a class, else of a knowledge contest, with what it is of; NotFound where there is neither."""
    try:
        row = get_certificate(number)
    except NotFound:
        won = get_knowledge_certificate(number)
        result = (_("Kết quả"), result_words(won))
        return won, [(_("Cuộc thi"), won.contest.name), result, *_of(open_days(won.contest), won.contest.unit.name)]
    held = row.enrolment.training_class
    return row, [(_("Lớp tập huấn"), held.title), *_of(days_of(held), held.unit.name)]


def _of(days: str, issuer: str) -> Facts:
    return [(_("Thời gian"), days), (_("Đơn vị cấp"), issuer)]
