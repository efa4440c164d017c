"""A year of purchases for the small demo: random ones, and scripted ones."""

from collections.abc import Mapping
from datetime import timedelta

from marketplace.demo.goods import live_from
from marketplace.demo.scenes import Scenes
from marketplace.demo.stage import Stage
from marketplace.demo.stalls import read_stalls
from marketplace.people.phones import normalise_mobile
from marketplace.places.queries import address_name, directory
from marketplace.story.buyers import Buyer, invent_buyers
from marketplace.story.demand import Demand
from marketplace.story.fates import Scene, is_answered_in_time, scene_of
from marketplace.story.source import get_people
from marketplace.story.stalls import Stall


def invent_scenes(
    stage: Stage, stalls: Mapping[str, Stall], *, orders: int, buyers: int, reply: timedelta
) -> list[Scene]:
    """Random purchases with their outcomes, and the scripted ones, in order of time."""
    people = invent_buyers(stage.random, buyers)
    drawn = Demand(stage.random, stalls.values(), people, stage.now).purchases(orders)
    told = Scenes(stage.random, dict(stalls), people, stage.now).all(_customer())
    by_chance = [scene_of(stage.random, purchase) for purchase in drawn]
    scenes = [scene for scene in by_chance if _in_time(scene, reply)] + told
    return sorted(scenes, key=lambda scene: scene.purchase.placed_at)


def stalls_of(stage: Stage) -> dict[str, Stall]:
    """Every stall with the day from which each of its products can be bought."""
    return read_stalls(live_from(stage))


def _in_time(scene: Scene, reply: timedelta) -> bool:
    """Whether every seller answers within the time to answer, which excludes orders just before Tết."""
    return all(is_answered_in_time(course, reply) for course in scene.courses)


def _customer() -> Buyer:
    """The customer with a published sign-in, as a buyer."""
    facts, places = get_people().customer, directory()
    province = places[facts.area_code].parent_code or ""
    area_text = address_name(facts.area_code, places)
    phone = normalise_mobile(facts.phone)
    return Buyer(facts.name, phone, facts.area_code, area_text, province, facts.address_line, has_account=True)
