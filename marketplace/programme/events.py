"""Events about records of support."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SupportRecorded:
    """A record of support for a woman was added."""

    support_id: int


@dataclass(frozen=True)
class SupportVoided:
    """A record of support was voided and does not count any more."""

    support_id: int
