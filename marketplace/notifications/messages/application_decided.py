"""An officer decided an application: the applicant is told, with the reason."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import application_facts, get_application
from marketplace.notifications.queries import person_recipient
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.sellers.events import ApplicationApproved, ApplicationDeclined, ApplicationReopened, MoreAsked

plug = Message("application_decided")


@after_commit(ApplicationApproved)
def tell_approved(event: ApplicationApproved) -> None:
    """Tell the applicant that she is admitted and may open her shop."""
    _tell(event.application_id, "approved", "/seller")


@after_commit(MoreAsked)
def tell_more_needed(event: MoreAsked) -> None:
    """Tell the applicant what to add."""
    _tell(event.application_id, "more_needed", "/seller/application")


@after_commit(ApplicationDeclined)
def tell_declined(event: ApplicationDeclined) -> None:
    """Tell the applicant that the conditions are not met yet."""
    _tell(event.application_id, "declined", "/seller/application")


@after_commit(ApplicationReopened)
def tell_reopened(event: ApplicationReopened) -> None:
    """Tell the applicant that the Union looks at her application again."""
    _tell(event.application_id, "reopened", "/seller/application")


def _tell(application_id: int, outcome: str, path: str) -> None:
    application = get_application(application_id)
    recipient = person_recipient(application.person_id)
    facts = {**application_facts(application), "outcome": outcome}
    when = application.submitted_at if outcome == "reopened" else application.decided_at
    at = when.isoformat() if when else ""
    subject = f"application:{application.id}:{outcome}:{at}"
    notify(plug.code, subject, [recipient] if recipient else [], facts, path)
