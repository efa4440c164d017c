"""The demo's stock over the year: new batches when stock is low, none out of season."""

from collections.abc import Iterator, Mapping
from random import Random

from marketplace.core.actors import Actor
from marketplace.core.clock import today
from marketplace.core.db import session
from marketplace.demo.entrepreneurs import owner_of
from marketplace.demo.stage import Stage
from marketplace.demo.stalls import Form
from marketplace.inventory.models import StockItem
from marketplace.inventory.queries import items_of
from marketplace.inventory.services import receive, set_available
from marketplace.story.seasons import is_in_season
from marketplace.story.stalls import Item, Stall

NEW_BATCH, SEASON_OVER, ALL_SOLD = "Nhập mẻ mới", "Hết vụ, dọn kho", "Bán hết mẻ này"
FEWEST = 4  # pieces of a form below which its seller makes a new batch


class Shelves:
    """The stock of every stall."""

    def __init__(self, stage: Stage, stalls: Mapping[str, Stall]) -> None:
        self.stage, self.stalls = stage, stalls
        self._variants: dict[str, list[int]] = {}

    def variant_of(self, form: Form) -> int:
        """The variant that a form is sold as, once its product exists."""
        if form.slug not in self._variants:
            variants = self.stage.products[form.slug].variants
            self._variants[form.slug] = [variant.id for variant in sorted(variants, key=lambda v: v.position)]
        return self._variants[form.slug][form.position]

    def make_enough(self, key: str, form: Form, quantity: int) -> None:
        """Add a batch where fewer than the usual pieces would be left."""
        variant_id = self.variant_of(form)
        if items_of([variant_id])[variant_id].available < quantity + FEWEST:
            receive(variant_id, max(form.first_batch, quantity + FEWEST), owner_of(self.stage, key), NEW_BATCH)

    def tend(self) -> None:
        """Clear stock out of season, and replenish low stock."""
        items = items_of(self.variant_of(form) for _, _, form in self._on_sale())
        for key, item, form in self._on_sale():
            stock = items[self.variant_of(form)]
            if not is_in_season(item.season, today()):
                _clear(stock, owner_of(self.stage, key), SEASON_OVER)
            elif stock.available < FEWEST:
                receive(stock.variant_id, form.first_batch, owner_of(self.stage, key), NEW_BATCH)

    def sell_one_out(self, random: Random) -> None:
        """Sell out one variant of a product that has others in stock."""
        several = [entry for entry in self._on_sale() if entry[2].position and is_in_season(entry[1].season, today())]
        key, _, form = random.choice(several)
        [stock] = items_of([self.variant_of(form)]).values()
        _clear(stock, owner_of(self.stage, key), ALL_SOLD)

    def _on_sale(self) -> Iterator[tuple[str, Item, Form]]:
        for key, stall in self.stalls.items():
            for item in stall.items:
                for form in item.variants:
                    assert isinstance(form, Form)
                    if form.slug in self.stage.products and self.stage.products[form.slug].id in self.stage.wanted:
                        yield key, item, form


def _clear(stock: StockItem, by: Actor, note: str) -> None:
    session.refresh(stock)
    if stock.available:
        set_available(stock.variant_id, 0, by, note=note)
