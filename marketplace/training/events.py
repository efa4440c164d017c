"""Events about classes."""

from dataclasses import dataclass, field


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
    but: list[int] = field(default_factory=list)  # lines that hear of a place by the same act, see SeatGiven


@dataclass(frozen=True)
class SessionChanged:
    """A session that is still to come, but the first, does not take place or has another day or time."""

    class_id: int
    what: str  # SESSION_OFF, SESSION_MOVED of training.topics
    was: str  # its day and time before, in words
    day: str  # and now
    at: str


@dataclass(frozen=True)
class CertificatesIssued:
    """Certificates of a class were issued, all of one act."""

    certificate_ids: list[int]


@dataclass(frozen=True)
class OutreachNoted:
    """An outreach, or who was helped in it, is written down otherwise than before."""

    outreach_id: int
