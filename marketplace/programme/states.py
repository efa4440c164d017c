"""The states of a reading: draft, then frozen for good."""

from marketplace.core.actors import OFFICER, OPERATOR
from marketplace.core.states import StateMachine

DRAFT, FROZEN = "draft", "frozen"
READERS = frozenset({OFFICER, OPERATOR})
READING = StateMachine("reading", {(None, DRAFT): READERS, (DRAFT, FROZEN): READERS})
