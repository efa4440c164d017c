"""A checkout summary for templates: parcels, lines, and every problem in words."""

from dataclasses import dataclass, replace
from typing import Any

from marketplace.checkout.contract import limits_of
from marketplace.checkout.summary import CANNOT_DELIVER, CheckoutSummary, Parcel, Problem, SummaryLine
from marketplace.web.parts.pictures import Picture, picture
from marketplace.web.words.buying import legal_form_words, limit_words, names_in, problem_words
from marketplace.web.words.orders import carrier_words


@dataclass(frozen=True)
class LineView:
    """One line of goods."""

    id: int | None
    variant_id: int
    name: str
    url: str
    photo: Picture | None
    variant: str
    unit: str
    quantity: int
    most: int
    unit_price_dong: int
    total_dong: int
    counts: bool
    problem: str
    blocks: bool
    can_go: bool  # to the place chosen, as far as one is


@dataclass(frozen=True)
class ParcelView:
    """One shop's parcel."""

    number: int
    shop_name: str
    shop_url: str
    shop_phone: str
    seller_name: str
    seller_address: str
    legal_form: str
    lines: list[LineView]
    limits: list[tuple[str, str]]
    problems: list[str]
    goods_dong: int
    shipping_dong: int
    total_dong: int
    quote: Any
    carrier: str
    return_policy: str
    delivery_policy: str


def parcel_views(summary: CheckoutSummary, *, only_sent: bool = False) -> list[ParcelView]:
    """The parcels in order; with `only_sent` just what can be bought."""
    parcels = summary.sent if only_sent else summary.parcels
    return [_parcel(number, parcel, summary, only_sent) for number, parcel in enumerate(parcels, start=1)]


def general_problems(summary: CheckoutSummary) -> list[str]:
    """The problems of the whole cart, in words."""
    return list(dict.fromkeys(problem_words(p) for p in summary.problems if p.shop_id is None))


def blocking_in_cart(summary: CheckoutSummary) -> bool:
    """Whether a problem must be resolved in the cart itself before an address is asked for."""
    return any(p.blocks and p.code != CANNOT_DELIVER for p in summary.problems)


def _parcel(number: int, parcel: Parcel, summary: CheckoutSummary, only_sent: bool) -> ParcelView:
    shop, stuck = parcel.shop, _stuck(parcel, summary)
    kept_here = {variant_id for problem in stuck for variant_id in problem.variant_ids}
    return ParcelView(
        number=number,
        shop_name=shop.name,
        shop_url=f"/shops/{shop.slug}",
        shop_phone=shop.phone,
        seller_name=parcel.seller_name,
        seller_address=parcel.seller_address,
        legal_form=legal_form_words(shop.seller.legal_form),
        lines=[_line(line, kept_here) for line in (parcel.bought if only_sent else parcel.lines)],
        limits=[limit_words(code) for code in limits_of(parcel)],
        problems=[problem_words(problem, names_in(summary, problem)) for problem in stuck],
        goods_dong=parcel.goods_dong,
        shipping_dong=parcel.shipping_dong,
        total_dong=parcel.total_dong,
        quote=parcel.quote,
        carrier=carrier_words(parcel.quote.carrier, to_customer=True) if parcel.quote else "",
        return_policy=shop.return_policy,
        delivery_policy=shop.delivery_policy,
    )


def _stuck(parcel: Parcel, summary: CheckoutSummary) -> list[Problem]:
    """Why products of a parcel cannot be sent there, one reason for each variant."""
    told: set[int] = set()
    found = []
    for problem in summary.problems:
        new = tuple(variant_id for variant_id in problem.variant_ids if variant_id not in told)
        if problem.code == CANNOT_DELIVER and problem.shop_id == parcel.shop.id and new:
            told |= set(new)
            found.append(replace(problem, variant_ids=new))
    return found


def _line(line: SummaryLine, kept_here: set[int]) -> LineView:
    goods, problem = line.goods, line.problem
    return LineView(
        id=line.line_id,
        variant_id=goods.variant_id,
        name=goods.name,
        url=f"/products/{goods.slug}",
        photo=picture(goods.photo_public_id),
        variant=goods.variant_name,
        unit=goods.unit,
        quantity=line.quantity,
        most=max(1, min(goods.order_limit, goods.left)),
        unit_price_dong=goods.price_dong,
        total_dong=line.total_dong,
        counts=line.counts,
        problem=problem_words(problem, goods.name) if problem else "",
        blocks=bool(problem and problem.blocks),
        can_go=goods.variant_id not in kept_here,
    )
