"""Keeping the register of each unit's channels: entered by link, seen, closed, opened again, void when never so."""

from datetime import date

from marketplace.association.errors import ChannelExists, EndsBeforeItBegan
from marketplace.association.events import CoverageChanged
from marketplace.association.models import ChannelSighting, Unit, UnitChannel
from marketplace.association.policies import can_keep_register
from marketplace.association.queries.channels import find_channel, find_sighting
from marketplace.association.queries.units import lock_unit
from marketplace.association.scope import Scope
from marketplace.association.services import terms
from marketplace.association.unit_channels import KINDS, read_link
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import tidy


def record_channel(
    unit: Unit,
    kind: str,
    link: str,
    *,
    actor: Actor,
    scope: Scope,
    name: str = "",
    members_said: int | None = None,
    opened_on: date | None = None,
) -> UnitChannel:
    """Enter a channel of a unit by its link as it was pasted; BadLink for what is none.

    ChannelExists when the unit has that link already, also closed: then it is opened again instead.
    """
    require(can_keep_register(scope, unit))
    terms.require_past(opened_on, "opened_on")
    if unit.valid_to is not None:
        raise Invalid(field="unit")
    if kind not in KINDS:
        raise Invalid(field="kind")
    read = read_link(link)
    lock_unit(unit.id)
    known = find_channel(unit.id, read.key)
    if known is not None:
        raise ChannelExists(channel=known)
    facts = {"name": tidy(name), "members_said": members_said, "opened_on": opened_on}
    row = UnitChannel(
        unit_id=unit.id, kind=kind, link=read.url, link_key=read.key, recorded_by=actor.person_id, **facts
    )
    row.unit = unit
    session.add(row)
    session.flush()
    record("unit_channel.recorded", "unit_channel", row.id, by=actor, details={"channel_kind": kind, "link": read.url})
    publish(CoverageChanged(row.unit_id))
    return row


def see_channel(row: UnitChannel, *, actor: Actor, scope: Scope) -> bool:
    """Write down that somebody opened a channel today and found it alive; False when it was written today before.

    Conflict when the channel is closed or void.
    """
    require(can_keep_register(scope, row.unit))
    _require_open(row)
    if find_sighting(row.id, today(), actor.person_id) is not None:
        return False
    session.add(ChannelSighting(channel_id=row.id, seen_on=today(), seen_by=actor.person_id))
    session.flush()
    return True


def close_channel(row: UnitChannel, *, closed_on: date, why: str, actor: Actor, scope: Scope) -> None:
    """Say since when a channel is no more, and why; EndsBeforeItBegan, Conflict when that was said before."""
    require(can_keep_register(scope, row.unit))
    _require_open(row)
    terms.require_past(closed_on, "closed_on")
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.opened_on is not None and closed_on < row.opened_on:
        raise EndsBeforeItBegan(field="closed_on")
    row.closed_on, row.closed_why = closed_on, why
    record("unit_channel.closed", "unit_channel", row.id, by=actor, details={"on": str(closed_on), "why": why})
    publish(CoverageChanged(row.unit_id))


def reopen_channel(row: UnitChannel, *, actor: Actor, scope: Scope) -> None:
    """Take the end of a channel back; Conflict unless it ended and counts."""
    require(can_keep_register(scope, row.unit))
    if row.closed_on is None or row.voided_at is not None:
        raise Conflict(closed_on=row.closed_on)
    before, row.closed_on, row.closed_why = row.closed_on, None, ""
    record("unit_channel.reopened", "unit_channel", row.id, by=actor, details={"on": str(before)})
    publish(CoverageChanged(row.unit_id))


def void_channel(row: UnitChannel, *, why: str, actor: Actor, scope: Scope) -> None:
    """Void a channel that the unit never had, with the reason."""
    require(can_keep_register(scope, row.unit))
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise Conflict(voided_at=row.voided_at)
    row.voided_at, row.voided_why = now(), why
    record("unit_channel.voided", "unit_channel", row.id, by=actor, details={"why": why})
    publish(CoverageChanged(row.unit_id))


def _require_open(row: UnitChannel) -> None:
    if row.closed_on is not None or row.voided_at is not None:
        raise Conflict(closed_on=row.closed_on)
