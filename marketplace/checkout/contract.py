"""What the law has the customer read before she orders, kept with the order as it was (Law 19/2023 arts. 37-38)."""

from typing import Any

from marketplace.checkout.review import Parcel, Review, ReviewLine
from marketplace.site.settings import SiteSettings


def contract_of(review: Review, method: str, settings: SiteSettings, shown: dict[str, Any]) -> dict[str, Any]:
    """The contract as plain data: sellers, goods, prices with all fees, delivery, payment, returns, complaints.

    `shown` is what only the page knows: the language, and which versions of which policies it linked.
    """
    return {
        **shown,
        "platform": {
            "brand": settings.brand,
            "owner": settings.owner_name,
            "address": settings.owner_address,
            "hotline": settings.hotline,
            "email": settings.email,
            "registration": settings.registration_number,
        },
        "payment_method": method,
        "money_flow": settings.money_flow,
        "goods_dong": review.goods_dong,
        "shipping_dong": review.shipping_dong,
        "total_dong": review.total_dong,
        "deliver_to": review.area_text,
        "parcels": [_parcel(parcel) for parcel in review.sent],
    }


def _parcel(parcel: Parcel) -> dict[str, Any]:
    shop, quote = parcel.shop, parcel.quote
    return {
        "shop": shop.name,
        "seller": parcel.seller_name,
        "seller_address": parcel.seller_address,
        "legal_form": shop.seller.legal_form,
        "phone": shop.phone,
        "goods": [_line(line) for line in parcel.bought],
        "goods_dong": parcel.goods_dong,
        "shipping_dong": parcel.shipping_dong,
        "total_dong": parcel.total_dong,
        "carrier": quote.carrier if quote else "",
        "expected_from": quote.first_day.isoformat() if quote else "",
        "expected_to": quote.last_day.isoformat() if quote else "",
        "open_before_paying": shop.open_before_paying,
        "delivery_policy": shop.delivery_policy,
        "return_policy": shop.return_policy,
    }


def _line(line: ReviewLine) -> dict[str, Any]:
    return {
        "name": line.goods.name,
        "variant": line.goods.variant_name,
        "unit": line.goods.unit,
        "quantity": line.quantity,
        "unit_price_dong": line.goods.price_dong,
        "total_dong": line.total_dong,
        "release_id": line.goods.release_id,
    }
