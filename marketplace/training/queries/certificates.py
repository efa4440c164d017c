"""Reading certificates: by the number that anybody may check, and those of a class."""

from collections.abc import Iterable

from sqlalchemy import select

from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.training.models import ClassCertificate, Enrolment, TrainingClass


def get_certificate(number: str) -> ClassCertificate:
    """A certificate by its number, revoked ones too; NotFound where there is none."""
    found = session.scalar(select(ClassCertificate).where(ClassCertificate.number == number.strip().upper()).limit(1))
    if found is None:
        raise NotFound(certificate=number)
    return found


def get_certificate_of(row: TrainingClass, number: str) -> ClassCertificate:
    """A certificate of one class; NotFound where it has none of that number."""
    rows = select(ClassCertificate).join(Enrolment, Enrolment.id == ClassCertificate.enrolment_id)
    found = session.scalar(rows.where(ClassCertificate.number == number, Enrolment.class_id == row.id).limit(1))
    if found is None:
        raise NotFound(certificate=number)
    return found


def list_certificates(class_id: int, *, revoked: bool = True) -> list[ClassCertificate]:
    """The certificates of a class in the order of their issue; revoked ones too unless they are not asked for."""
    rows = select(ClassCertificate).join(Enrolment, Enrolment.id == ClassCertificate.enrolment_id)
    rows = rows.where(Enrolment.class_id == class_id)
    rows = rows if revoked else rows.where(ClassCertificate.revoked_at.is_(None))
    return list(session.scalars(rows.order_by(ClassCertificate.id)))


def certificates_of(enrolment_ids: Iterable[int]) -> dict[int, ClassCertificate]:
    """The certificates that stand, by enrolment."""
    rows = select(ClassCertificate).where(ClassCertificate.enrolment_id.in_(sorted(enrolment_ids)))
    return {row.enrolment_id: row for row in session.scalars(rows.where(ClassCertificate.revoked_at.is_(None)))}


def certificates_by_key(keys: Iterable[int]) -> list[ClassCertificate]:
    """Certificates by key, with whom they name, in the order of their issue."""
    rows = select(ClassCertificate).where(ClassCertificate.id.in_(sorted(keys)))
    return list(session.scalars(rows.order_by(ClassCertificate.id)))


def certified_ever(enrolment_ids: Iterable[int]) -> set[int]:
    """The lines for which a certificate was issued, revoked ones too."""
    keys = ClassCertificate.enrolment_id
    return set(session.scalars(select(keys).where(keys.in_(sorted(enrolment_ids)))))


def is_number_taken(number: str) -> bool:
    """Whether a certificate has this number."""
    return session.scalar(select(ClassCertificate.id).where(ClassCertificate.number == number)) is not None
