"""/certificates/<number>: whether a certificate of a class is genuine: initials, course and day, nothing more."""

from flask import Response, make_response, render_template

from marketplace.core.errors import NotFound
from marketplace.core.folding import tidy
from marketplace.training.queries import get_certificate
from marketplace.web.parts.class_certificates import days_of
from marketplace.web.words.training import initials

MOST_SIGNS = 40  # of a number that is shown again


def show(number: str) -> Response:
    """What anybody who holds a certificate may check; of a number that no certificate has, this page says so."""
    try:
        row = get_certificate(number)
    except NotFound:
        asked = tidy(number)[:MOST_SIGNS].upper()
        return make_response(render_template("storefront/certificates/unknown.html", number=asked), 404)
    held = row.enrolment.training_class
    page = render_template(
        "storefront/certificates/show.html", row=row, held=held, days=days_of(held), initials=initials(row.full_name)
    )
    return make_response(page)
