"""Who does something: a person in one role, a guest with a signed link, the system, or a payment provider."""

from dataclasses import dataclass

GUEST, CUSTOMER, SELLER, OFFICER, OPERATOR, SYSTEM, PROVIDER = (
    "guest",
    "customer",
    "seller",
    "officer",
    "operator",
    "system",
    "provider",
)
KINDS = (GUEST, CUSTOMER, SELLER, OFFICER, OPERATOR, SYSTEM, PROVIDER)


@dataclass(frozen=True)
class Actor:
    """The author of a change, as state history and the audit trail record it: a kind of actor, and who, if known."""

    kind: str
    person_id: int | None = None
    label: str = ""

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ValueError(f"no such kind of actor: {self.kind}")


SYSTEM_ACTOR = Actor(SYSTEM, label="system")
