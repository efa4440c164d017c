"""Many records of support, written row by row: more women of each programme, and the owners of the new shops."""

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.audit.models import AuditEntry
from marketplace.bulk_demo.shops import NewShop
from marketplace.bulk_demo.women import Trained
from marketplace.bulk_demo.writing import Entry, Sheets
from marketplace.core.clock import VIETNAM, local_date
from marketplace.core.folding import fold_name, name_ends, name_key
from marketplace.core.references import new_public_id
from marketplace.people.models import Person
from marketplace.programme.models import Programme, SupportRecord
from marketplace.programme.queries import get_programme
from marketplace.story.stage import Stage
from marketplace.story.support import IDEAS, Given, Woman, aim_of, help_to_open, invent_women, plans_until
from marketplace.story.support import given as invent_given


def write_support(stage: Stage, shops: Sequence[NewShop], *, women: int) -> int:
    """Write the records of `women` women, as part of the running transaction; returns how many there are."""
    sheets = Sheets()
    communes = [unit for unit in list_units() if unit.level == "commune"]
    own = [unit for unit in communes if unit.area_code in stage.units]
    others = [unit for unit in communes if unit.area_code not in stage.units]
    for plan in plans_until(stage.today, women=women):
        if plan.first < plan.last:
            programme = get_programme(plan.code)
            for woman in invent_women(stage.random, plan, own, others):
                _write_woman(stage, sheets, programme, woman)
    for shop in shops:
        _write_owner(stage, sheets, shop)
    written = len(sheets.of(SupportRecord))
    sheets.insert([Person, SupportRecord], [AuditEntry])
    return written


def write_one_support_each(stage: Stage, programme: Programme, women: Sequence[Trained], *, until: date) -> None:
    """Write one record of support for each woman, on the day of her class or later, not after a day."""
    sheets = Sheets()
    for woman in women:
        on = woman.on + timedelta(days=stage.random.randrange((until - woman.on).days + 1))
        kind = stage.random.choice(("training", "advice", "loan", "mentoring"))
        told = invent_given(stage.random, kind, on, stage.random.choice(IDEAS))
        _write_record(stage, sheets, programme, woman.row, woman.unit, told)
    sheets.insert([SupportRecord], [AuditEntry])


def _write_woman(stage: Stage, sheets: Sheets, programme: Programme, woman: Woman) -> None:
    person = sheets.add(
        Person,
        public_id=new_public_id(),
        full_name=woman.name,
        folded_name=fold_name(woman.name),
        name_key=name_key(woman.name),
        name_ends=name_ends(woman.name),
        birth_year=woman.birth_year,
        area_code=woman.unit.area_code,
    )
    for given in woman.given:
        _write_record(stage, sheets, programme, person, woman.unit, given)


def _write_owner(stage: Stage, sheets: Sheets, shop: NewShop) -> None:
    idea = stage.random.choice(IDEAS)
    for code in ("939", "2415"):
        programme = get_programme(code)
        last = min(programme.ends_on, stage.today)
        for given in help_to_open(stage.random, local_date(shop.opened_at), programme.begins_on, last, idea):
            _write_record(stage, sheets, programme, shop.owner, shop.unit, given)


def _write_record(stage: Stage, sheets: Sheets, programme: Programme, person: Entry, unit: Unit, given: Given) -> None:
    """Write one record of support with its audit row."""
    officer = stage.officer_of(unit.area_code or "")
    moment = datetime.combine(given.on, time(15), VIETNAM) + timedelta(days=stage.random.randrange(0, 6))
    at = min(moment, stage.now)
    row = sheets.add(
        SupportRecord,
        at,
        programme_id=programme.id,
        person_id=person,
        unit_id=unit.id,
        kind=given.kind,
        given_on=given.on,
        amount_dong=given.amount_dong,
        funder=given.funder,
        idea=given.idea,
        note=given.note,
        aim=aim_of(given),
        recorded_by=officer.person_id,
        recorded_at=at,
    )
    trail = {"actor_kind": officer.kind, "person_id": officer.person_id, "action": "support.recorded"}
    details = {"kind": given.kind, "on": str(given.on)}
    sheets.add(AuditEntry, at, at=at, subject_kind="support_record", subject_id=row, details=details, **trail)
