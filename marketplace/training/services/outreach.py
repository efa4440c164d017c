"""Writing down outreach in bulk: the day itself, the women of its list, relatives as numbers, photos, mistakes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from marketplace.association.models import Unit
from marketplace.association.scope import Scope
from marketplace.audit.services import record
from marketplace.core.actors import Actor
from marketplace.core.clock import now, today
from marketplace.core.db import session
from marketplace.core.errors import Conflict, Invalid, require
from marketplace.core.events import publish
from marketplace.core.folding import tidy
from marketplace.media.models import PrivateFile
from marketplace.people.models import Person
from marketplace.people.queries import person_now
from marketplace.training.errors import AlreadyListed, HelpedElsewhere, NotYet, OutreachVoided, SameOutreach
from marketplace.training.events import OutreachNoted
from marketplace.training.models import Outreach, OutreachPhoto, OutreachWoman
from marketplace.training.policies import can_run_classes
from marketplace.training.queries.outreach import find_same_outreach, helped_elsewhere, helped_in, list_helped
from marketplace.training.services.classes import OLDEST
from marketplace.training.topics import OUTREACHES

MOST_PEOPLE = 100_000  # of one day; more is a typing error
MOST_BESIDE = 50  # relatives of one woman
NUMBERS = ("women_said", "female_said", "male_said")


@dataclass(frozen=True)
class Day:
    """What an officer says of an outreach."""

    kind: str
    held_on: date
    about: str = ""
    place: str = ""
    helpers: str = ""
    women_said: int = 0
    female_said: int = 0
    male_said: int = 0
    note: str = ""


def record_outreach(unit: Unit, day: Day, *, actor: Actor, scope: Scope) -> Outreach:
    """Write down an outreach of a unit; Invalid names the field to mend, NotYet, SameOutreach."""
    require(can_run_classes(scope, unit))
    if unit.valid_to is not None:
        raise Invalid(field="unit")
    row = Outreach(unit_id=unit.id, recorded_by=actor.person_id)
    row.unit = unit
    _write(row, day)
    session.add(row)
    session.flush()
    details = {"unit_id": unit.id, "outreach_kind": row.kind, "on": str(row.held_on)}
    record("outreach.recorded", "outreach", row.id, by=actor, details=details)
    publish(OutreachNoted(row.id))
    return row


def change_outreach(row: Outreach, day: Day, *, also_elsewhere: bool = False, actor: Actor, scope: Scope) -> None:
    """Say something else of an outreach; its list stays. HelpedElsewhere where its women were elsewhere that day."""
    require(can_run_classes(scope, row.unit))
    _require_standing(row)
    before = _told(row)
    _write(row, day)
    session.flush()
    if str(row.held_on) != before["on"] and not also_elsewhere:
        _require_not_elsewhere(row, [one.person_id for one in list_helped(row)])
    changed = {name: told for name, told in _told(row).items() if told != before[name]}
    if changed:
        details = {"before": {name: before[name] for name in changed}, "after": changed}
        record("outreach.changed", "outreach", row.id, by=actor, details=details)
        publish(OutreachNoted(row.id))


def enter_helped_woman(
    row: Outreach,
    person: Person,
    *,
    female: int = 0,
    male: int = 0,
    also_elsewhere: bool = False,
    actor: Actor,
    scope: Scope,
) -> OutreachWoman:
    """Enter a woman in the list of an outreach that is locked.

    AlreadyListed; HelpedElsewhere when she was in another commune that day, unless the officer says she was in both.
    """
    return enter_helped(row, [(person, female, male)], also_elsewhere=also_elsewhere, actor=actor, scope=scope)[0]


def enter_helped(
    row: Outreach, people: list[tuple[Person, int, int]], *, also_elsewhere: bool = False, actor: Actor, scope: Scope
) -> list[OutreachWoman]:
    """Enter some women at once, each with the relatives beside her (nữ, nam): all of them, or nobody."""
    require(can_run_classes(scope, row.unit))
    _require_standing(row)
    wanted = [(person_now(person), female, male) for person, female, male in people]
    keys = [woman.id for woman, _female, _male in wanted]
    if len(set(keys)) < len(keys) or helped_in(row.id, keys):
        raise AlreadyListed(outreach=row.id)
    if not also_elsewhere:
        _require_not_elsewhere(row, keys)
    listed = [_line(row, *one, actor) for one in wanted]
    session.flush()
    _note(row)
    for one in listed:
        details = {"outreach_id": row.id}
        record("outreach_woman.listed", "outreach_woman", one.id, by=actor, details=details)
    return listed


def count_relatives(row: Outreach, beside: Mapping[int, tuple[int, int]], *, actor: Actor, scope: Scope) -> int:
    """Say how many relatives (nữ, nam) were helped beside women of the list, by line; returns how many changed."""
    require(can_run_classes(scope, row.unit))
    _require_standing(row)
    changed = [one for one in list_helped(row) if one.id in beside and beside[one.id] != (one.female, one.male)]
    for one in changed:
        _require_sound(*beside[one.id], most=MOST_BESIDE)
        one.female, one.male = beside[one.id]
    if changed:
        session.flush()
        _note(row)
        record("outreach.relatives_counted", "outreach", row.id, by=actor, details={"rows": len(changed)})
    return len(changed)


def void_woman(one: OutreachWoman, *, why: str, actor: Actor, scope: Scope) -> None:
    """Take somebody out who was not helped that day, with the reason."""
    require(can_run_classes(scope, one.outreach.unit))
    _void(one, why)
    _note(one.outreach)
    record("outreach_woman.voided", "outreach_woman", one.id, by=actor, details={"why": one.voided_why})


def void_outreach(row: Outreach, *, why: str, actor: Actor, scope: Scope) -> None:
    """Make an outreach void that never was, with the reason: it counts nowhere, nor does its list."""
    require(can_run_classes(scope, row.unit))
    _void(row, why)
    for one in list_helped(row):
        one.voided_at, one.voided_why = row.voided_at, row.voided_why
    _note(row)
    record("outreach.voided", "outreach", row.id, by=actor, details={"why": row.voided_why})


def keep_outreach_photo(row: Outreach, file: PrivateFile, *, actor: Actor, scope: Scope) -> OutreachPhoto:
    """Keep a photo of that day; the same photo twice is one."""
    require(can_run_classes(scope, row.unit))
    _require_standing(row)
    known = next((photo for photo in row.photos if photo.private_file_id == file.id), None)
    if known is not None:
        return known
    photo = OutreachPhoto(outreach_id=row.id, private_file_id=file.id, kept_by=actor.person_id)
    row.photos.append(photo)
    session.flush()
    record("outreach.photo_kept", "outreach", row.id, by=actor, details={"on": str(row.held_on)})
    return photo


def _require_not_elsewhere(row: Outreach, person_ids: list[int]) -> None:
    found = helped_elsewhere(person_ids, row.held_on, row.unit)
    if found:
        raise HelpedElsewhere(found=found)


def _line(row: Outreach, woman: Person, female: int, male: int, actor: Actor) -> OutreachWoman:
    _require_sound(female, male, most=MOST_BESIDE)
    one = OutreachWoman(outreach_id=row.id, unit_id=row.unit_id, person_id=woman.id, female=female, male=male)
    one.outreach, one.person, one.noted_by = row, woman, actor.person_id
    session.add(one)
    return one


def _write(row: Outreach, day: Day) -> None:
    if day.kind not in OUTREACHES:
        raise Invalid(field="kind")
    if day.held_on < OLDEST:
        raise Invalid(field="held_on")
    if day.held_on > today():
        raise NotYet(on=day.held_on)
    _require_sound(*(getattr(day, name) for name in NUMBERS), most=MOST_PEOPLE)
    row.kind, row.held_on = day.kind, day.held_on
    for name in ("about", "place", "helpers", "note"):
        setattr(row, name, tidy(getattr(day, name)))
    for name in NUMBERS:
        setattr(row, name, getattr(day, name))
    row.changed_at = now()
    same = find_same_outreach(row)
    if same is not None:
        raise SameOutreach(outreach_id=same.id)


def _told(row: Outreach) -> dict[str, str | int]:
    """What an outreach says, as the trail keeps it."""
    said = {name: getattr(row, name) for name in ("about", "helpers", "note", *NUMBERS)}
    return said | {"on": str(row.held_on), "outreach_kind": row.kind, "class_place": row.place}


def _note(row: Outreach) -> None:
    row.changed_at = now()
    session.flush()
    publish(OutreachNoted(row.id))


def _void(row: Outreach | OutreachWoman, why: str) -> None:
    why = tidy(why)
    if not why:
        raise Invalid(field="why")
    if row.voided_at is not None:
        raise Conflict(voided_at=row.voided_at)
    row.voided_at, row.voided_why = now(), why
    session.flush()


def _require_standing(row: Outreach) -> None:
    if row.voided_at is not None:
        raise OutreachVoided(outreach=row.id)


def _require_sound(*numbers: int, most: int) -> None:
    if not all(0 <= number <= most for number in numbers):
        raise Invalid(field="numbers")
