"""The states of a product as its shop sees it, and of a revision as the reviewer sees it."""

from marketplace.core.actors import OFFICER, OPERATOR, SELLER, SYSTEM
from marketplace.core.states import StateMachine

DRAFT, SUBMITTED, CHANGES_ASKED, LIVE, HIDDEN, BLOCKED, DISCARDED = (
    "draft",
    "submitted",
    "changes_asked",
    "live",
    "hidden",
    "blocked",
    "discarded",
)
BLOCKABLE_STATES = (LIVE, HIDDEN)  # the public saw it: an officer may take it off sale
NOT_SUBMITTABLE_STATES = (BLOCKED, DISCARDED)
WITH_SELLER_STATES = (DRAFT, CHANGES_ASKED)  # for the seller to complete and submit
PRODUCT = StateMachine(
    "product",
    {
        (None, DRAFT): frozenset({SELLER, SYSTEM}),
        (DRAFT, SUBMITTED): frozenset({SELLER}),
        (SUBMITTED, DRAFT): frozenset({SELLER}),  # the seller takes it back to change it
        (SUBMITTED, CHANGES_ASKED): frozenset({OFFICER}),
        (SUBMITTED, LIVE): frozenset({OFFICER}),
        (CHANGES_ASKED, SUBMITTED): frozenset({SELLER}),
        (DRAFT, DISCARDED): frozenset({SELLER}),
        (CHANGES_ASKED, DISCARDED): frozenset({SELLER}),
        (DISCARDED, DRAFT): frozenset({SELLER}),  # undone
        (LIVE, HIDDEN): frozenset({SELLER}),
        (HIDDEN, LIVE): frozenset({SELLER}),
        (LIVE, BLOCKED): frozenset({OFFICER, OPERATOR}),
        (HIDDEN, BLOCKED): frozenset({OFFICER, OPERATOR}),
        (BLOCKED, HIDDEN): frozenset({OFFICER, OPERATOR}),
    },
)

PENDING, APPROVED, RETURNED, WITHDRAWN = "pending", "approved", "returned", "withdrawn"
REVISION = StateMachine(
    "product_release",  # its stored code (ADR 16)
    {
        (None, PENDING): frozenset({SELLER}),
        (PENDING, APPROVED): frozenset({OFFICER}),
        (PENDING, RETURNED): frozenset({OFFICER}),
        (PENDING, WITHDRAWN): frozenset({SELLER, SYSTEM}),
    },
)
