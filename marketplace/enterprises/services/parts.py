"""Who founded, owns and manages an enterprise: entered, ended, voided; the tests follow."""

from dataclasses import dataclass
from datetime import date

from marketplace.association.scope import Scope
from marketplace.audit.services import record as remember
from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.folding import fold_name, tidy
from marketplace.enterprises.enterprise_kinds import FOUNDER, MANAGER, OWNER, ROLES, TITLES
from marketplace.enterprises.errors import (
    AlreadyPart,
    FoundedBeforeBirth,
    NoCapital,
    OutsideLife,
    SameEnterprise,
)
from marketplace.enterprises.models import Enterprise, EnterprisePart
from marketplace.enterprises.ownership import WHOLE
from marketplace.enterprises.policies import can_keep_enterprises
from marketplace.enterprises.queries import find_same_of, list_parts
from marketplace.enterprises.services.changes import settle, void_row
from marketplace.people.models import Person
from marketplace.people.queries import person_now


@dataclass(frozen=True)
class PartFacts:
    """What somebody is in an enterprise. Of an owner the share is told in hundredths of a percent, or in đồng."""

    role: str
    began_on: date | None = None  # as the enterprise itself where it is not known
    title: str = ""
    share: int | None = None
    share_dong: int | None = None


def add_part(
    enterprise: Enterprise,
    who: Person | str,
    facts: PartFacts,
    *,
    actor: Actor,
    scope: Scope,
    evidence: str = "",
) -> EnterprisePart:
    """Enter what a woman of the register, or a man by his name, is in an enterprise from a day on.

    AlreadyPart, TooManyShares, NoCapital, OutsideLife; FoundedBeforeBirth and SameEnterprise of a founder.
    """
    require(can_keep_enterprises(scope, enterprise.unit))
    if enterprise.voided_at is not None:
        raise Conflict(voided_at=enterprise.voided_at)
    woman = person_now(who) if isinstance(who, Person) else None
    mans_name = tidy(who) if isinstance(who, str) else ""
    if woman is None and not fold_name(mans_name):
        raise Invalid(field="full_name")
    _require_sound(enterprise, facts)
    row = EnterprisePart(
        enterprise_id=enterprise.id,
        unit_id=enterprise.unit_id,
        mans_name=mans_name,
        person_id=woman.id if woman else None,
        role=facts.role,
        title=facts.title if facts.role == MANAGER else "",
        share=facts.share if facts.role == OWNER else None,
        share_dong=facts.share_dong if facts.role == OWNER and facts.share is None else None,
        began_on=facts.began_on or enterprise.founded_on or enterprise.supported_from,
        recorded_by=actor.person_id,
    )
    row.person, row.enterprise = woman, enterprise
    if woman is not None and facts.role == FOUNDER:
        _require_may_found(enterprise, woman)
    if any(_is_same(row, other) for other in list_parts(enterprise.id)):
        raise AlreadyPart(enterprise_id=enterprise.id)
    session.add(row)
    session.flush()
    details = {"role_in_it": row.role, "on": str(row.began_on), "enterprise": enterprise.id, "why": evidence}
    remember("enterprise.part_added", "enterprise_part", row.id, by=actor, details=details)
    settle(enterprise, actor=actor, evidence=evidence)
    return row


def end_part(row: EnterprisePart, *, ended_on: date, why: str, actor: Actor, scope: Scope) -> None:
    """Say from which day on it holds no more, and why: a share was sold, another manages."""
    require(can_keep_enterprises(scope, row.enterprise.unit))
    if row.voided_at is not None or row.ended_on is not None:
        raise Conflict(ended_on=row.ended_on)
    if row.role == FOUNDER:
        raise Invalid(field="role")  # who founded it has founded it
    if not tidy(why):
        raise Invalid(field="why")
    if ended_on > today() or ended_on <= row.began_on:
        raise OutsideLife(field="ended_on")
    row.ended_on, row.ended_why = ended_on, tidy(why)
    details = {"on": str(ended_on), "why": row.ended_why, "enterprise": row.enterprise_id}
    remember("enterprise.part_ended", "enterprise_part", row.id, by=actor, details=details)
    settle(row.enterprise, actor=actor, evidence=row.ended_why)


def void_part(row: EnterprisePart, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a part that never was so, with the reason."""
    require(can_keep_enterprises(scope, row.enterprise.unit))
    void_row(row, why)
    details = {"why": row.voided_why, "enterprise": row.enterprise_id}
    remember("enterprise.part_voided", "enterprise_part", row.id, by=actor, details=details)
    settle(row.enterprise, actor=actor, evidence=row.voided_why)


def _require_sound(enterprise: Enterprise, facts: PartFacts) -> None:
    if facts.role not in ROLES:
        raise Invalid(field="role")
    if facts.role == MANAGER and facts.title not in TITLES[enterprise.form]:
        raise Invalid(field="title")
    if facts.role == OWNER:
        _require_share(enterprise, facts)
    if facts.began_on is not None and facts.began_on > today():
        raise Invalid(field="began_on")
    if facts.began_on is not None and facts.began_on < (enterprise.founded_on or date.min):
        raise OutsideLife(field="began_on")


def _require_share(enterprise: Enterprise, facts: PartFacts) -> None:
    if facts.share is None and facts.share_dong is None:
        raise Invalid(field="share")
    if facts.share is not None and not 0 < facts.share <= WHOLE:
        raise Invalid(field="share")
    if facts.share is None and not enterprise.charter_capital_dong:
        raise NoCapital(field="share_dong")


def _require_may_found(enterprise: Enterprise, woman: Person) -> None:
    if woman.birth_year and enterprise.founded_on and enterprise.founded_on.year <= woman.birth_year:
        raise FoundedBeforeBirth(field="role", birth_year=woman.birth_year)
    same = find_same_of([woman.id], enterprise.form, enterprise.folded_name, enterprise.id)
    if same is not None:
        raise SameEnterprise(enterprise=same)


def _is_same(row: EnterprisePart, other: EnterprisePart) -> bool:
    """The same person is the same in the same days; a name of a man is told apart by its letters alone."""
    if other.voided_at is not None or (row.role, row.title) != (other.role, other.title):
        return False
    is_one = row.person_id == other.person_id and fold_name(row.mans_name) == fold_name(other.mans_name)
    return is_one and (other.ended_on is None or row.began_on < other.ended_on)
