"""The demo's register: in two communes a branch with its members, who leads it, who moved away, a seller among them."""

from datetime import date, timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.endings import MOVED
from marketplace.association.models import Unit
from marketplace.association.posts import BRANCH_DEPUTY, BRANCH_HEAD, COMMITTEE_MEMBER
from marketplace.association.scope import Scope
from marketplace.association.services import add_branch, end_membership, give_post, record_membership
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.models import Person
from marketplace.people.services import create_person
from marketplace.story.names import womans_name
from marketplace.story.source import get_people

COMMUNES = 2
MEMBERS = 8  # of each branch
VILLAGES = ("thôn Bồng Trung", "thôn Đông", "thôn Thượng")


def write_register(diary: Diary, stage: Stage) -> None:
    """Schedule the register of the first communes that have an officer."""
    chance = Random("register")  # its own, so that the rest of the demo stays as it was
    for number, officer in enumerate(get_people().officers[:COMMUNES]):
        village = VILLAGES[number % len(VILLAGES)]
        act = partial(_write_branch, stage, chance, officer.area_code, village)
        diary.at(stage.past(60, 10, number), act, heard=False)


def _write_branch(stage: Stage, chance: Random, area_code: str, village: str) -> None:
    commune = stage.units[area_code]
    assert stage.operator is not None
    branch = add_branch(commune, f"Chi hội {village}", stage.operator)
    members = [_enter(stage, chance, branch, area_code, village) for _each in range(MEMBERS)]
    by: dict[str, Any] = {"actor": stage.officer_of(area_code), "scope": Scope((commune.path,))}
    congress = stage.today - timedelta(days=370)
    give_post(members[0], branch, BRANCH_HEAD, began_on=congress, **by)
    give_post(members[0], commune, COMMITTEE_MEMBER, began_on=congress, **by)
    give_post(members[1], branch, BRANCH_DEPUTY, began_on=congress, **by)
    _let_one_move(stage, chance, branch, area_code, village)
    sellers = [seller.person for seller in stage.sellers.values() if seller.unit_id == commune.id]
    for seller in sellers[:1]:
        record_membership(seller, branch, began_on=_joined(stage, chance), **by)


def _enter(stage: Stage, chance: Random, branch: Unit, area_code: str, village: str) -> Person:
    person = create_person(womans_name(chance), birth_year=stage.today.year - chance.randrange(24, 68))
    by, scope = stage.officer_of(area_code), Scope((branch.path,))
    record_membership(person, branch, began_on=_joined(stage, chance), village=_as_home(village), actor=by, scope=scope)
    return person


def _let_one_move(stage: Stage, chance: Random, branch: Unit, area_code: str, village: str) -> None:
    by, scope = stage.officer_of(area_code), Scope((branch.path,))
    person = create_person(womans_name(chance), birth_year=stage.today.year - 41)
    row = record_membership(
        person, branch, began_on=_joined(stage, chance), village=_as_home(village), actor=by, scope=scope
    )
    end_membership(row, ended_on=stage.today - timedelta(days=90), why=MOVED, actor=by, scope=scope)


def _as_home(village: str) -> str:
    return f"{village[:1].upper()}{village[1:]}"


def _joined(stage: Stage, chance: Random) -> date:
    """A day on which a branch took members in: the 8th of March or the 20th of October of some year."""
    return date(stage.today.year - chance.randrange(2, 15), *chance.choice(((3, 8), (10, 20))))
