"""Housekeeping by the clock: who serves is known here, and so which sessions are kept short."""

from marketplace.accounts.queries import list_grants
from marketplace.accounts.services.sessions import end_what_is_over
from marketplace.association.queries import list_serving
from marketplace.core.jobs import every


@every(300)
def end_sessions_that_are_over() -> None:
    """Write down that a session ended which was left lying, or lasted its whole time."""
    end_what_is_over({grant.person_id for grant in list_grants()} | list_serving())
