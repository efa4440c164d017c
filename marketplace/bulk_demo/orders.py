"""Twelve months of many random orders with all their rows."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from marketplace.audit.models import AuditEntry
from marketplace.bulk_demo.market import open_market
from marketplace.bulk_demo.moneywork import Moneywork
from marketplace.bulk_demo.paperwork import Paperwork
from marketplace.bulk_demo.stockroom import Stockroom
from marketplace.bulk_demo.writing import Sheets
from marketplace.core.db import session
from marketplace.core.states import StateChange
from marketplace.inventory.models import Hold, StockMove
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.orders.models import Order, OrderLine, Shipment, ShopOrder
from marketplace.payments.models import BankAllocation, BankTransaction, Payment, PaymentPart, Refund, RefundLine
from marketplace.site.queries import current_settings
from marketplace.story.buyers import invent_buyers
from marketplace.story.demand import Demand
from marketplace.story.fates import PLACED, Scene, Step, scene_of
from marketplace.story.stage import Stage
from marketplace.story.telling import Count, uncounted

AT_ONCE = 2_500  # purchases written down between two inserts
TABLES = (Order, ShopOrder, OrderLine, Payment, PaymentPart, BankTransaction, Refund, LedgerTransaction)
LEAVES = (Shipment, Hold, StockMove, BankAllocation, RefundLine, LedgerEntry, StateChange, AuditEntry)


def write_orders(stage: Stage, *, number: int, buyers: int, count: Count = uncounted) -> int:
    """Write `number` orders, as part of the running transaction; returns the number of shop orders."""
    market = open_market(stage.wanted)
    people = invent_buyers(stage.random, buyers)
    stockroom = Stockroom(market)
    drawn = Demand(stage.random, market.stalls.values(), people, stage.now).purchases(number)
    scenes = [scene_of(stage.random, purchase) for purchase in drawn]
    for some in _batches(scenes, AT_ONCE):
        _write(stage, some, stockroom)
        count(len(some))
    sheets = Sheets()
    stockroom.fill(sheets)
    sheets.insert([], [StockMove])
    session.expire_all()
    return sum(len(scene.purchase.baskets) for scene in scenes)


def _write(stage: Stage, scenes: Sequence[Scene], stockroom: Stockroom) -> None:
    sheets = Sheets()
    papers = Paperwork(sheets, stockroom, stage.random, current_settings())
    money = Moneywork(papers, stage.random)
    for scene in scenes:
        _tell(scene, papers, money, stage.now)
    sheets.insert(TABLES, LEAVES)
    money.name_bank_lines()


def _tell(scene: Scene, papers: Paperwork, money: Moneywork, now: datetime) -> None:
    order, parts = papers.place(scene.purchase)
    for part, course in zip(parts, scene.courses, strict=True):
        request = money.ask(order, part, scene.purchase.placed_at)
        for step in _so_far(course, now):
            if not papers.do(part, step):
                money.do(part, request, step)


def _so_far(course: Sequence[Step], now: datetime) -> list[Step]:
    return [step for step in course if step.at <= now and step.what != PLACED]


def _batches(scenes: Sequence[Scene], size: int) -> Iterator[list[Scene]]:
    remaining = iter(scenes)
    while batch := list(islice(remaining, size)):
        yield batch
