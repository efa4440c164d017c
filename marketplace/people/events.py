"""What happens to what a person agreed to."""

from dataclasses import dataclass


@dataclass(frozen=True)
class ConsentWithdrawn:
    """A person took back her consent to a purpose; what was kept for it alone has to go."""

    person_id: int
    purpose: str
