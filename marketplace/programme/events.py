"""Events about records of support, and about money that was paid."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SupportRecorded:
    """A record of support for a woman was added."""

    support_id: int


@dataclass(frozen=True)
class SupportVoided:
    """A record of support was voided and does not count any more."""

    support_id: int


@dataclass(frozen=True)
class TranchePaid:
    """A tranche of a grant, a loan or equipment was handed to the woman, or that was taken back as a mistake."""

    tranche_id: int
