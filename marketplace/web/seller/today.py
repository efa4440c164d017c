"""Việc hôm nay: what waits for her, biggest first, each one large button."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.catalog.queries import count_by_status as count_products
from marketplace.orders.queries import count_by_status as count_orders
from marketplace.payments.queries.payments import count_transfers_to
from marketplace.sellers import states as applying
from marketplace.sellers.models import Application
from marketplace.sellers.queries import find_application_of, find_seller_of
from marketplace.shops.models import Shop
from marketplace.shops.states import CLOSED, SUSPENDED
from marketplace.web.visitor import current_membership, signed_in_person


@dataclass(frozen=True)
class Task:
    """One thing to do: where, in few words, and why."""

    url: str
    title: str
    text: str
    icon: str


def show() -> str:
    """Her to-do list."""
    membership = current_membership()
    tasks = shop_tasks(membership.shop) if membership else entry_tasks(signed_in_person().id)
    return render_template(
        "seller/today/show.html", tasks=tasks, shop=membership.shop if membership else None, person=signed_in_person()
    )


def entry_tasks(person_id: int) -> list[Task]:
    """What a woman without a shop does next: apply, answer, or open her shop."""
    application = find_application_of(person_id)
    if find_seller_of(person_id) is not None:
        title, text = _("Mở gian hàng"), _("Hồ sơ của chị đã được duyệt. Chỉ mất một phút.")
        return [Task(url_for("seller.shop.open_form"), title, text, "store")]
    if application is None:
        title, text = _("Đăng ký bán hàng"), _("Khoảng 6 phút, dừng lúc nào cũng được.")
        return [Task(url_for("seller.apply.begin"), title, text, "edit")]
    return [_application_task(application)]


def _application_task(application: Application) -> Task:
    url = url_for("seller.application.show")
    words = {
        applying.DRAFT: (_("Làm tiếp hồ sơ đăng ký"), _("Những gì chị đã ghi vẫn còn."), "edit"),
        applying.SUBMITTED: (_("Hội đang xem hồ sơ của chị"), _("Chị chưa cần làm gì."), "clock"),
        applying.MORE_NEEDED: (_("Bổ sung hồ sơ"), _("Cán bộ Hội nhắn chị bổ sung."), "warning"),
        applying.DECLINED: (_("Hồ sơ chưa đủ điều kiện"), _("Xem lý do và cách làm lại."), "info"),
        applying.WITHDRAWN: (_("Nộp lại hồ sơ"), _("Chị đã rút hồ sơ. Những gì đã ghi vẫn còn."), "edit"),
    }
    title, text, icon = words[application.status]
    return Task(url, title, text, icon)


def shop_tasks(shop: Shop) -> list[Task]:
    """What a shop's people do today; empty when everything is done."""
    orders, products = count_orders(shop), count_products(shop)
    tasks = [
        *_standing(shop),
        *_order_tasks(orders, count_transfers_to(shop.id)),
        *_product_tasks(products),
        *_page_tasks(shop),
    ]
    return [task for task in tasks if task is not None]
