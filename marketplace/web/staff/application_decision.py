"""The final decision on an application: by whom, for which unit, and why."""

from dataclasses import dataclass

from flask_babel import gettext as _

from marketplace.association.queries import list_offices
from marketplace.people.queries import get_person
from marketplace.sellers import states
from marketplace.sellers.models import Application, Seller
from marketplace.sellers.policies import covering_office
from marketplace.web.words.applications import decline_reason_words


@dataclass(frozen=True)
class Decision:
    """A final decision: in words, by whom and for which unit, why, and the note the applicant was sent."""

    title: str
    by: str = ""
    unit: str = ""
    reason: str = ""
    note: str = ""


def decision_on(application: Application, seller: Seller | None) -> Decision:
    """The final decision on an application; reason and note only where they belong to it."""
    title = {
        states.APPROVED: _("Hội đã duyệt hồ sơ này"),
        states.MORE_NEEDED: _("Hội đã đề nghị bổ sung"),
        states.DECLINED: _("Hội đã trả lời: chưa đủ điều kiện"),
        states.WITHDRAWN: _("Người nộp đã rút hồ sơ"),
    }.get(application.status, "")
    if application.decided_by is None:
        return Decision(title)
    declined = application.status == states.DECLINED
    return Decision(
        title,
        by=get_person(application.decided_by).full_name,
        unit=seller.verified_unit.name if seller else _unit_of(application.decided_by, application),
        reason=decline_reason_words(application.decision_reason) if declined else "",
        note=application.decision_note,
    )


def _unit_of(officer_id: int, application: Application) -> str:
    """The unit for which an officer decided, while the officer still serves there."""
    office = covering_office(list_offices(officer_id), application.unit)
    return office.unit.name if office else ""
