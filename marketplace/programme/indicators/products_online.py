"""Products of women that were first shown online in the period: in a shop here, or on a page elsewhere."""

from typing import Any

from sqlalchemy import Select, func, literal, or_, select, union_all

from marketplace.catalog.models import Product
from marketplace.core.words import N_
from marketplace.enterprises.models import Enterprise, OnlinePresence, OnlineProduct
from marketplace.programme.indicators.base import fact, facts, supported_women
from marketplace.programme.models import CountedRecord
from marketplace.programme.queries.outcomes import OF_ENTERPRISES, PRODUCT_LISTED, SHOWN_ONLINE
from marketplace.programme.shape import OCCURRENCE, IndicatorWords

HERE = "here"
COLUMNS = ("record_id", "happened_on", "person_id", "unit_id", "place", "amount_dong", "title", "note")


class ProductsOnline:
    """One row a product, dated by the day it was first shown; `note` says where.

    A product that is shown at several places counts once: those of one woman with the same name are one. Products here
    and elsewhere are of two tables, so that their keys are told apart: twice the key, and one more of what is
    elsewhere.
    """

    code, version, counting, measure, record_kind = "products_online", 1, OCCURRENCE, "products", "shown_product"
    standard_position = None
    words = IndicatorWords(
        name=N_("Số sản phẩm được giới thiệu trực tuyến"),
        unit=N_("sản phẩm"),
        definition=N_(
            "Sản phẩm của chị đã được Đề án hỗ trợ, hoặc của doanh nghiệp, mô hình tính vào Đề án, lần đầu được "
            "giới thiệu trên mạng trong kỳ: ở gian hàng tại đây, hoặc ở Facebook, Zalo, sàn khác, trang riêng mà "
            "cán bộ đã xem. Một sản phẩm giới thiệu ở nhiều nơi tính một lần; danh sách ghi rõ nơi."
        ),
    )

    def select_facts(self, programme_id: int) -> Any:
        """Of products of one woman with the same name, the one that was shown first."""
        told: Any = union_all(_here(programme_id), _elsewhere(programme_id)).subquery("told")
        in_time = func.row_number().over(
            partition_by=(told.c.person_id, func.lower(told.c.title)), order_by=(told.c.happened_on, told.c.record_id)
        )
        shown: Any = select(told, in_time.label("nth")).subquery("shown")
        return select(*(shown.c[name] for name in COLUMNS)).where(shown.c.nth == 1)


def _here(programme_id: int) -> Select[Any]:
    """Products in shops of supported women, and of enterprises that count."""
    of_enterprises = select(Enterprise.shop_id).where(
        Enterprise.shop_id.is_not(None), Enterprise.id.in_(_counted(programme_id)), Enterprise.voided_at.is_(None)
    )
    rows = _keyed(PRODUCT_LISTED, 2 * fact.record_id, literal(HERE))
    rows = rows.join(Product, Product.id == fact.record_id)
    return _theirs(rows, PRODUCT_LISTED, programme_id, Product.shop_id.in_(of_enterprises))


def _elsewhere(programme_id: int) -> Select[Any]:
    """Products on pages of supported women, and of enterprises that count."""
    rows = _keyed(SHOWN_ONLINE, 2 * fact.record_id + 1, fact.note)
    rows = rows.join(OnlineProduct, OnlineProduct.id == fact.record_id)
    rows = rows.join(OnlinePresence, OnlinePresence.id == OnlineProduct.presence_id)
    return _theirs(rows, SHOWN_ONLINE, programme_id, OnlinePresence.enterprise_id.in_(_counted(programme_id)))


def _keyed(kind: str, key: Any, note: Any) -> Select[Any]:
    rows = facts(kind, note=note)
    return rows.with_only_columns(key.label("record_id"), *list(rows.selected_columns)[1:])


def _theirs(rows: Select[Any], kind: str, programme_id: int, is_counted: Any) -> Select[Any]:
    women = supported_women(programme_id, kind)
    rows = rows.outerjoin(women, women.c.person_id == fact.person_id)
    return rows.where(or_(women.c.since <= fact.outcome_on, is_counted))


def _counted(programme_id: int) -> Select[Any]:
    rows = select(CountedRecord.record_id).where(CountedRecord.record_kind == OF_ENTERPRISES)
    return rows.where(CountedRecord.programme_id == programme_id)


plug = ProductsOnline()
