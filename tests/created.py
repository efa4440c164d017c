"""What forms create while tests send them: things that would stand there twice when a form is sent twice (8.3)."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from flask import current_app, has_request_context, request
from sqlalchemy import event

from marketplace.core.db import session
from marketplace.web.plumbing.once import FIELD
from marketplace.web.plumbing.routing import creates_once
from tests.visitors import SENT_AS_FILLED_IN

PAGES = ("staff.", "seller.")
NOT_FORMS_OF_THEIR_OWN = {
    # rows that a form writes beside the thing it is about, or that a state, a checksum or a unique key lets be once
    "Attendance", "AuditEntry", "BankAccount", "BankAllocation", "ClassCertificate", "ClassTrainer", "Consent",
    "CountedRecord", "Delivery", "Evidence", "FormerSlug", "KnowledgeCertificate", "LedgerEntry",
    "LedgerTransaction", "Listing", "ListingRevision", "NamedTheme", "Notice", "OneTimeCode", "OutboxRow",
    "OutcomeFact", "Photo", "PrivateFile", "ProductPhoto", "ProviderTask", "Refund", "RefundLine", "Rendition",
    "RequirementMark", "SavedForm", "SealedTrait", "Setting", "Shipment", "ShippingRate", "SignIn",
    "StateChange", "StockItem", "StockMove", "Version", "WomenOwnedTest",
}  # fmt: skip
ONCE_BY_ITSELF = {
    ("seller.apply.start", "Application"),  # a person has one open application: asked twice, the same is given
    ("staff.applications.approve", "Seller"),  # a decision: the second one meets an application that is decided
}


@contextmanager
def watching_what_forms_create() -> Iterator[set[str]]:
    """Collects the faults of the forms sent meanwhile."""
    faults: set[str] = set()

    def look(changed: Any, _context: Any) -> None:
        if has_request_context() and request.method == "POST" and (request.endpoint or "").startswith(PAGES):
            faults.update(_faults({type(row).__name__ for row in changed.new}))

    event.listen(session.session_factory, "after_flush", look)
    try:
        yield faults
    finally:
        event.remove(session.session_factory, "after_flush", look)


def _faults(created: set[str]) -> Iterator[str]:
    things = {name for name in created - NOT_FORMS_OF_THEIR_OWN if (request.endpoint, name) not in ONCE_BY_ITSELF}
    if things and not creates_once(current_app, request.endpoint):
        yield f"{request.endpoint} creates {sorted(things)}; its route does not say once=True"
    elif things and request.headers.get(SENT_AS_FILLED_IN) and not request.form.get(FIELD):
        yield f"the form of {request.endpoint} creates {sorted(things)} and lacks once_field()"
