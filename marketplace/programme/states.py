"""The states of a reading (draft, then frozen for good), and of a woman's file for money or equipment."""

from marketplace.core.actors import OFFICER, OPERATOR, SYSTEM
from marketplace.core.states import StateMachine

DRAFT, FROZEN = "draft", "frozen"
READERS = frozenset({OFFICER, OPERATOR, SYSTEM})  # the system: `marketplace facts freeze`
READING = StateMachine("reading", {(None, DRAFT): READERS, (DRAFT, FROZEN): READERS})

APPLIED, GRANTED, REFUSED, CLOSED, VOIDED = "applied", "granted", "refused", "closed", "voided"
_OFFICERS = frozenset({OFFICER})
FUNDING = StateMachine(
    "funding",
    {
        (None, APPLIED): _OFFICERS,
        (APPLIED, GRANTED): _OFFICERS,
        (APPLIED, REFUSED): _OFFICERS,
        (REFUSED, APPLIED): _OFFICERS,  # refused by mistake, or asked for once more
        (GRANTED, CLOSED): _OFFICERS,
        (CLOSED, GRANTED): _OFFICERS,  # closed too early
        (APPLIED, VOIDED): _OFFICERS,
        (REFUSED, VOIDED): _OFFICERS,
        (GRANTED, VOIDED): _OFFICERS,
    },
)
RUNNING = frozenset({APPLIED, GRANTED})  # there is something to be done still
DECIDED = frozenset({REFUSED, CLOSED})  # nothing is to be done any more, unless it is opened again
