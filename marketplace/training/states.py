"""The states of a class."""

from marketplace.core.actors import OFFICER, SYSTEM
from marketplace.core.states import StateMachine

PLANNED, RUNNING, DONE, CANCELLED = "planned", "running", "done", "cancelled"
OPEN_STATES = frozenset({PLANNED, RUNNING})  # people can still be entered
TAUGHT_STATES = frozenset({RUNNING, DONE})  # its attendance counts
_BY = frozenset({OFFICER, SYSTEM})
TRAINING_CLASS = StateMachine(
    "training_class",
    {
        (None, PLANNED): _BY,
        (PLANNED, RUNNING): _BY,
        (RUNNING, PLANNED): _BY,  # the roll of its only session was called by mistake
        (RUNNING, DONE): _BY,
        (DONE, RUNNING): _BY,  # ended too early
        (PLANNED, CANCELLED): _BY,
        (CANCELLED, PLANNED): _BY,
    },
)
