"""/certificates/<number>: whether a certificate of a class is genuine: initials, course and day, nothing more."""

from flask import render_template

from marketplace.training.queries import get_certificate
from marketplace.web.parts.class_certificates import days_of
from marketplace.web.words.training import initials


def show(number: str) -> str:
    """What anybody who holds a certificate may check."""
    row = get_certificate(number)
    held = row.enrolment.training_class
    return render_template(
        "storefront/certificates/show.html", row=row, held=held, days=days_of(held), initials=initials(row.full_name)
    )
