"""Reading the register of the units' channels: which unit has which, who saw it last, what a unit lacks."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlalchemy import func, select

from marketplace.association.levels import BRANCH
from marketplace.association.models import ChannelSighting, Unit, UnitChannel
from marketplace.association.scope import Scope
from marketplace.association.unit_channels import OWED, STALE_AFTER_DAYS
from marketplace.core.db import session
from marketplace.core.errors import NotFound
from marketplace.people.models import Person

LACKS_FANPAGE, LACKS_ZALO, UNSEEN = "no_fanpage", "no_zalo", "unseen"
LACKS = (LACKS_FANPAGE, LACKS_ZALO, UNSEEN)


@dataclass(frozen=True)
class Seen:
    """A channel with the last day on which somebody saw it, and who that was."""

    channel: UnitChannel
    last_seen_on: date | None = None
    seen_by: str = ""

    def is_stale(self, day: date) -> bool:
        """Whether nobody saw it for so long, up to a day, that one should look."""
        since = self.last_seen_on
        return since is None or day - since > timedelta(days=STALE_AFTER_DAYS)


@dataclass
class Standing:
    """A unit with its channels; a branch owes none."""

    unit: Unit
    channels: list[Seen] = field(default_factory=list)

    @property
    def lacks(self) -> list[str]:
        """The kinds it owes and has not."""
        kinds = {seen.channel.kind for seen in self.channels}
        return [] if self.unit.level == BRANCH else [kind for kind in OWED if kind not in kinds]

    def of_kind(self, kind: str) -> list[Seen]:
        """Its channels of one kind."""
        return [seen for seen in self.channels if seen.channel.kind == kind]

    def is_lacking(self, what: str, day: date) -> bool:
        """Whether one of `LACKS` is true of it."""
        if what == UNSEEN:
            return any(seen.is_stale(day) for seen in self.channels)
        return dict(zip((LACKS_FANPAGE, LACKS_ZALO), OWED, strict=True))[what] in self.lacks


def standings(units: list[Unit]) -> list[Standing]:
    """Some units with the channels that stand in each, and who saw them last; three statements."""
    found = {unit.id: Standing(unit) for unit in units}
    rows = select(UnitChannel).where(
        UnitChannel.unit_id.in_(list(found)), UnitChannel.closed_on.is_(None), UnitChannel.voided_at.is_(None)
    )
    for seen in _with_sightings(list(session.scalars(rows.order_by(UnitChannel.id)))):
        found[seen.channel.unit_id].channels.append(seen)
    return list(found.values())


def list_channels(unit_id: int) -> list[Seen]:
    """All channels that a unit has or had, void ones too, the standing first."""
    rows = select(UnitChannel).where(UnitChannel.unit_id == unit_id)
    last = (UnitChannel.voided_at.is_not(None), UnitChannel.closed_on.is_not(None), UnitChannel.id)
    return _with_sightings(list(session.scalars(rows.order_by(*last))))


def get_channel(channel_id: int, scope: Scope) -> UnitChannel:
    """A channel of a territory; NotFound outside it."""
    row = session.scalar(select(UnitChannel).where(UnitChannel.id == channel_id, scope.allows(UnitChannel.unit_id)))
    if row is None:
        raise NotFound(channel=channel_id)
    return row


def lock_channel(channel_id: int, scope: Scope) -> UnitChannel:
    """A channel of a territory, locked for a change; NotFound outside it."""
    row = get_channel(channel_id, scope)
    session.execute(select(UnitChannel.id).where(UnitChannel.id == row.id).with_for_update())
    session.refresh(row)
    return row


def find_channel(unit_id: int, link_key: str) -> UnitChannel | None:
    """The channel of a unit with a link, standing or closed."""
    rows = select(UnitChannel).where(UnitChannel.unit_id == unit_id, UnitChannel.link_key == link_key)
    return session.scalar(rows.where(UnitChannel.voided_at.is_(None)).limit(1))


def find_sighting(channel_id: int, seen_on: date, seen_by: int | None) -> ChannelSighting | None:
    """What somebody wrote of a channel on a day."""
    rows = select(ChannelSighting).where(ChannelSighting.channel_id == channel_id, ChannelSighting.seen_on == seen_on)
    return session.scalar(rows.where(ChannelSighting.seen_by == seen_by).limit(1))


def faults_of_channels() -> Iterator[str]:
    """What speaks against the promise: one link twice in a unit, a last day before the first, a sighting of none."""
    twice = select(UnitChannel.unit_id, UnitChannel.link_key).where(UnitChannel.voided_at.is_(None))
    twice = twice.group_by(UnitChannel.unit_id, UnitChannel.link_key).having(func.count() > 1)
    for unit_id, key in session.execute(twice.order_by(UnitChannel.unit_id, UnitChannel.link_key)):
        yield f"unit {unit_id} has the link {key} twice"
    turned = select(UnitChannel.id).where(UnitChannel.closed_on < UnitChannel.opened_on)
    for channel_id in session.scalars(turned.where(UnitChannel.voided_at.is_(None)).order_by(UnitChannel.id)):
        yield f"unit_channel {channel_id} ended before it began"


def _with_sightings(channels: list[UnitChannel]) -> list[Seen]:
    """The channels, each with its last sighting."""
    keys = [channel.id for channel in channels]
    newest = select(func.max(ChannelSighting.id)).where(ChannelSighting.channel_id.in_(keys))
    newest = newest.group_by(ChannelSighting.channel_id)
    rows = select(ChannelSighting.channel_id, ChannelSighting.seen_on, Person.full_name)
    rows = rows.outerjoin(Person, Person.id == ChannelSighting.seen_by).where(ChannelSighting.id.in_(newest))
    last = {channel_id: (on, name or "") for channel_id, on, name in session.execute(rows)} if keys else {}
    return [Seen(channel, *last.get(channel.id, (None, ""))) for channel in channels]
