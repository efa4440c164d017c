"""What waits for the staff, counted by the rooms it belongs to, within each person's territory."""

from collections.abc import Callable

from flask import g

from marketplace.catalog.queries import count_submitted_revisions
from marketplace.core.outbox import PARKED, count_by_state
from marketplace.payments.queries import list_refunds, list_unmatched_deposits
from marketplace.payments.states import FAILED, REQUESTED, SENT, UNCERTAIN
from marketplace.sellers.queries import count_waiting
from marketplace.web.plumbing.access import OPERATOR_ROLE
from marketplace.web.plumbing.visitor import current_offices, current_scope, staff_roles

OPEN_REFUNDS = (REQUESTED, SENT, FAILED, UNCERTAIN)


def waiting_counts() -> dict[str, int]:
    """How much waits behind each address of the side menu; read once a request."""
    if "waiting_counts" not in g:
        g.waiting_counts = {address: count() for address, count in _counters().items()}
    return g.waiting_counts  # type: ignore[no-any-return]


def _counters() -> dict[str, Callable[[], int]]:
    counters: dict[str, Callable[[], int]] = {}
    if current_offices() or OPERATOR_ROLE in staff_roles():
        scope = current_scope()
        counters["/staff/applications"] = lambda: count_waiting(scope)
        counters["/staff/listings"] = lambda: count_submitted_revisions(scope)
    if OPERATOR_ROLE in staff_roles():
        counters["/staff/refunds"] = lambda: len(list_refunds(statuses=OPEN_REFUNDS))
        counters["/staff/money/stray"] = lambda: len(list_unmatched_deposits())
        counters["/staff/outbox"] = lambda: count_by_state().get(PARKED, 0)
    return counters
