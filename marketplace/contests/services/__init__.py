"""Holding contests: ideas entered and judged, papers taken, events recorded."""

from marketplace.contests.services.contests import (
    Terms,
    back_to_draft,
    back_to_open,
    begin_judging,
    cancel_contest,
    change_contest,
    create_contest,
    open_contest,
)
from marketplace.contests.services.deciding import decide, reopen
from marketplace.contests.services.ideas import (
    Told,
    carry_on,
    enter_idea,
    forget_national_support,
    note_national_support,
    withdraw_entry,
)
from marketplace.contests.services.judging import (
    add_judge,
    declare_relation,
    fill_sheet,
    remove_judge,
    withdraw_relation,
)

__all__ = [
    "Terms",
    "Told",
    "add_judge",
    "back_to_draft",
    "back_to_open",
    "begin_judging",
    "cancel_contest",
    "carry_on",
    "change_contest",
    "create_contest",
    "decide",
    "declare_relation",
    "enter_idea",
    "fill_sheet",
    "forget_national_support",
    "note_national_support",
    "open_contest",
    "remove_judge",
    "reopen",
    "withdraw_entry",
    "withdraw_relation",
]
