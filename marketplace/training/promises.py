"""What must hold of classes: certificates are earned, places are given in turn, attendance agrees with itself."""

from collections.abc import Iterator

from marketplace.core.promises import promise
from marketplace.training.queries import faults_of_attendance, faults_of_certificates, faults_of_places


@promise("T1", "no certificate of a class stands for a woman who is not written down as having come")
def certificates_are_earned() -> Iterator[str]:
    """Certificates without attendance."""
    yield from faults_of_certificates()


@promise(
    "T2",
    "no class has more women with a place than its capacity, but whom an officer took beyond it; nobody waits while a "
    "place is free, and places are given in the order of registration",
)
def places_are_given_in_turn() -> Iterator[str]:
    """Classes too full, free places while somebody waits, and who was passed over."""
    yield from faults_of_places()


@promise("T3", "attendance is of a session of the class that she is in, of a class that took place, on its first day")
def attendance_agrees() -> Iterator[str]:
    """Attendance of other classes, of cancelled ones, and first days that are told otherwise."""
    yield from faults_of_attendance()
