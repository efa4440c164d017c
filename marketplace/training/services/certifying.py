"""Issuing certificates to those who came often enough, all of a class at once, and revoking one with the reason."""

from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import tidy
from marketplace.core.references import new_number
from marketplace.training.errors import NotEarned
from marketplace.training.events import CertificatesIssued
from marketplace.training.models import ClassCertificate, Enrolment, TrainingClass
from marketplace.training.policies import can_run_classes
from marketplace.training.queries import certificates_of, is_number_taken, list_enrolments
from marketplace.training.states import DONE


def has_earned(enrolment: Enrolment) -> bool:
    """Whether she came to as many sessions as her class asks for."""
    needed = enrolment.training_class.needed_sessions
    return enrolment.is_seated and len(enrolment.attendances) >= max(needed, 1)


def issue_certificates(row: TrainingClass, *, actor: Actor, scope: Scope) -> list[ClassCertificate]:
    """Issue a certificate to everybody of a class that is done who earned one and has none; twice is once.

    NotEarned while the class is not done, or when nobody earned one.
    """
    require(can_run_classes(scope, row.unit))
    if row.status != DONE:
        raise NotEarned()
    earned = [one for one in list_enrolments(row) if has_earned(one)]
    if not earned:
        raise NotEarned()
    standing = certificates_of([one.id for one in earned])
    issued = [_issue(one, actor) for one in earned if one.id not in standing]
    session.flush()
    if issued:
        details = {"rows": len(issued)}
        record("training_class.certified", "training_class", row.id, by=actor, details=details)
        publish(CertificatesIssued([certificate.id for certificate in issued]))
    return issued


def revoke_certificate(row: ClassCertificate, *, why: str, actor: Actor, scope: Scope) -> None:
    """Revoke a certificate with the reason: its page says so from then on. Conflict when it was revoked before."""
    require(can_run_classes(scope, row.enrolment.training_class.unit))
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.revoked_at is not None:
        raise Conflict(revoked_at=row.revoked_at)
    row.revoked_at, row.revoked_why = now(), why
    record("class_certificate.revoked", "class_certificate", row.id, by=actor, details={"why": why})


def _issue(one: Enrolment, actor: Actor) -> ClassCertificate:
    row = ClassCertificate(
        number=_number(),
        enrolment_id=one.id,
        full_name=one.person.full_name,
        issued_on=today(),
        issued_by=actor.person_id,
    )
    row.enrolment = one
    session.add(row)
    return row


def _number() -> str:
    while True:
        number = new_number("CN", today())
        if not is_number_taken(number):
            return number
