"""The states of an application and of a seller's standing."""

from marketplace.core.actors import CUSTOMER, OFFICER, OPERATOR, SELLER, SYSTEM
from marketplace.core.states import StateMachine

DRAFT, SUBMITTED, MORE_NEEDED, APPROVED, DECLINED, WITHDRAWN = (
    "draft",
    "submitted",
    "more_needed",
    "approved",
    "declined",
    "withdrawn",
)
OPEN_TO_ANSWERS = (DRAFT, MORE_NEEDED)  # the applicant's to write
UNDECIDED_STATES = (SUBMITTED, MORE_NEEDED)  # handed in, and not answered for good
DECIDED_STATES = (APPROVED, DECLINED)  # by an officer
RETRIABLE_STATES = (DECLINED, WITHDRAWN)
RESUMABLE_STATES = (MORE_NEEDED, DECLINED)  # an officer may take them up again with the applicant beside her
ENDED_STATES = (APPROVED, *RETRIABLE_STATES)
APPLICATION = StateMachine(
    "application",
    {
        (None, DRAFT): frozenset({CUSTOMER, SELLER, OFFICER, SYSTEM}),
        (DRAFT, SUBMITTED): frozenset({CUSTOMER, SELLER, OFFICER}),  # by an officer: for a woman without a phone
        (DRAFT, WITHDRAWN): frozenset({CUSTOMER, SELLER}),
        (SUBMITTED, MORE_NEEDED): frozenset({OFFICER}),
        (SUBMITTED, APPROVED): frozenset({OFFICER}),
        (SUBMITTED, DECLINED): frozenset({OFFICER}),
        (SUBMITTED, WITHDRAWN): frozenset({CUSTOMER, SELLER}),
        (MORE_NEEDED, SUBMITTED): frozenset({CUSTOMER, SELLER, OFFICER}),  # without a limit; an officer, face to face
        (MORE_NEEDED, DECLINED): frozenset({OFFICER}),
        (MORE_NEEDED, WITHDRAWN): frozenset({CUSTOMER, SELLER}),
        (DECLINED, DRAFT): frozenset({CUSTOMER, SELLER}),  # with all earlier answers
        (DECLINED, SUBMITTED): frozenset({OFFICER}),  # what declined it is no more, or was a mistake
        (WITHDRAWN, DRAFT): frozenset({CUSTOMER, SELLER}),
    },
)

ACTIVE, SUSPENDED = "active", "suspended"
STANDING = StateMachine(
    "seller",
    {
        (None, ACTIVE): frozenset({OFFICER}),
        (ACTIVE, SUSPENDED): frozenset({OFFICER, OPERATOR}),
        (SUSPENDED, ACTIVE): frozenset({OFFICER, OPERATOR}),
    },
)
