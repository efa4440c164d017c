"""The contract that the customer must be shown before ordering, stored with the order (Law 19/2023 arts. 37-38).

Facts are stored as they were; sentences as codes, which the web words in each language. The recipient and the
address are frozen on the order itself.
"""

from collections.abc import Iterable
from typing import Any

from marketplace.checkout.adjustments import Adjustment
from marketplace.checkout.summary import CheckoutSummary, Parcel, SummaryLine
from marketplace.fees.queries import FeeSchedule, LineFees
from marketplace.rules.queries import PolicyInForce
from marketplace.site.settings import SiteSettings

KEEPS_COLD, IN_COMMUNE, IN_PROVINCE, OPEN_BEFORE_PAYING = (
    "keeps_cold",
    "in_commune",
    "in_province",
    "open_before_paying",
)
CANCEL_BEFORE_PACKING, NOT_AS_DESCRIBED, COMPLAINTS, CONTRACT_KEPT = (
    "cancel_before_packing",
    "not_as_described",
    "complaints",
    "contract_kept",
)
FeesByVariant = dict[int, LineFees]
RIGHTS = (CANCEL_BEFORE_PACKING, NOT_AS_DESCRIBED, COMPLAINTS, CONTRACT_KEPT)


def shown_to(locale: str, policies: Iterable[PolicyInForce]) -> dict[str, Any]:
    """What only the page knows: its language, and the versions of the policies it linked."""
    return {"locale": locale, "policies": [_policy(policy) for policy in policies]}


def limits_of(parcel: Parcel) -> list[str]:
    """The conditions of a parcel, as codes."""
    scopes = {line.goods.delivery_scope for line in parcel.bought}
    limits = [KEEPS_COLD] if any(line.goods.keeps_cold for line in parcel.bought) else []
    limits += [IN_COMMUNE] if "commune" in scopes else [IN_PROVINCE] if "province" in scopes else []
    return limits + ([OPEN_BEFORE_PAYING] if parcel.shop.open_before_paying else [])


def _fees_of(line: SummaryLine, parcel: Parcel, schedule: FeeSchedule) -> LineFees:
    """The deductions from one shop's line by the rules of one day, off all that its seller earns."""
    return schedule.fees_of_line(
        line.paid_dong + line.subsidy_dong,
        legal_form=parcel.shop.seller.legal_form,
        goods_kind=line.goods.goods_kind,
        shop_id=parcel.shop.id,
        category_id=line.goods.category_id,
    )


def fees_of_lines(summary: CheckoutSummary, schedule: FeeSchedule) -> FeesByVariant:
    """The deductions from each line by variant, computed once and written into contract and order."""
    return {
        line.goods.variant_id: _fees_of(line, parcel, schedule) for parcel in summary.sent for line in parcel.bought
    }


def contract_of(
    summary: CheckoutSummary, method: str, settings: SiteSettings, fees: FeesByVariant, shown: dict[str, Any]
) -> dict[str, Any]:
    """The contract as plain data: sellers, goods, prices with all fees, delivery, payment, returns, complaints.

    Each line includes the rates of its deductions, which the customer is not shown. `shown` is the result of
    `shown_to`.
    """
    return {
        **shown,
        "platform": _platform(settings),
        "payment_method": method,
        "money_flow": settings.money_flow,
        "goods_dong": summary.goods_dong,
        "shipping_dong": summary.shipping_dong,
        "total_dong": summary.total_dong,
        "price_is_whole": True,  # all taxes and fees are in it
        "deliver_to": summary.area_text,
        "parcels": [_parcel(parcel, fees) for parcel in summary.sent],
        "rights": list(RIGHTS),
    }


def _policy(policy: PolicyInForce) -> dict[str, Any]:
    return {
        "slug": policy.slug,
        "title": policy.title,
        "version": policy.version,
        "effective_on": policy.effective_on.isoformat(),
    }


def _platform(settings: SiteSettings) -> dict[str, str]:
    return {
        "brand": settings.brand,
        "association": settings.association,
        "owner": settings.owner_name,
        "address": settings.owner_address,
        "hotline": settings.hotline,
        "email": settings.email,
        "registration": settings.registration_number,
        "registration_date": settings.registration_date,
        "registration_place": settings.registration_place,
    }


def _parcel(parcel: Parcel, fees: FeesByVariant) -> dict[str, Any]:
    shop, quote = parcel.shop, parcel.quote
    return {
        "shop": shop.name,
        "seller": parcel.seller_name,
        "seller_address": parcel.seller_address,
        "legal_form": shop.seller.legal_form,
        "phone": shop.phone,
        "goods": [_line(line, fees[line.goods.variant_id]) for line in parcel.bought],
        "goods_dong": parcel.goods_dong,
        "shipping_dong": parcel.shipping_dong,
        "total_dong": parcel.total_dong,
        "carrier": quote.carrier if quote else "",
        "expected_from": quote.first_day.isoformat() if quote else "",
        "expected_to": quote.last_day.isoformat() if quote else "",
        "limits": limits_of(parcel),
        "delivery_policy": shop.delivery_policy,
        "return_policy": shop.return_policy,
    }


def _line(line: SummaryLine, fees: LineFees) -> dict[str, Any]:
    return {
        "name": line.goods.name,
        "variant": line.goods.variant_name,
        "unit": line.goods.unit,
        "quantity": line.quantity,
        "unit_price_dong": line.goods.price_dong,
        "total_dong": line.total_dong,
        "adjustment_dong": line.adjustment_dong,
        "adjustments": [_adjustment(one) for one in line.adjustments],
        "release_id": line.goods.revision_id,  # the key that kept contracts have had from the first
        "commission_bp": fees.commission_bp,
        "vat_bp": fees.vat_bp,
        "pit_bp": fees.pit_bp,
    }


def _adjustment(one: Adjustment) -> dict[str, Any]:
    return {"amount_dong": one.amount_dong, "funder": one.funder, "code": one.code}
