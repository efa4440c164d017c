"""Writing to the audit trail: the only place that adds rows."""

from contextvars import ContextVar
from typing import Any

from marketplace.audit.models import AuditEntry
from marketplace.core.actors import Actor
from marketplace.core.db import session

request_id: ContextVar[str] = ContextVar("request_id", default="")


def record(
    action: str,
    subject_kind: str,
    subject_id: int | None,
    *,
    by: Actor,
    purpose: str = "",
    details: dict[str, Any] | None = None,
) -> None:
    """Record one act as part of the running transaction; `details` must hold nothing sensitive."""
    session.add(
        AuditEntry(
            actor_kind=by.kind,
            person_id=by.person_id,
            action=action,
            subject_kind=subject_kind,
            subject_id=subject_id,
            purpose=purpose,
            details=details or {},
            request_id=request_id.get(),
        )
    )
