"""Events about consents."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person withdrew consent to a purpose; data kept for that purpose alone must be erased."""

    person_id: int
    purpose: str
