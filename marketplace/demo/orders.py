"""Twelve months of orders: what chance made and what is told on purpose, written down with everything they leave."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import islice

from marketplace.accounts.models import Account
from marketplace.audit.models import AuditEntry
from marketplace.core.db import session
from marketplace.core.states import StateChange
from marketplace.demo.buyers import Buyer, Buyers, invent_buyers
from marketplace.demo.demand import Demand, Purchase
from marketplace.demo.fates import PLACED, Step, fate_of
from marketplace.demo.market import Market, Stall, open_market
from marketplace.demo.moneywork import Moneywork
from marketplace.demo.paperwork import Paperwork
from marketplace.demo.scenes import Scene, Scenes, customer_as_buyer, write_stray
from marketplace.demo.source import get_people
from marketplace.demo.stage import Stage
from marketplace.demo.stockroom import Stockroom
from marketplace.demo.writing import Sheets
from marketplace.inventory.models import Hold, StockMove
from marketplace.ledger.models import LedgerEntry, LedgerTransaction
from marketplace.orders.models import Order, OrderLine, Shipment, ShopOrder
from marketplace.payments.models import BankAllocation, BankTransaction, Payment, PaymentPart, Refund
from marketplace.people.phones import normalise_mobile
from marketplace.places.queries import address_name, directory
from marketplace.shipping.queries import carriers
from marketplace.site.queries import current_settings

AT_ONCE = 2_500  # purchases written down between two inserts
TABLES = (Order, ShopOrder, OrderLine, Payment, PaymentPart, BankTransaction, Refund, LedgerTransaction)
LEAVES = (Shipment, Hold, StockMove, BankAllocation, LedgerEntry, StateChange, AuditEntry)


def write_orders(stage: Stage, *, number: int, buyers: int) -> int:
    """Write so many orders down, as part of the running transaction; gives how many shop orders came of them."""
    market = open_market(stage.wanted)
    people = invent_buyers(stage.random, buyers)
    stockroom = Stockroom(market)
    scenes = sorted(_all_scenes(stage, market, people, number), key=lambda scene: scene.purchase.placed_at)
    for some in _batches(scenes, AT_ONCE):
        _write(stage, some, stockroom)
    sheets = Sheets()
    stockroom.fill(sheets, stage.random, stage.now)
    write_stray(sheets, _stalls_by_key(stage, market)["bien-thuong"], stage.now)
    sheets.insert([BankTransaction], [StockMove])
    session.expire_all()
    return sum(len(scene.purchase.baskets) for scene in scenes)


def _all_scenes(stage: Stage, market: Market, people: Buyers, number: int) -> list[Scene]:
    drawn = Demand(stage.random, market, people, stage.now).purchases(number)
    told = Scenes(stage.random, market, _stalls_by_key(stage, market), people, stage.now).all(_customer())
    return [_by_chance(stage, purchase) for purchase in drawn] + told


def _stalls_by_key(stage: Stage, market: Market) -> dict[str, Stall]:
    return {key: market.stalls[shop.id] for key, shop in stage.shops.items()}


def _by_chance(stage: Stage, purchase: Purchase) -> Scene:
    courses = []
    for basket in purchase.baskets:
        rate = basket.stall.rates[basket.zone]
        by_post = carriers.get(rate.carrier).needs_tracking
        days = (rate.days_min, rate.days_max)
        courses.append(fate_of(stage.random, purchase.method, purchase.placed_at, days, by_post))
    return Scene(purchase, courses)


def _customer() -> Buyer:
    facts = get_people().customer
    account = session.query(Account).filter_by(phone=normalise_mobile(facts.phone)).one()
    places = directory()
    area = (facts.area_code, address_name(facts.area_code, places), places[facts.area_code].parent_code or "")
    return customer_as_buyer(facts.name, account.phone, area, facts.address_line, account.person_id)


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
        demand = money.ask(order, part, scene.purchase.placed_at)
        for step in _so_far(course, now):
            if not papers.do(part, step):
                money.do(part, demand, step)


def _so_far(course: Sequence[Step], now: datetime) -> list[Step]:
    return [step for step in course if step.at <= now and step.what != PLACED]


def _batches(scenes: Sequence[Scene], size: int) -> Iterator[list[Scene]]:
    remaining = iter(scenes)
    while batch := list(islice(remaining, size)):
        yield batch
