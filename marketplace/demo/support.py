"""The demo's records of support, entered by officers: earlier years in bulk, later ones day by day."""

from datetime import datetime, time, timedelta
from functools import partial

from marketplace.association.models import Unit
from marketplace.association.queries import list_units
from marketplace.association.scope import Scope
from marketplace.core.clock import VIETNAM, local_date
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.models import Person
from marketplace.people.services import create_person
from marketplace.programme.models import Programme
from marketplace.programme.queries import get_programme
from marketplace.programme.services import record_support
from marketplace.story.source import ShopFacts, list_shops
from marketplace.story.support import Given, Woman, aim_of, help_owner, help_to_open, invent_women, plans_until

ENTERED = timedelta(days=400)  # before the end: the weeks in which officers entered the lists of earlier years
GROUPS = ("hop_tac_xa", "to_hop_tac")


def write_support(diary: Diary, stage: Stage, *, women: int) -> int:
    """Schedule the records of support for `women` women and the stalls' owners; returns how many records."""
    communes = [unit for unit in list_units() if unit.level == "commune"]
    areas = {shop.area_code for shop in list_shops()}
    own = [unit for unit in communes if unit.area_code in areas]
    others = [unit for unit in communes if unit.area_code not in areas]
    written = 0
    for plan in plans_until(stage.today, women=women):
        if plan.first < plan.last:
            programme = get_programme(plan.code)
            for woman in invent_women(stage.random, plan, own, others):
                written += _write_woman(diary, stage, programme, woman)
    return written + sum(_write_owner(diary, stage, shop) for shop in list_shops())


def _write_woman(diary: Diary, stage: Stage, programme: Programme, woman: Woman) -> int:
    person: list[Person] = []  # known from the first record on
    for act in sorted(woman.given, key=lambda given: given.on):
        moment = _recorded_at(stage, act)
        diary.at(moment, partial(_record, stage, programme, person, woman, act), heard=False)
    return len(woman.given)


def _record(stage: Stage, programme: Programme, known: list[Person], woman: Woman, given: Given) -> None:
    if not known:
        area_code = woman.unit.area_code
        known.append(create_person(woman.name, area_code=area_code, birth_year=woman.birth_year))
    _enter(stage, programme, known[0], woman.unit, given)


def _recorded_at(stage: Stage, given: Given) -> datetime:
    """When a record is entered: days after the support was given; for years before the platform, in its first weeks."""
    moment = datetime.combine(given.on, time(15), VIETNAM) + timedelta(days=stage.random.randrange(0, 6))
    first = stage.now - ENTERED
    if moment < first:
        moment = first + timedelta(minutes=stage.random.randrange(14 * 24 * 60))
    return min(moment, stage.now)


def _enter(stage: Stage, programme: Programme, person: Person, unit: Unit, given: Given) -> None:
    officer = stage.officer_of(unit.area_code or "")
    record_support(
        programme,
        person,
        unit,
        kind=given.kind,
        given_on=given.on,
        actor=officer,
        scope=Scope((unit.path,)),
        amount_dong=given.amount_dong,
        funder=given.funder,
        idea=given.idea,
        note=given.note,
        aim=aim_of(given),
    )


def _write_owner(diary: Diary, stage: Stage, facts: ShopFacts) -> int:
    """Schedule support of a stall's owner: before opening by the programme of that day, later by the present one."""
    opened_on = local_date(stage.past(facts.opened_days_ago))
    written = 0
    for code in ("939", "2415"):
        programme = get_programme(code)
        last = min(programme.ends_on, stage.today)
        helped = help_to_open(stage.random, opened_on, programme.begins_on, last, facts.tagline)
        written += _write_help(diary, stage, facts, programme, helped)
    if facts.legal_form in GROUPS:
        programme = get_programme("01")
        helped = help_owner(stage.random, opened_on - timedelta(days=60), stage.today, facts.tagline)
        written += _write_help(diary, stage, facts, programme, helped)
    return written


def _write_help(diary: Diary, stage: Stage, facts: ShopFacts, programme: Programme, helped: list[Given]) -> int:
    """Schedule support, entered only after the owner's application was approved."""
    approved_at = stage.at_work(stage.past(facts.opened_days_ago + 17, 17))
    for given in helped:
        moment = max(_recorded_at(stage, given), approved_at)
        diary.at(moment, partial(_record_owner, stage, facts, programme, given), heard=False)
    return len(helped)


def _record_owner(stage: Stage, facts: ShopFacts, programme: Programme, given: Given) -> None:
    seller = stage.sellers[facts.key]
    _enter(stage, programme, seller.person, seller.unit, given)
