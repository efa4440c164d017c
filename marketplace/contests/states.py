"""The states of contests of ideas and of knowledge contests."""

from marketplace.core.actors import OFFICER, SYSTEM
from marketplace.core.states import StateMachine

DRAFT, OPEN, JUDGING, DECIDED, CANCELLED = "draft", "open", "judging", "decided", "cancelled"
KEEPERS = frozenset({OFFICER, SYSTEM})
CONTEST = StateMachine(
    "contest",
    {
        (None, DRAFT): KEEPERS,
        (DRAFT, OPEN): KEEPERS,
        (OPEN, DRAFT): KEEPERS,  # while nothing was entered
        (OPEN, JUDGING): KEEPERS,
        (JUDGING, OPEN): KEEPERS,  # while there is no sheet
        (OPEN, DECIDED): KEEPERS,  # of a contest whose results stand in a document
        (JUDGING, DECIDED): KEEPERS,
        (DECIDED, JUDGING): KEEPERS,  # reopened, with the reason
        (DECIDED, OPEN): KEEPERS,  # reopened, of a contest whose results stand in a document
        (DRAFT, CANCELLED): KEEPERS,
        (OPEN, CANCELLED): KEEPERS,
        (JUDGING, CANCELLED): KEEPERS,
    },
)
TAKEN_PART = (OPEN, JUDGING, DECIDED)  # in which an entry is one
UNDECIDED = (DRAFT, OPEN, JUDGING)

KNOWLEDGE = StateMachine(
    "knowledge_contest",
    {(None, DRAFT): KEEPERS, (DRAFT, OPEN): KEEPERS, (DRAFT, CANCELLED): KEEPERS, (OPEN, CANCELLED): KEEPERS},
)
