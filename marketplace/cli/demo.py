"""`marketplace demo load`: fill an empty installation with invented shops, people and orders."""

import importlib
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import click

from marketplace.app import create_app
from marketplace.core.runtime import config
from marketplace.story.telling import Count, Teller


@click.group()
def demo() -> None:
    """Invented shops, people and orders, to look around in."""


@demo.command()
@click.option("--size", type=click.Choice(["small", "large", "province"]), default="small", show_default=True)
@click.option("--seed", type=int, default=1, show_default=True, help="the same seed tells the same story")
@click.option("--today", type=click.DateTime(["%Y-%m-%d"]), help="tell everything up to the evening of this day")
@click.option("--once", is_flag=True, help="do nothing, without fault, where anything is already")
def load(size: str, seed: int, today: datetime | None, once: bool) -> None:
    """Load the demo into an empty database; never into production."""
    began = time.monotonic()
    with create_app().app_context():
        loading = _loading()
        if once and not config().is_production and (loading.is_loaded() or not loading.is_empty()):
            return
        try:
            day = today.date() if today else None
            told = loading.load(seed=seed, today=day, say=_Bars(), more=_more_for(size))
        except loading.NotHere as refusal:
            raise SystemExit(f"demo not loaded: {refusal}") from refusal
    seconds = time.monotonic() - began
    click.echo(f"demo loaded: {told.shop_orders} shop orders, {told.listings} listings, {seconds:.0f} s")


class _Bars(Teller):
    """A line for what is done, a progress bar for what takes long (none where nobody looks at a terminal)."""

    def __call__(self, line: str) -> None:
        click.echo(line)

    @contextmanager
    def counting(self, label: str, total: int) -> Iterator[Count]:
        with click.progressbar(length=total, label=label) as bar:
            yield bar.update


def _loading() -> Any:
    """The demo loader, imported only when needed, because serving uses neither it nor its pictures."""
    return importlib.import_module("marketplace.demo.loading")


def _more_for(size: str) -> Any:
    """The function that adds the rows of a larger size; None for the small demo."""
    if size == "small":
        return None
    adding = importlib.import_module("marketplace.bulk_demo.adding")
    return adding.adds(adding.SIZES[size])


plug = (demo,)
