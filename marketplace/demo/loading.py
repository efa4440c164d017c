"""Loading the demo: pictures first, then everything that happened, in one transaction, or nothing at all."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time
from random import Random

from marketplace.accounts.services.passwords import make_hash
from marketplace.audit.services.sealing import note_head, seal_waiting
from marketplace.browse.services import rebuild_all
from marketplace.core.clock import VIETNAM, as_if, now
from marketplace.core.db import session
from marketplace.core.runtime import config
from marketplace.core.transactions import transaction
from marketplace.demo.cast import write_cast
from marketplace.demo.diary import Diary
from marketplace.demo.entrepreneurs import write_entrepreneurs
from marketplace.demo.goods import write_goods
from marketplace.demo.large import write_many_shops
from marketplace.demo.news import write_news
from marketplace.demo.orders import write_orders
from marketplace.demo.pictures import prepare, usual_pictures
from marketplace.demo.queue import queue_pictures, write_queue
from marketplace.demo.stage import PASSWORD, Stage
from marketplace.demo.support import write_support, write_targets
from marketplace.orders.models import Order
from marketplace.people.models import Person
from marketplace.site.queries import current_settings

Say = Callable[[str], None]


class NotHere(Exception):
    """The demo may not be loaded into this installation; the message says why."""


@dataclass(frozen=True)
class Size:
    """How much is told: orders and their buyers, women supported, shops and products beside the small demo's."""

    orders: int
    buyers: int
    women: int
    more_shops: int = 0
    more_products: int = 0


SIZES = {
    "small": Size(orders=1_450, buyers=640, women=420),
    "large": Size(orders=10_500, buyers=4_000, women=2_400, more_shops=487, more_products=9_951),
    "province": Size(orders=10_500, buyers=4_000, women=20_000, more_shops=487, more_products=9_951),
}


@dataclass(frozen=True)
class Told:
    """What was loaded."""

    acts: int
    shop_orders: int
    records: int
    listings: int


def is_empty() -> bool:
    """Whether nobody and no order is known here yet, demo or not."""
    return session.query(Person.id).first() is None and session.query(Order.id).first() is None


def is_loaded() -> bool:
    """Whether the demo is here already."""
    return current_settings().is_demo


def load(
    size: str | Size = "small",
    *,
    seed: int = 1,
    today: date | None = None,
    tiny_pictures: bool = False,
    say: Say = lambda line: None,
) -> Told:
    """Load the demo of a size from a seed; NotHere in production and where anything is already.

    Everything is told up to now, or up to the evening of `today`. `tiny_pictures` are for tests.
    """
    _require_right_place()
    ends_at = now() if today is None else datetime.combine(today, time(21), VIETNAM)
    pictures = prepare([*usual_pictures(), *queue_pictures()], tiny=tiny_pictures, say=say)
    password = make_hash(PASSWORD)
    with transaction():
        _require_right_place()
        stage = Stage(ends_at, Random(seed), pictures, password)
        told = _tell(stage, SIZES[size] if isinstance(size, str) else size, say)
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


def _tell(stage: Stage, size: Size, say: Say) -> Told:
    acts = _people_and_goods(stage)
    say(f"shops and goods: {acts} acts")
    with as_if(stage.now):
        write_many_shops(stage, shops=size.more_shops, products=size.more_products, say=say)
        shop_orders = write_orders(stage, number=size.orders, buyers=size.buyers)
        say(f"shop orders: {shop_orders}")
        records = write_support(stage, women=size.women)
        write_targets(stage)
        say(f"support: {records} records")
        write_news(stage)
        listings = rebuild_all()
    while seal_waiting():
        pass
    say(f"listings: {listings}")
    return Told(acts, shop_orders, records, listings)


def _people_and_goods(stage: Stage) -> int:
    diary = Diary()
    write_cast(diary, stage)
    write_entrepreneurs(diary, stage)
    write_goods(diary, stage)
    write_queue(diary, stage)
    return diary.tell()
