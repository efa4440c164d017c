"""Events about classes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AttendanceNoted:
    """Who came to a class, or what the class was about, is written down otherwise than before."""

    class_id: int


@dataclass(frozen=True)
class SeatGiven:
    """Who waited for a place in a class that is still to come has one."""

    enrolment_id: int


@dataclass(frozen=True)
class ClassChanged:
    """A class that is still to come was called off, takes place after all, or has another first day or place."""

    class_id: int
    what: str  # see training.topics.CHANGES
    at: str  # the instant, so that each change is told once


@dataclass(frozen=True)
class OutreachNoted:
    """An outreach, or who was helped in it, is written down otherwise than before."""

    outreach_id: int
