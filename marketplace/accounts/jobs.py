"""Scheduled housekeeping: expired codes, sessions, rate-limit counts and changes of phone."""

from datetime import timedelta

from marketplace.accounts.queries import (
    delete_codes_before,
    delete_forms_of_sign_ins_ended_before,
    delete_sign_ins_before,
)
from marketplace.accounts.services.codes import end_codes
from marketplace.accounts.services.open_phone_changes import expire_changes
from marketplace.accounts.services.saved_forms import ASIDE_FOR
from marketplace.core.clock import now
from marketplace.core.jobs import daily, every
from marketplace.core.sent_forms import forget_forms_before
from marketplace.core.throttles import forget_older_than

CODES_KEPT, COUNTS_KEPT, SESSIONS_KEPT = timedelta(days=1), timedelta(days=2), timedelta(days=90)
FORMS_KEPT = timedelta(days=90)


@daily(3, 10)
def forget_what_is_over() -> None:
    """Delete yesterday's codes, older throttle counts, old sessions and sent forms, and forms of ended sign-ins."""
    moment = now()
    delete_codes_before(moment - CODES_KEPT)
    forget_older_than(moment - COUNTS_KEPT)
    delete_sign_ins_before(moment - SESSIONS_KEPT)
    forget_forms_before(moment - FORMS_KEPT)
    delete_forms_of_sign_ins_ended_before(moment - ASIDE_FOR)


@every(600)
def end_what_was_not_confirmed() -> None:
    """Write down that changes of phone ended whose day has passed, and codes whose minutes have."""
    expire_changes()
    end_codes()
