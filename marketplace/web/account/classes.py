"""«Lớp tập huấn của tôi»: the classes she is or was in, and her certificates."""

from flask import Response, render_template

from marketplace.core.errors import NotFound
from marketplace.training.queries import certificates_of, classes_of, get_certificate
from marketplace.training.states import OPEN_STATES
from marketplace.web.parts.class_certificates import certificates_response, days_of
from marketplace.web.plumbing.visitor import signed_in_person
from marketplace.web.words.training import state_of_class


def index() -> str:
    """Her classes, the latest first, those she withdrew from left out."""
    mine = [one for one in classes_of([signed_in_person().id]) if one.withdrawn_at is None]
    return render_template(
        "account/classes/index.html",
        mine=mine,
        certificates=certificates_of([one.id for one in mine]),
        days_of=days_of,
        state_of=state_of_class,
        open_states=OPEN_STATES,
    )


def certificate(number: str) -> Response:
    """Her own certificate as a PDF file; of somebody else there is none here."""
    row = get_certificate(number)
    if row.enrolment.person_id != signed_in_person().id:
        raise NotFound(certificate=number)
    return certificates_response([row], row.number)
