"""Registering persons, recording and withdrawing their consents, storing and opening their sealed traits."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from marketplace.audit.services import record
from marketplace.core import throttles
from marketplace.core.actors import CUSTOMER, Actor
from marketplace.core.clock import now
from marketplace.core.db import session
from marketplace.core.errors import Invalid
from marketplace.core.events import publish
from marketplace.core.folding import fold_name, name_ends, name_key, tidy
from marketplace.core.sealing import fingerprint, mask, seal, unseal
from marketplace.people.errors import NoConsent, NoTrait
from marketplace.people.events import ConsentWithdrawn
from marketplace.people.models import Consent, Person, SealedTrait
from marketplace.people.phones import normalise_phone
from marketplace.people.purposes import BIRTH_DATE, keeping, traits_of
from marketplace.people.queries import (
    find_consent,
    find_sealed_trait,
    get_person,
    ids_of_records,
    list_live_consents,
    list_sealed,
)
from marketplace.people.traits import KINDS, is_value

MOST_NAME = 120
PAPER, MEETING, OWN_PAGE = "paper", "meeting", "own_page"
CHANNELS = (PAPER, MEETING, OWN_PAGE)  # how consent to keeping a sensitive fact was given
REVEALS_AN_HOUR = 30
ID_NUMBER = "id_number"
FOUND_BY_FINGERPRINT = frozenset({ID_NUMBER})
PARTLY_SHOWN = {ID_NUMBER: (3, 4), "tax_code": (3, 2)}  # kind: characters left readable at head and tail


@dataclass(frozen=True)
class NewPerson:
    """What is known of somebody who is registered from a list."""

    full_name: str
    birth_year: int | None
    phone: str  # E.164, or «»
    area_code: str | None
    address_line: str


def create_person(
    full_name: str,
    phone: str | None = None,
    *,
    email: str | None = None,
    area_code: str | None = None,
    address_line: str = "",
    birth_year: int | None = None,
) -> Person:
    """Register a person; Invalid(field="full_name") without a usable name, BadPhone for a bad number."""
    person = Person(
        phone=normalise_phone(phone) if phone else None,
        email=email,
        area_code=area_code,
        address_line=tidy(address_line),
        birth_year=birth_year,
    )
    rename_person(person, full_name)
    session.add(person)
    session.flush()
    return person


def create_people(rows: Sequence[NewPerson]) -> list[Person]:
    """Register many persons at once, in the order given; their phones are E.164. Invalid as in `create_person`."""
    people = []
    for row in rows:
        person = Person(
            phone=row.phone or None,
            area_code=row.area_code,
            address_line=tidy(row.address_line),
            birth_year=row.birth_year,
        )
        rename_person(person, row.full_name)
        people.append(person)
    session.add_all(people)
    session.flush()
    return people


def forget_person(person: Person) -> None:
    """Erase a person entered by mistake, whom no row names any more."""
    session.delete(person)


def rename_person(person: Person, full_name: str) -> None:
    """Set a person's name in its stored form; Invalid(field="full_name") when it is empty or too long."""
    name = tidy(full_name)
    if not name or len(name) > MOST_NAME:
        raise Invalid(field="full_name")
    person.full_name, person.folded_name = name, fold_name(name)
    person.name_key, person.name_ends = name_key(name), name_ends(name)


def keep_address(person: Person, area_code: str, address_line: str) -> None:
    """Remember where a person lives: a commune of today, and the line within it."""
    person.area_code, person.address_line = area_code, tidy(address_line)


def give_consent(person: Person, purpose: str, text_version: str, channel: str = "web") -> Consent:
    """Record consent to one purpose under one text version; the same consent given twice is one."""
    live = find_consent(person.id, purpose)
    if live is not None and live.text_version == text_version:
        return live
    for older in list_live_consents(person.id, purpose):
        older.withdrawn_at = now()  # replaced by consent to the newer text
    consent = Consent(person_id=person.id, purpose=purpose, text_version=text_version, channel=channel)
    session.add(consent)
    session.flush()
    return consent


def restore_consent(consent: Consent, *, since: datetime, renewed_by: Consent | None) -> None:
    """Let a consent live again that was replaced by another one since an instant: that one was given for two women
    whose records were one, and is not hers. What was withdrawn stays withdrawn.
    """
    if consent.withdrawn_at is not None and consent.withdrawn_at >= since and renewed_by is not None:
        consent.withdrawn_at = None


def withdraw_consent(person: Person, purpose: str, *, actor: Actor | None = None) -> None:
    """End consent to a purpose and erase the traits that rest on it; nothing happens when there is none.

    Publishes ConsentWithdrawn: subscribers erase what they keep for it, or refuse while the law requires it.
    """
    if find_consent(person.id, purpose) is None:
        return
    for each in list_live_consents(person.id, purpose):
        each.withdrawn_at = now()
    records = [get_person(person_id) for person_id in ids_of_records(person.id)]  # a merged one may keep its own
    erased = [kind for kind in traits_of(purpose) if _erase_everywhere(records, kind)]
    by = actor or Actor(CUSTOMER, person.id)
    record(
        "consent.withdrawn", "person", person.id, by=by, purpose=purpose, details={"erased": erased} if erased else {}
    )
    publish(ConsentWithdrawn(person.id, purpose))


def keep_trait(person: Person, kind: str, text: str) -> SealedTrait:
    """Store one sensitive fact, encrypted and bound to this person and kind; a new value replaces the old one."""
    text = tidy(text)
    if not text:
        raise Invalid(field=kind)
    trait = find_sealed_trait(person.id, kind) or SealedTrait(person_id=person.id, kind=kind)
    trait.sealed = seal(text, bound_to=_bound_to(person.id, kind))
    trait.masked = masked_trait(kind, text)
    trait.fingerprint = fingerprint(text, purpose=kind) if kind in FOUND_BY_FINGERPRINT else None
    session.add(trait)
    session.flush()
    return trait


def say_consent(person: Person, kind: str, text_version: str, channel: str, *, actor: Actor) -> Consent:
    """Record that a person agreed to one kind of sensitive fact being kept, how she said so, and who wrote it down."""
    if kind not in KINDS or channel not in CHANNELS:
        raise Invalid(field="channel")
    live = find_consent(person.id, keeping(kind))
    if live is not None and live.text_version == text_version:
        return live
    consent = give_consent(person, keeping(kind), text_version, channel)
    record("consent.recorded", "person", person.id, by=actor, purpose=keeping(kind), details={"channel": channel})
    return consent


def keep_sensitive(person: Person, kind: str, value: str, *, actor: Actor) -> SealedTrait:
    """Store one sensitive fact, sealed; NoConsent without her live consent to this kind, Invalid for no such value."""
    if not is_value(kind, value):
        raise Invalid(field=kind)
    if find_consent(person.id, keeping(kind)) is None:
        raise NoConsent(kind=kind)
    trait = keep_trait(person, kind, value)
    record("trait.kept", "person", person.id, by=actor, details={"kind": kind})
    return trait


def traits_for_figures(
    kind: str, person_ids: Collection[int] | None = None, *, actor: Actor, purpose: str, unit_id: int
) -> dict[int, str]:
    """Person's key → value of one sensitive kind (see `traits`), to count by: never for a list of names (P2).

    Opened in memory for a named statistical purpose, with one audit row for the whole computation about a unit: which
    kind, of how many, what for, who. Whose value is not kept is missing here: she is counted as unknown. To be called
    in a transaction. Who shows the counts hides the small ones.
    """
    if kind not in KINDS:
        raise Invalid(field="kind")
    if len(tidy(purpose)) < 3:
        raise Invalid(field="purpose")
    found = {key: unseal(sealed, bound_to=_bound_to(key, kind)) for key, sealed in list_sealed(kind, person_ids)}
    details = {"kind": kind, "people": len(found)}
    record("trait.counted", "unit", unit_id, by=actor, purpose=tidy(purpose), details=details)
    return found


def _erase_everywhere(records: list[Person], kind: str) -> bool:
    return True in {erase_trait(one, kind) for one in records}


def erase_trait(person: Person, kind: str) -> bool:
    """Erase a sealed fact and what was derived from it; returns whether there was one."""
    trait = find_sealed_trait(person.id, kind)
    if trait is None:
        return False
    session.delete(trait)
    if kind == BIRTH_DATE:
        person.birth_year = None
    session.flush()
    return True


def hand_trait_over(trait: SealedTrait, person: Person) -> None:
    """Give a sealed fact to another person, sealed anew for her; she must have none of its kind."""
    text = unseal(trait.sealed, bound_to=_bound_to(trait.person_id, trait.kind))
    trait.person_id, trait.sealed = person.id, seal(text, bound_to=_bound_to(person.id, trait.kind))


def reveal_trait(person: Person, kind: str, actor: Actor, purpose: str) -> str:
    """Decrypt a sealed fact for a named purpose, leaving one audit row (promise P2).

    Invalid(field="purpose") without a purpose, NoTrait when nothing is kept, TooMany beyond thirty an hour.
    """
    if len(tidy(purpose)) < 3:
        raise Invalid(field="purpose")
    trait = find_sealed_trait(person.id, kind)
    if trait is None:
        raise NoTrait(kind=kind)
    throttles.spend(f"reveal:{actor.person_id}", limit=REVEALS_AN_HOUR, seconds=3600)
    record("trait.revealed", "person", person.id, by=actor, purpose=tidy(purpose), details={"kind": kind})
    return unseal(trait.sealed, bound_to=_bound_to(person.id, kind))


def masked_trait(kind: str, text: str) -> str:
    """What may be shown of a trait without a reason: a part of a number, nothing of anything else."""
    if kind not in PARTLY_SHOWN:
        return "•••"
    head, tail = PARTLY_SHOWN[kind]
    return mask(text, head, tail)


def _bound_to(person_id: int, kind: str) -> str:
    return f"person:{person_id}:{kind}"
