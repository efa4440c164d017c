"""An application was handed in: the officers of the applicant's unit are told, or those above if it has none."""

from marketplace.core.events import after_commit
from marketplace.notifications.facts import application_facts, get_application
from marketplace.notifications.queries import officer_recipients
from marketplace.notifications.services import notify
from marketplace.notifications.shape import Message
from marketplace.sellers.events import ApplicationSubmitted

plug = Message("application_submitted")


@after_commit(ApplicationSubmitted)
def tell_the_unit(event: ApplicationSubmitted) -> None:
    """Tell the unit's officers, each time it is handed in."""
    application = get_application(event.application_id)
    handed_in = application.submitted_at.isoformat() if application.submitted_at else ""
    path = f"/staff/applications/{application.number}"
    recipients = officer_recipients(application.unit_id)
    notify(plug.code, f"application:{application.id}:{handed_in}", recipients, application_facts(application), path)
