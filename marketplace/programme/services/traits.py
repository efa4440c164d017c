"""Sensitive facts of a woman of the territory: kept with her consent, opened for a purpose, erased at her wish."""

from marketplace.association.scope import Scope
from marketplace.core.actors import Actor
from marketplace.core.errors import Invalid, NotFound, require
from marketplace.people.models import Person
from marketplace.people.purposes import keeping
from marketplace.people.queries import find_consent
from marketplace.people.services import keep_sensitive, reveal_trait, say_consent, withdraw_consent
from marketplace.people.traits import KINDS
from marketplace.programme.queries.people import is_known_in

ELIGIBILITY, CHECKING, HER_WISH = "eligibility", "checking", "her_wish"
OPENED_FOR = (ELIGIBILITY, CHECKING, HER_WISH)  # what one woman's fact may be opened for


def keep_trait_of(
    person: Person, kind: str, value: str, *, channel: str, text_version: str, actor: Actor, scope: Scope
) -> None:
    """Keep one sensitive fact; `channel` is how she agreed, «» where her consent stands. NoConsent without one."""
    _require_hers(person, kind, actor, scope)
    if channel:
        say_consent(person, kind, text_version, channel, actor=actor)
    keep_sensitive(person, kind, value, actor=actor)


def open_trait_of(person: Person, kind: str, purpose: str, *, actor: Actor, scope: Scope) -> str:
    """One sensitive fact in plain text, for one of the named purposes; audited and throttled as every opening is."""
    _require_hers(person, kind, actor, scope)
    if purpose not in OPENED_FOR:
        raise Invalid(field="purpose")
    return reveal_trait(person, kind, actor, purpose)


def take_consent_back(person: Person, kind: str, *, actor: Actor, scope: Scope) -> None:
    """She said that it is to be kept no more: the fact is erased. NotFound where she had not agreed."""
    _require_hers(person, kind, actor, scope)
    if find_consent(person.id, keeping(kind)) is None:
        raise NotFound(kind=kind)
    withdraw_consent(person, keeping(kind), actor=actor)


def _require_hers(person: Person, kind: str, actor: Actor, scope: Scope) -> None:
    """A kind that is kept, and a woman of the territory who is not the officer herself."""
    if kind not in KINDS:
        raise NotFound(kind=kind)
    require(actor.person_id != person.id and is_known_in(person, scope))
