"""A certificate of a class was issued: she is told once, with the page by which anybody can check it."""

from marketplace.core.events import after_commit
from marketplace.notifications.queries import reachable_recipients, shared_phones
from marketplace.notifications.services import Letter, notify_many
from marketplace.notifications.shape import Message
from marketplace.training.events import CertificatesIssued
from marketplace.training.models import ClassCertificate
from marketplace.training.queries import certificates_by_key

plug = Message("certificate_issued")


@after_commit(CertificatesIssued)
def tell_who_earned_one(event: CertificatesIssued) -> None:
    """Tell each of a class whose certificate still stands; all of them in few statements."""
    standing = [row for row in certificates_by_key(event.certificate_ids) if row.revoked_at is None]
    found = reachable_recipients({row.enrolment.person_id for row in standing})
    shared = shared_phones({each.phone for each in found.values() if each.phone})
    letters = [
        Letter(
            f"certificate:{row.number}", to, _facts(row, is_shared=to.phone in shared), f"/certificates/{row.number}"
        )
        for row in standing
        if (to := found.get(row.enrolment.person_id)) is not None
    ]
    notify_many(plug.code, letters)


def _facts(row: ClassCertificate, *, is_shared: bool) -> dict[str, str]:
    held = row.enrolment.training_class
    whom = row.full_name if is_shared else ""
    return {"title": held.title, "unit": held.unit.name, "number": row.number, "whom": whom}
