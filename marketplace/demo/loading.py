"""Loading the demo: pictures first, then all data in one transaction."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from random import Random

from marketplace.accounts.services.passwords import make_hash
from marketplace.audit.services.sealing import note_head, seal_waiting
from marketplace.browse.services import rebuild_all
from marketplace.core.clock import VIETNAM, as_if, now
from marketplace.core.db import session
from marketplace.core.references import drawn_by
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.demo.backing import write_backing
from marketplace.demo.buying import write_scene
from marketplace.demo.cast import write_cast
from marketplace.demo.class_shops import write_class_shops
from marketplace.demo.classes import write_classes
from marketplace.demo.contests import write_contests
from marketplace.demo.diary import Diary
from marketplace.demo.enterprises import write_enterprises
from marketplace.demo.entrepreneurs import write_entrepreneurs
from marketplace.demo.figures import write_figures
from marketplace.demo.goods import write_goods
from marketplace.demo.likely import write_likely
from marketplace.demo.lists import write_list
from marketplace.demo.news import LATELY, let_one_fail, write_reading
from marketplace.demo.outreach import write_outreach
from marketplace.demo.pictures import preparing, usual_pictures
from marketplace.demo.purchases import invent_scenes, stalls_of
from marketplace.demo.queue import queue_pictures, write_queue
from marketplace.demo.register import write_register
from marketplace.demo.shelves import Shelves
from marketplace.demo.stage import Stage
from marketplace.demo.support import write_support
from marketplace.demo.targets import set_targets
from marketplace.demo.traits import write_traits
from marketplace.demo.units import write_units
from marketplace.demo.unmatched_deposit import let_an_unmatched_deposit_come
from marketplace.orders.models import Order, ShopOrder
from marketplace.people.models import Person
from marketplace.programme.models import SupportRecord
from marketplace.site.queries import current_settings
from marketplace.story import stage as story
from marketplace.story.stage import PASSWORD
from marketplace.story.telling import NOBODY, Teller

More = Callable[[story.Stage, Teller], None]


class NotHere(Exception):
    """The demo may not be loaded into this installation; the message says why."""


@dataclass(frozen=True)
class Size:
    """The size of the demo: orders by chance and their buyers, and women of the largest programme."""

    orders: int
    buyers: int
    women: int


SMALL = Size(orders=150, buyers=120, women=150)


@dataclass(frozen=True)
class Told:
    """Counts of what was loaded."""

    acts: int
    shop_orders: int
    records: int
    listings: int


def is_empty() -> bool:
    """Whether the database holds no person and no order, demo or not."""
    return session.query(Person.id).first() is None and session.query(Order.id).first() is None


def is_loaded() -> bool:
    """Whether the demo was loaded before."""
    return current_settings().is_demo


def load(
    size: Size = SMALL,
    *,
    seed: int = 1,
    today: date | None = None,
    tiny_pictures: bool = False,
    say: Teller = NOBODY,
    more: More | None = None,
) -> Told:
    """Load the demo from a seed, and what `more` adds to it; NotHere in production and where anything is already.

    Its events end now, or in the evening of `today`. `tiny_pictures` are for tests.
    """
    _require_right_place()
    ends_at = now() if today is None else datetime.combine(today, time(21), VIETNAM)
    password, wanted = make_hash(PASSWORD), [*usual_pictures(), *queue_pictures()]
    with preparing(wanted, tiny=tiny_pictures) as pictures, transaction(), drawn_by(Random(f"numbers {seed}")):
        _require_right_place()
        stage = Stage(ends_at, Random(seed), password, pictures=pictures)
        told = _tell(stage, size, say, more)
    note_head()
    session.rollback()
    return told


def _require_right_place() -> None:
    if config().is_production:
        raise NotHere("demo data never enters production: its passwords are printed in the README")
    if is_loaded():
        raise NotHere("the demo is loaded already")
    if not is_empty():
        raise NotHere("this database holds data of its own; the demo is only for an empty one")


def _tell(stage: Stage, size: Size, say: Teller, more: More | None) -> Told:
    acts = _write_story(stage, size).tell()
    say(f"played: {acts} acts")
    with as_if(stage.now):
        if more is not None:
            more(stage, say)
        listings = rebuild_all()
    while seal_waiting():
        pass
    say(f"listings: {listings}")
    shop_orders, records = (session.query(model.id).count() for model in (ShopOrder, SupportRecord))
    return Told(acts, shop_orders, records, listings)


def _write_story(stage: Stage, size: Size) -> Diary:
    diary = Diary()
    write_cast(diary, stage)
    write_entrepreneurs(diary, stage)
    write_goods(diary, stage)
    write_queue(diary, stage)
    _write_trade(diary, stage, size)
    write_support(diary, stage, women=size.women)
    write_register(diary, stage)
    write_enterprises(diary, stage)
    write_contests(diary, stage)
    write_units(diary, stage)
    write_traits(diary, stage)
    write_likely(diary, stage)
    write_backing(diary, stage)
    write_classes(diary, stage)
    write_class_shops(diary, stage)
    write_outreach(diary, stage)
    write_list(diary, stage)
    diary.at(stage.past(3, 15), lambda: set_targets(stage))
    diary.at(stage.past(3, 16), lambda: write_figures(stage))
    return diary


def _write_trade(diary: Diary, stage: Stage, size: Size) -> None:
    stalls = stalls_of(stage)
    shelves = Shelves(stage, stalls)
    reply = timedelta(hours=current_settings().seller_reply_hours)
    for scene in invent_scenes(stage, stalls, orders=size.orders, buyers=size.buyers, reply=reply):
        write_scene(diary, stage, shelves, scene, heard_from=stage.now - LATELY)
    for days_ago in range(371, 0, -7):
        diary.at(stage.past(days_ago, 6), shelves.tend, heard=False)
    diary.at(stage.hours_ago(5), shelves.tend)
    diary.at(stage.hours_ago(5), lambda: shelves.sell_one_out(stage.random))
    diary.at(stage.hours_ago(19), lambda: let_an_unmatched_deposit_come(stage))
    write_reading(diary, stage)
    diary.at(stage.now, lambda: let_one_fail(stage))
