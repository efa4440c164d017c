"""The services of classes: opening and ending them, their lists, the roll, certificates; outreach in bulk."""

from marketplace.training.services.attending import call_roll, keep_sheet
from marketplace.training.services.calling import ask_to_call, say_called, take_back_called
from marketplace.training.services.certifying import has_earned, issue_certificates, revoke_certificate
from marketplace.training.services.classes import (
    MOST_PLACES,
    Plan,
    cancel_class,
    change_class,
    end_class,
    go_on_with,
    open_class,
    plan_again,
    plan_of,
    repeat_class,
)
from marketplace.training.services.enrolling import (
    enrol,
    register_by_phone,
    register_herself,
    take_beyond_capacity,
    void_enrolment,
    withdraw,
    withdraw_herself,
)
from marketplace.training.services.lists import Came, erase_enrolments, record_came, take_back_came
from marketplace.training.services.outreach import (
    MOST_BESIDE,
    MOST_PEOPLE,
    Day,
    change_outreach,
    count_relatives,
    enter_helped,
    enter_helped_woman,
    keep_outreach_photo,
    record_outreach,
    void_outreach,
    void_woman,
)
from marketplace.training.services.quizzing import add_question, drop_question, take_sheet
from marketplace.training.services.rolls import Met, merge_rolls
from marketplace.training.services.scanning import close_scan, open_scan, tick_herself
from marketplace.training.services.sessions import add_session, drop_session, move_session
from marketplace.training.services.shops import keep_first_draft, scan_for_shop

__all__ = [
    "MOST_BESIDE",
    "MOST_PEOPLE",
    "MOST_PLACES",
    "Came",
    "Day",
    "Met",
    "Plan",
    "add_question",
    "add_session",
    "ask_to_call",
    "call_roll",
    "cancel_class",
    "change_class",
    "change_outreach",
    "close_scan",
    "count_relatives",
    "drop_question",
    "drop_session",
    "end_class",
    "enrol",
    "enter_helped",
    "enter_helped_woman",
    "erase_enrolments",
    "go_on_with",
    "has_earned",
    "issue_certificates",
    "keep_first_draft",
    "keep_outreach_photo",
    "keep_sheet",
    "merge_rolls",
    "move_session",
    "open_class",
    "open_scan",
    "plan_again",
    "plan_of",
    "record_came",
    "record_outreach",
    "register_by_phone",
    "register_herself",
    "repeat_class",
    "revoke_certificate",
    "say_called",
    "scan_for_shop",
    "take_back_called",
    "take_back_came",
    "take_beyond_capacity",
    "take_sheet",
    "tick_herself",
    "void_enrolment",
    "void_outreach",
    "void_woman",
    "withdraw",
    "withdraw_herself",
]
