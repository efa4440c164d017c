"""Events about classes."""

from dataclasses import dataclass


@dataclass(frozen=True)
class AttendanceNoted:
    """Who came to a class, or what the class was about, is written down otherwise than before."""

    class_id: int
