"""«Lớp học của chị»: the classes she is waiting for, what she may still list from one, and her certificates."""

from dataclasses import dataclass

from marketplace.training.models import ClassCertificate, ClassSession, Enrolment
from marketplace.training.queries import certificates_of, classes_of, open_draft_of, sessions_to_come

MOST = 3  # of each kind; the others stand on the page of her classes


@dataclass(frozen=True)
class Lessons:
    """What classes of the Union hold for a woman now."""

    coming: list[tuple[Enrolment, ClassSession]]  # her line, and the next session of its class
    certificates: list[ClassCertificate]  # the latest first
    to_list: Enrolment | None  # of the class from whose code she has not begun to list yet

    def __bool__(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.coming or self.certificates or self.to_list)


def lessons_of(person_id: int) -> Lessons:
    """Her classes; as many statements however many there were."""
    lines = [one for one in classes_of([person_id]) if one.withdrawn_at is None]
    certificates = sorted(certificates_of([one.id for one in lines]).values(), key=lambda row: -row.id)
    draft = open_draft_of(person_id)
    return Lessons(
        sessions_to_come(person_id, MOST), certificates[:MOST], draft.enrolment if draft is not None else None
    )


def certificate_url(row: ClassCertificate) -> str:
    """Where she opens a certificate of hers."""
    return f"/account/classes/certificates/{row.number}"


def way_to_list(line: Enrolment) -> str:
    """Where she goes on from the code of a class."""
    return f"/classes/{line.training_class.code}/sell"
