"""What happens to records of support."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SupportRecorded:
    """A woman was supported."""

    support_id: int


@dataclass(frozen=True)
class SupportVoided:
    """A record of support was wrong and counts no more."""

    support_id: int
