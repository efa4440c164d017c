"""The states of a list that is brought in, and what would become of each of its rows."""

from marketplace.core.actors import OFFICER, SYSTEM
from marketplace.core.states import StateMachine

READING, UNREADABLE = "reading", "unreadable"  # a picture's text is being read · nothing could be read in it
UPLOADED, READ, CHECKED = "uploaded", "read", "checked"  # columns to be said · rows to be looked at · being written
APPLIED, THROWN_AWAY = "applied", "thrown_away"
TAKING_BACK, UNDONE = "taking_back", "undone"

_BY_OFFICER, _BY_WORKER = frozenset({OFFICER}), frozenset({OFFICER, SYSTEM})
LIST = StateMachine(
    "import_list",
    {
        (None, UPLOADED): _BY_OFFICER,
        (None, READING): _BY_OFFICER,
        (READING, UPLOADED): _BY_WORKER,
        (READING, UNREADABLE): _BY_WORKER,
        (READING, THROWN_AWAY): _BY_OFFICER,
        (UPLOADED, READ): _BY_OFFICER,
        (READ, UPLOADED): _BY_OFFICER,  # other columns after all
        (READ, CHECKED): _BY_OFFICER,
        (CHECKED, APPLIED): _BY_WORKER,
        (UPLOADED, THROWN_AWAY): _BY_OFFICER,
        (READ, THROWN_AWAY): _BY_OFFICER,
        (APPLIED, TAKING_BACK): _BY_OFFICER,
        (TAKING_BACK, UNDONE): _BY_WORKER,
    },
)
WRITING = (CHECKED, APPLIED)  # a list that is being written, or was
UNDER_WAY = (READING, CHECKED, TAKING_BACK)  # the worker goes on with these
OPEN = (UPLOADED, READ)

NEW, ADDS, KNOWN = "new", "adds", "known"  # a new person · something more of a known one · nothing to do
DOUBTFUL, REFUSED, LEFT_OUT = "doubtful", "refused", "left_out"
UNSEEN = "unseen"  # a cell of it was not surely read in a picture, and nobody has looked at it
VERDICTS = (UNSEEN, NEW, ADDS, DOUBTFUL, REFUSED, KNOWN, LEFT_OUT)  # in the order in which they are shown
WRITTEN = (NEW, ADDS)
LOOKED_AT = (*WRITTEN, KNOWN)  # rows judged anew when a list is written
OF_KNOWN = (ADDS, KNOWN)  # rows of somebody who was there before
TOUCHING = (ADDS, DOUBTFUL, KNOWN, UNSEEN)  # rows whose verdict another list may change
