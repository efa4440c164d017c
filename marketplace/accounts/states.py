"""The states of a change of phone that an officer asked for."""

from marketplace.core.actors import CUSTOMER, GUEST, OFFICER, SYSTEM
from marketplace.core.states import StateMachine

WAITING, DONE, STOPPED, WITHDRAWN = "waiting", "done", "stopped", "withdrawn"
REPLACED, OVERTAKEN, EXPIRED = "replaced", "overtaken", "expired"
TOLD_TO_OLD_PHONE_STATES = (WAITING, DONE, STOPPED)  # whoever holds the old phone may read how it stands

PHONE_CHANGE = StateMachine(
    "phone_change",
    {
        (None, WAITING): frozenset({OFFICER}),
        (WAITING, DONE): frozenset({CUSTOMER}),  # a code typed from the new phone
        (WAITING, STOPPED): frozenset({GUEST}),  # whoever holds the old phone
        (WAITING, WITHDRAWN): frozenset({OFFICER}),
        (WAITING, REPLACED): frozenset({OFFICER}),
        (WAITING, OVERTAKEN): frozenset({SYSTEM}),  # a phone, a standing or a right changed meanwhile
        (WAITING, EXPIRED): frozenset({SYSTEM}),
    },
)
