"""How much of a figure has evidence behind it, and a sample of its records drawn by chance to be looked at (P19)."""

from collections.abc import Callable
from dataclasses import dataclass
from random import Random
from typing import Any

from sqlalchemy import Select, and_, case, exists, func, select

from marketplace.catalog.models import ProductPhoto
from marketplace.contests.models import Decision, Entry
from marketplace.core.db import session
from marketplace.enterprises.models import Enterprise, OnlineProduct, WomenOwnedTest
from marketplace.orders.models import SAID_BY_BUYER, SAID_BY_CARRIER, ShopOrder
from marketplace.programme.models import Funding, FundingTranche, Programme, SupportRecord, SupportVisit
from marketplace.programme.periods import Period
from marketplace.programme.queries.figures import facts_behind, key_of_thing, within
from marketplace.programme.queries.records import list_chosen
from marketplace.programme.shape import STATES, SUMS, Indicator, Number, Place, Record
from marketplace.sellers.models import Application, Evidence, Seller
from marketplace.shops.models import Shop
from marketplace.training.models import ClassSession, OutreachPhoto, SignedSheet

SAMPLE = 20  # records, or all where there are fewer


@dataclass(frozen=True)
class Share:
    """The value of a figure, and the part of it whose records have evidence; records, women or đồng as it counts."""

    value: Number
    with_evidence: Number

    @property
    def percent(self) -> float:
        """In percent, rounded down to tenths: 100 means all."""
        return 1000 * self.with_evidence // self.value / 10 if self.value else 0.0


@dataclass(frozen=True)
class Sampled:
    """A record drawn, and whether it has evidence."""

    record: Record
    has_evidence: bool


def has_kinds_of_evidence(indicator: Indicator) -> bool:
    """Whether the records behind an indicator are of a kind that has evidence; what stands on a day has none."""
    return indicator.counting not in STATES and indicator.record_kind in EVIDENCE


def evidence_behind(indicator: Indicator, programme: Programme, place: Place, period: Period) -> Share:
    """How much of a figure has evidence: a woman by any of her records in the period; one statement."""
    things = _things(indicator, programme, place, period)
    if things is None:
        return Share(0, 0)
    each = things.c.amount_dong if indicator.counting in SUMS else 1
    value, proven = session.execute(select(func.sum(each), func.sum(case((things.c.proven == 1, each), else_=0)))).one()
    return Share(int(value or 0), int(proven or 0))


def draw_sample(indicator: Indicator, programme: Programme, place: Place, period: Period, seed: int) -> list[Sampled]:
    """Records behind a figure drawn by chance; the same seed draws the same ones while the list is the same."""
    things = _things(indicator, programme, place, period)
    if things is None:
        return []
    keys = (things.c.ref_id, things.c.woman)
    listed = [tuple(row) for row in session.execute(select(*keys, things.c.proven).order_by(*keys))]
    drawn = sorted(Random(seed).sample(listed, min(SAMPLE, len(listed))))
    found = list_chosen(indicator, programme, place, period, {(ref_id, woman) for ref_id, woman, _proven in drawn})
    proven = {(ref_id, woman): bool(has_some) for ref_id, woman, has_some in drawn}
    return [Sampled(record, proven[key]) for key, record in found.items()]


def _things(indicator: Indicator, programme: Programme, place: Place, period: Period) -> Any:
    """Each thing that is counted, with its amount and whether a record of it has evidence (`proven` 1 or 0)."""
    days = within(programme, period)
    if days is None:
        return None
    facts = facts_behind(indicator, programme, place, days)
    proven: Any = EVIDENCE[indicator.record_kind]().subquery("proven")
    amount = func.sum(facts.c.amount_dong)
    rows = select(
        func.min(facts.c.record_id).label("ref_id"),
        func.coalesce(func.min(facts.c.person_id), 0).label("woman"),
        amount.label("amount_dong"),
        func.max(case((proven.c.id.is_not(None), 1), else_=0)).label("proven"),
    )
    rows = rows.select_from(facts.join(proven, proven.c.id == facts.c.record_id, isouter=True))
    rows = rows.group_by(*key_of_thing(indicator, facts))
    return (rows.having(amount != 0) if indicator.counting in SUMS else rows).subquery("things")


def _supports() -> Select[Any]:
    """Money with a proof of payment, or a visit to her with a photo from that day on."""
    paid = exists().where(Funding.support_id == SupportRecord.id, FundingTranche.funding_id == Funding.id)
    paid = paid.where(FundingTranche.proof_id.is_not(None))
    seen = exists().where(SupportVisit.person_id == SupportRecord.person_id, SupportVisit.photo_id.is_not(None))
    seen = seen.where(SupportVisit.visited_on >= SupportRecord.given_on, SupportVisit.voided_at.is_(None))
    return select(SupportRecord.id).where(paid | seen)


def _classes() -> Select[Any]:
    """A photo of the signed sheet of one of its sessions."""
    rows = select(ClassSession.class_id.label("id")).join(SignedSheet, SignedSheet.session_id == ClassSession.id)
    return rows.distinct()


def _orders() -> Select[Any]:
    """Delivered as its carrier or its customer said, not only its shop."""
    return select(ShopOrder.id).where(ShopOrder.delivery_confidence.in_((SAID_BY_CARRIER, SAID_BY_BUYER)))


def _shops() -> Select[Any]:
    """Papers in the application of who opened it."""
    rows = select(Shop.id).join(Seller, Seller.id == Shop.seller_id)
    rows = rows.join(Application, Application.person_id == Seller.person_id)
    return rows.join(
        Evidence, and_(Evidence.application_id == Application.id, Evidence.removed_at.is_(None))
    ).distinct()


def _products() -> Select[Any]:
    """A photo."""
    return select(ProductPhoto.product_id.label("id")).distinct()


def _enterprises() -> Select[Any]:
    """A registration number, which the state's register knows, or what a test of ownership was seen in."""
    tested = select(WomenOwnedTest.enterprise_id).where(WomenOwnedTest.evidence != "")
    return select(Enterprise.id).where((Enterprise.registration_key != "") | Enterprise.id.in_(tested))


def _shown() -> Select[Any]:
    """The link under which it was seen."""
    return select(OnlineProduct.id)


def _ideas() -> Select[Any]:
    """The minutes of a contest that was decided."""
    rows = select(Entry.idea_id.label("id")).join(Decision, Decision.contest_id == Entry.contest_id)
    return rows.where(Decision.reopened_at.is_(None)).distinct()


def _tranches() -> Select[Any]:
    """A proof of payment."""
    return select(FundingTranche.id).where(FundingTranche.proof_id.is_not(None))


def _outreach() -> Select[Any]:
    """A photo of the day."""
    return select(OutreachPhoto.outreach_id.label("id")).distinct()


EVIDENCE: dict[str, Callable[[], Select[Any]]] = {
    "support_record": _supports,
    "training_class": _classes,
    "shop_order": _orders,
    "shop": _shops,
    "product": _products,
    "enterprise": _enterprises,
    "shown_product": _shown,
    "idea": _ideas,
    "funding_tranche": _tranches,
    "outreach": _outreach,
}
