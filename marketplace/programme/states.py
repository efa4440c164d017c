"""The states of a reading: draft, then frozen for good."""

from marketplace.core.actors import OFFICER, OPERATOR, SYSTEM
from marketplace.core.states import StateMachine

DRAFT, FROZEN = "draft", "frozen"
READERS = frozenset({OFFICER, OPERATOR, SYSTEM})  # the system: `marketplace facts freeze`
READING = StateMachine("reading", {(None, DRAFT): READERS, (DRAFT, FROZEN): READERS})
