"""The audit trail, newest first, filtered by subject, action or person."""

from flask import render_template, request, url_for
from flask_babel import gettext as _

from marketplace.accounts.queries import find_account
from marketplace.audit.models import AuditEntry
from marketplace.audit.queries import list_entries
from marketplace.people.errors import BadPhone
from marketplace.people.models import Person
from marketplace.people.phones import normalise_phone
from marketplace.people.queries import find_person, list_people
from marketplace.web.staff.audit_details import details_words, purpose_in_words
from marketplace.web.staff.audit_subjects import subjects_of
from marketplace.web.staff.audit_words import action_words, actor_words, subject_words

PAGE = 50


def show() -> str:
    """A page of entries and the filter."""
    kind, action = request.args.get("kind", "")[:40], request.args.get("action", "")[:60]
    sought = request.args.get("who", "").strip()[:60]
    person = _person(sought)
    entries = _entries(kind, action, person, sought)
    more = entries[PAGE - 1].id if len(entries) > PAGE else None
    entries = entries[:PAGE]
    people = list_people({e.person_id for e in entries if e.person_id})
    return render_template(
        "staff/audit/show.html",
        entries=entries,
        people=people,
        subjects=subjects_of(entries),
        kinds=subject_words(),
        actions=action_words(),
        actors=actor_words(),
        details_words=details_words,
        purpose_in_words=purpose_in_words,
        kind=kind,
        action=action,
        sought=sought,
        nobody=bool(sought) and person is None,
        next_url=url_for("staff.audit_trail.show", kind=kind, action=action, who=sought, before=more) if more else None,
        all_entries=_("Tất cả"),
    )


def _entries(kind: str, action: str, person: Person | None, sought: str) -> list[AuditEntry]:
    if sought and person is None:
        return []
    before = request.args.get("before", "")
    return list_entries(
        subject_kind=kind,
        action=action,
        person_id=person.id if person else None,
        before_id=int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None,
        limit=PAGE + 1,
    )


def _person(sought: str) -> Person | None:
    """Find a person by phone, or by the public id in links of this page."""
    if not sought:
        return None
    try:
        account = find_account(normalise_phone(sought))
    except BadPhone:
        return find_person(sought)
    return account.person if account else None
