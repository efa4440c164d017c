"""Counts of what waits for the staff, within each person's territory."""

from collections.abc import Callable

from flask import g

from marketplace.accounts.roles import OPERATOR
from marketplace.catalog.queries import count_submitted_revisions
from marketplace.core.outbox import PARKED, count_by_state
from marketplace.payments.queries.outside import list_unmatched_deposits
from marketplace.payments.queries.provider_tasks import count_provider_tasks
from marketplace.payments.queries.refunds import list_refunds
from marketplace.payments.states import UNFINISHED_STATES
from marketplace.sellers.queries import count_waiting
from marketplace.web.plumbing.visitor import current_offices, current_scope, staff_roles


def waiting_counts() -> dict[str, int]:
    """How many items wait behind each address of the side menu; read once a request."""
    if "waiting_counts" not in g:
        g.waiting_counts = {address: count() for address, count in _counters().items()}
    return g.waiting_counts  # type: ignore[no-any-return]


def _counters() -> dict[str, Callable[[], int]]:
    counters: dict[str, Callable[[], int]] = {}
    if current_offices() or OPERATOR in staff_roles():
        scope = current_scope()
        counters["/staff/applications"] = lambda: count_waiting(scope)
        counters["/staff/listings"] = lambda: count_submitted_revisions(scope)
    if OPERATOR in staff_roles():
        counters["/staff/refunds"] = lambda: len(list_refunds(statuses=UNFINISHED_STATES))
        counters["/staff/money/stray"] = lambda: len(list_unmatched_deposits())
        counters["/staff/money/provider"] = count_provider_tasks
        counters["/staff/outbox"] = lambda: count_by_state().get(PARKED, 0)
    return counters
