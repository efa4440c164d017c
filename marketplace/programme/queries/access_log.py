"""Who looked at what is kept sealed about a woman, or counted by it: her own reading of the audit trail."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import and_, or_, select

from marketplace.accounts.models import RoleGrant
from marketplace.association.models import Officer
from marketplace.audit.models import AuditEntry
from marketplace.core.db import session
from marketplace.core.paging import Page, decode_cursor, encode_cursor
from marketplace.people.models import Consent, Person
from marketplace.people.purposes import PURPOSES
from marketplace.people.queries import ids_of_records
from marketplace.programme.queries.people import LOOKED_UP
from marketplace.sellers.models import Application

REVEALED, KEPT, COUNTED, PAPER_OPENED = "trait.revealed", "trait.kept", "trait.counted", "application.paper_opened"
AGREED, TAKEN_BACK = "consent.recorded", "consent.withdrawn"
OF_HER = (REVEALED, KEPT, LOOKED_UP, AGREED, TAKEN_BACK)
PAGE = 25


@dataclass(frozen=True)
class Access:
    """One act: when, what, of which kind of fact, what for, and in which office it was done."""

    at: datetime
    action: str
    kind: str
    purpose: str
    role: str = ""
    unit_name: str = ""


def list_access(person: Person, cursor: str | None = None) -> Page[Access]:
    """What others did with the sealed facts of a person, also of records merged into hers; the newest first.

    Counting is noted once for all whom it counted: it is shown for each kind that was kept of her then.
    """
    ids = ids_of_records(person.id)
    rows = select(AuditEntry).where(or_(_about(ids), _papers_of(ids), *_counted(ids)))
    rows = rows.where(or_(AuditEntry.person_id.is_(None), AuditEntry.person_id.not_in(ids)))
    if keys := decode_cursor(cursor, (int,)):
        rows = rows.where(AuditEntry.id < keys[0])
    found = list(session.scalars(rows.order_by(AuditEntry.id.desc()).limit(PAGE + 1)))
    shown = found[:PAGE]
    offices, granted = _offices_of(shown), _roles_of(shown)
    after = encode_cursor(shown[-1].id) if len(found) > PAGE else None
    return Page([_told(entry, offices, granted) for entry in shown], after)


def _about(ids: list[int]) -> Any:
    of_her = [AuditEntry.subject_kind == "person", AuditEntry.subject_id.in_(ids), AuditEntry.action.in_(OF_HER)]
    return and_(*of_her)


def _papers_of(ids: list[int]) -> Any:
    hers = select(Application.id).where(Application.person_id.in_(ids))
    of_papers = [AuditEntry.subject_kind == "application", AuditEntry.subject_id.in_(hers)]
    return and_(*of_papers, AuditEntry.action == PAPER_OPENED)


def _counted(ids: list[int]) -> list[Any]:
    """The conditions on entries of counting, one for each stretch of time in which a kind might be kept."""
    sensitive = {code: purpose.traits[0] for code, purpose in PURPOSES.items() if purpose.is_sensitive}
    given = session.scalars(select(Consent).where(Consent.person_id.in_(ids), Consent.purpose.in_(sensitive)))
    return [_while_kept(consent, sensitive[consent.purpose]) for consent in given]


def _while_kept(consent: Consent, kind: str) -> Any:
    of_kind = [AuditEntry.subject_kind == "unit", AuditEntry.action == COUNTED]
    of_kind += [AuditEntry.details["kind"].as_string() == kind, AuditEntry.at >= consent.given_at]
    return and_(*of_kind, *([AuditEntry.at <= consent.withdrawn_at] if consent.withdrawn_at else []))


def _offices_of(entries: list[AuditEntry]) -> list[Officer]:
    people = {entry.person_id for entry in entries if entry.person_id}
    rows = select(Officer).where(Officer.person_id.in_(people)).order_by(Officer.appointed_at.desc())
    return list(session.scalars(rows)) if people else []


def _roles_of(entries: list[AuditEntry]) -> dict[int, str]:
    people = {entry.person_id for entry in entries if entry.person_id}
    rows = select(RoleGrant.person_id, RoleGrant.role).where(RoleGrant.person_id.in_(people)).order_by(RoleGrant.id)
    return dict(session.execute(rows).all()) if people else {}


def _told(entry: AuditEntry, offices: list[Officer], granted: dict[int, str]) -> Access:
    kind = str(entry.details.get("kind") or "")
    office = next((each for each in offices if _held(each, entry)), None)
    role = office.role if office else granted.get(entry.person_id or 0, "")
    return Access(entry.at, entry.action, kind, entry.purpose, role, office.unit.name if office else "")


def _held(office: Officer, entry: AuditEntry) -> bool:
    """Whether somebody held an office when she acted."""
    is_hers = office.person_id == entry.person_id and office.appointed_at <= entry.at
    return is_hers and (office.ended_at is None or entry.at <= office.ended_at)
