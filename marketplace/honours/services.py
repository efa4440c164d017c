"""Entering an honour, revoking it everywhere at once, restoring what was revoked by mistake, noting her consent."""

from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.folding import tidy, tidy_lines
from marketplace.core.references import new_number
from marketplace.core.versions import bump
from marketplace.honours.errors import AlreadyHonoured, ExpiresBeforeItBegan
from marketplace.honours.models import HONOURS, Honour
from marketplace.honours.policies import can_keep_honour
from marketplace.honours.queries import find_same, list_photographed
from marketplace.honours.titles import LEVELS, MODEL, OTHER, PERSON, TITLES, UNIT
from marketplace.media.models import Photo
from marketplace.media.services import erase_photo
from marketplace.people.models import Person
from marketplace.people.purposes import HONOUR
from marketplace.people.queries import find_consent, person_now
from marketplace.people.services import give_consent, withdraw_consent

CONSENT_TEXT = "2026-11-30"  # the version of the sentences in `purpose_words`
TOLD = ("citation", "issuer", "decision_number")


def record_honour(
    keeper: Unit,
    awardee: Person | Unit | str,
    *,
    title: str,
    citation: str,
    level: str,
    issuer: str,
    decision_number: str,
    decided_on: date,
    actor: Actor,
    scope: Scope,
    year: int | None = None,
    title_said: str = "",
    theme: str = "",
    expires_on: date | None = None,
    photo: Photo | None = None,
    model_key: int | None = None,
) -> Honour:
    """Enter an honour of a woman, a unit, or a model by its name, as its decision says; AlreadyHonoured when known.

    Of a woman nothing is public before she consents.
    """
    require(can_keep_honour(scope, keeper))
    row = Honour(unit_id=keeper.id, title=title, level=level, decided_on=decided_on, expires_on=expires_on)
    row.unit, row.model_name, row.model_key, row.theme = keeper, "", model_key, tidy(theme)
    row.title_said = tidy(title_said) if title == OTHER else ""
    row.citation, row.issuer, row.decision_number = tidy_lines(citation), tidy(issuer), tidy(decision_number)
    row.year, row.recorded_by = year or decided_on.year, actor.person_id
    _name(row, awardee)
    _require_sound(row)
    same = find_same(row)
    if same is not None:
        raise AlreadyHonoured(honour=same)
    row.number, row.photo_id = new_number("TD", today()), photo.id if photo else None
    session.add(row)
    session.flush()
    details = {"honour_title": title, "decision": row.decision_number, "on": str(decided_on)}
    record("honour.recorded", "honour", row.id, by=actor, details=details)
    bump(HONOURS)
    return row


def revoke_honour(honour: Honour, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take an honour off every page at once, with the reason; its photo is erased. Conflict when it was revoked."""
    require(can_keep_honour(scope, honour.unit))
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if honour.revoked_at is not None:
        raise Conflict(revoked_at=honour.revoked_at)
    honour.revoked_at, honour.revoked_why = now(), why
    _erase_photo(honour)
    record("honour.revoked", "honour", honour.id, by=actor, details={"why": why})
    bump(HONOURS)


def restore_honour(honour: Honour, *, actor: Actor, scope: Scope) -> None:
    """Let an honour stand again that was revoked by mistake; AlreadyHonoured when it was entered anew meanwhile."""
    require(can_keep_honour(scope, honour.unit))
    if honour.revoked_at is None:
        raise Conflict(revoked_at=None)
    same = find_same(honour)
    if same is not None:
        raise AlreadyHonoured(honour=same)
    honour.revoked_at, honour.revoked_why = None, ""
    record("honour.restored", "honour", honour.id, by=actor)
    bump(HONOURS)


def note_consent(honour: Honour, *, actor: Actor, scope: Scope) -> None:
    """Write down that the honoured woman consents to her honours being public, as she signed."""
    require(can_keep_honour(scope, honour.unit))
    woman = _woman(honour)
    if find_consent(woman.id, HONOUR) is None:
        record("consent.recorded", "person", woman.id, by=actor, purpose=HONOUR, details={"channel": "paper"})
    give_consent(woman, HONOUR, CONSENT_TEXT, channel="paper")
    record("honour.consent_noted", "honour", honour.id, by=actor)
    bump(HONOURS)


def note_withdrawal(honour: Honour, *, actor: Actor, scope: Scope) -> None:
    """Write down that she wants it no more: all her honours leave the public pages at once."""
    require(can_keep_honour(scope, honour.unit))
    withdraw_consent(_woman(honour), HONOUR, actor=actor)


def forget_photos(person_id: int) -> None:
    """What rests on her consent goes with it: the photos of her honours, and every public page."""
    for honour in list_photographed(person_id):
        _erase_photo(honour)
    bump(HONOURS)


def _name(row: Honour, awardee: Person | Unit | str) -> None:
    if isinstance(awardee, Person):
        row.awardee, row.person = PERSON, person_now(awardee)
        row.person_id = row.person.id
    elif isinstance(awardee, Unit):
        row.awardee, row.honoured_unit, row.honoured_unit_id = UNIT, awardee, awardee.id
    else:
        row.awardee, row.model_name = MODEL, tidy(awardee)
        if not row.model_name:
            raise Invalid(field="model_name")


def _require_sound(row: Honour) -> None:
    for field in TOLD:
        if not getattr(row, field):
            raise Invalid(field=field)
    if row.title not in TITLES or (row.title == OTHER and not row.title_said):
        raise Invalid(field="title")
    if row.level not in LEVELS:
        raise Invalid(field="level")
    if row.decided_on > today():
        raise Invalid(field="decided_on")
    if row.expires_on is not None and row.expires_on < row.decided_on:
        raise ExpiresBeforeItBegan(field="expires_on")


def _woman(honour: Honour) -> Person:
    if honour.person is None:
        raise Invalid(field="person")
    return honour.person


def _erase_photo(honour: Honour) -> None:
    if honour.photo is not None:
        erase_photo(honour.photo)
        honour.photo_id = honour.photo = None
