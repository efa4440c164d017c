"""What the sizes `large` and `province` add to the small demo once that has been played."""

from collections.abc import Callable
from dataclasses import dataclass

from marketplace.bulk_demo.assortment import Assortment
from marketplace.bulk_demo.copies import copy_orders
from marketplace.bulk_demo.orders import write_orders
from marketplace.bulk_demo.published import write_published
from marketplace.bulk_demo.shops import write_shops
from marketplace.bulk_demo.support import write_support
from marketplace.programme.services.outcomes import rebuild_facts
from marketplace.story.stage import Stage
from marketplace.story.telling import Teller


@dataclass(frozen=True)
class Size:
    """The size of the addition: shops and their products, orders and buyers, women of the largest programme."""

    shops: int
    products: int
    orders: int
    buyers: int
    women: int
    copies: int = 0  # orders more, each with all rows of one that was invented
    published: float = 0  # the share of the figures published in March 2024 that is written, record by record


SIZES = {
    "large": Size(shops=487, products=9_951, orders=10_500, buyers=4_000, women=2_400),
    "province": Size(
        shops=1_987, products=19_951, orders=10_500, buyers=4_000, women=2_400, copies=189_500, published=1
    ),
}


def adds(size: Size) -> Callable[[Stage, Teller], None]:
    """The function that adds rows of that size to a small demo, as part of the running transaction."""
    return lambda stage, say: _add(stage, size, say)


def _add(stage: Stage, size: Size, say: Teller) -> None:
    shops = write_shops(stage, size.shops)
    say(f"more shops: {len(shops)}")
    with say.counting("products", size.products) as count:
        Assortment(stage).write(shops, size.products, count)
    say(f"more products: {size.products}")
    with say.counting("orders", size.orders + size.copies) as count:
        parts = write_orders(stage, number=size.orders, buyers=size.buyers, count=count)
        copied = copy_orders(stage, size.copies, count) if size.copies else 0
    say(f"more shop orders: {parts}, and copies of {copied} orders")
    say(f"more support: {write_support(stage, shops, women=size.women)} records")
    if size.published:
        write_published(stage, say, size.published)
    say(f"facts of outcomes: {rebuild_facts()}")
