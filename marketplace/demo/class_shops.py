"""The demo's classes that end in a live shop: two days before a seller opens hers, she scans the code of the class."""

from datetime import timedelta
from functools import partial
from random import Random
from typing import Any

from marketplace.association.scope import Scope
from marketplace.demo.diary import Diary
from marketplace.demo.stage import Stage
from marketplace.people.services import create_person
from marketplace.programme.queries import get_programme
from marketplace.programme.services import count_for
from marketplace.story.names import womans_name
from marketplace.story.source import ShopFacts, get_people, list_shops
from marketplace.training.queries import list_sessions
from marketplace.training.services import Plan, call_roll, end_class, enrol, open_class, scan_for_shop
from marketplace.training.topics import ONLINE_SELLING, PRESENT

COMMUNES, OTHERS, BEFORE = 2, 7, 2  # communes, trainees besides the seller, days before the shop opens
PLAN = Plan(
    "Đưa hàng lên gian hàng: chụp ảnh, ghi nhãn, đặt giá",
    ONLINE_SELLING,
    20,
    "Hội trường xã",
    trainers=("Cán bộ Hội LHPN tỉnh",),
)


def write_class_shops(diary: Diary, stage: Stage) -> None:
    """Schedule such a class in the communes of the first officers in which a shop opened."""
    chance = Random("class shops")  # its own, so that the rest of the demo stays as it was
    homes = [officer.area_code for officer in get_people().officers[:COMMUNES]]
    for shop in (shop for shop in list_shops() if shop.area_code in homes):
        diary.at(stage.past(shop.opened_days_ago + BEFORE, 11), partial(_teach, stage, chance, shop), heard=False)


def _teach(stage: Stage, chance: Random, shop: ShopFacts) -> None:
    unit, seller = stage.units[shop.area_code], stage.sellers[shop.key]
    by: dict[str, Any] = {"actor": stage.officer_of(shop.area_code), "scope": Scope((unit.path,))}
    row = open_class(unit, PLAN, stage.today - timedelta(days=shop.opened_days_ago + BEFORE), **by)
    count_for("training_class", row.id, [get_programme("2415")], actor=by["actor"])
    born = [stage.today.year - chance.randrange(24, 60) for _each in range(OTHERS)]
    others = [create_person(womans_name(chance), birth_year=year, area_code=shop.area_code) for year in born]
    people = [enrol(row, woman, **by) for woman in (seller.person, *others)]
    call_roll(row, list_sessions(row)[0], {one.id: PRESENT for one in people}, **by)
    scan_for_shop(people[0], seller.person)
    end_class(row, **by)
