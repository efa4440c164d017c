"""Việc hôm nay: the seller's tasks, the most pressing first, each one large button."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from marketplace.catalog import states as products
from marketplace.catalog.queries import count_by_status as count_products
from marketplace.core.clock import today
from marketplace.core.runtime import config
from marketplace.orders import states as orders
from marketplace.orders.queries import count_by_status as count_orders
from marketplace.orders.queries import count_uncollected
from marketplace.payments.queries.payments import count_transfers_to
from marketplace.payments.queries.refunds import count_refunds_to_send
from marketplace.payments.services.opening import can_be_paid
from marketplace.sellers import states as applying
from marketplace.sellers.models import Application
from marketplace.sellers.queries import find_application_of, find_seller_of, why_suspended
from marketplace.shops.models import Shop
from marketplace.shops.states import CLOSED, SUSPENDED
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.gate import may_open
from marketplace.web.plumbing.visitor import current_membership, signed_in_person
from marketplace.web.seller.lessons import certificate_url, lessons_of, way_to_list
from marketplace.web.seller.union_tasks import union_tasks


@dataclass(frozen=True)
class Task:
    """One thing to do: where, in few words, and why."""

    url: str
    title: str
    text: str
    icon: str


def show() -> str:
    """The seller's tasks."""
    membership = current_membership()
    tasks = shop_tasks(membership.shop) if membership else entry_tasks(signed_in_person().id)
    return render_template(
        "seller/today/show.html",
        tasks=tasks,
        shop=membership.shop if membership else None,
        person=signed_in_person(),
        union=union_tasks(signed_in_person().id),
        lessons=lessons_of(signed_in_person().id),
        certificate_url=certificate_url,
        way_to_list=way_to_list,
        day_now=today(),
    )


def entry_tasks(person_id: int) -> list[Task]:
    """The next step of a person without a shop: apply, answer the officer, or open her shop."""
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
        applying.SUBMITTED: (_("Hội đang xem hồ sơ của chị"), _("Xem ngày Hội trả lời, và ai giúp chị."), "clock"),
        applying.MORE_NEEDED: (_("Bổ sung hồ sơ"), _("Cán bộ Hội nhắn chị bổ sung."), "warning"),
        applying.DECLINED: (_("Hồ sơ chưa đủ điều kiện"), _("Xem lý do và cách làm lại."), "info"),
        applying.WITHDRAWN: (_("Nộp lại hồ sơ"), _("Chị đã rút hồ sơ. Những gì đã ghi vẫn còn."), "edit"),
    }
    title, text, icon = words[application.status]
    return Task(url, title, text, icon)


def shop_tasks(shop: Shop) -> list[Task]:
    """What a shop's people do today, the most pressing first; empty when nothing waits for this one."""
    tasks = [
        *_standing_tasks(shop),
        *_order_tasks(count_orders(shop), count_transfers_to(shop.id), count_uncollected(shop)),
        *_refund_tasks(count_refunds_to_send(shop.id)),
        *_product_tasks(count_products(shop)),
        *_page_tasks(shop),
    ]
    return [task for task in tasks if may_open(task.url)]


def _standing_tasks(shop: Shop) -> list[Task]:
    url = url_for("seller.shop.show")
    if shop.status == SUSPENDED:
        why = why_suspended(shop.seller) or _("Chị gọi Hội để biết cần làm gì.")
        return [Task(url, _("Hội đang tạm dừng gian hàng"), why, "warning")]
    if shop.status == CLOSED:
        return [Task(url, _("Gian hàng đang nghỉ"), _("Bấm vào đây khi chị muốn bán lại."), "store")]
    return []


def _order_tasks(count: dict[str, int], transfers: int, uncollected: int) -> list[Task]:
    new, to_pack = count.get(orders.NEW, 0), count.get(orders.ACCEPTED, 0)
    to_send = count.get(orders.PACKED, 0)
    under_way = count.get(orders.SHIPPED, 0)
    come_back = count.get(orders.REFUSED, 0) + count.get(orders.UNDELIVERED, 0)
    found = [
        (new, "new", ngettext("%(num)d đơn mới", "%(num)d đơn mới", new), _("Khách đang chờ chị trả lời."), "bell"),
        (
            transfers,
            "transfers",
            ngettext("%(num)d khách báo đã chuyển tiền", "%(num)d khách báo đã chuyển tiền", transfers),
            _("Chị xem tài khoản rồi bấm xác nhận."),
            "bank",
        ),
        (
            to_pack,
            "packing",
            ngettext("%(num)d đơn cần gói", "%(num)d đơn cần gói", to_pack),
            _("Gói xong bấm một nút là được."),
            "parcel",
        ),
        (
            to_send,
            "packing",
            ngettext("%(num)d đơn cần gửi", "%(num)d đơn cần gửi", to_send),
            _("Mang ra bưu điện hoặc tự giao."),
            "truck",
        ),
        (
            come_back,
            "shipping",
            ngettext("%(num)d đơn chưa giao được", "%(num)d đơn chưa giao được", come_back),
            _("Gửi lại, hoặc nhận hàng về."),
            "refresh",
        ),
        (
            uncollected,
            "done",
            ngettext("%(num)d đơn đã giao, chưa thu tiền", "%(num)d đơn đã giao, chưa thu tiền", uncollected),
            _("Thu của khách rồi chị bấm “Đã thu”."),
            "money",
        ),
        (
            under_way,
            "shipping",
            ngettext("%(num)d đơn đang trên đường", "%(num)d đơn đang trên đường", under_way),
            _("Khách nhận rồi, chị bấm “Đã giao”."),
            "truck",
        ),
    ]
    return [Task(_orders(tab), title, text, icon) for number, tab, title, text, icon in found if number]


def _refund_tasks(ready: int) -> list[Task]:
    if not ready:
        return []
    title = ngettext("%(num)d khoản cần trả lại khách", "%(num)d khoản cần trả lại khách", ready)
    return [Task(url_for("seller.transfers.refunds"), title, _("Khách đã ghi số tài khoản, chị chuyển trả."), "undo")]


def _orders(tab: str) -> str:
    return url_for("seller.transfers.index") if tab == "transfers" else url_for("seller.orders.index", tab=tab)


def _products() -> str:
    return url_for("seller.products.index")


def _product_tasks(count: dict[str, int]) -> list[Task]:
    if not any(number for state, number in count.items() if state != products.DISCARDED):
        title, text = _("Đăng món hàng đầu tiên"), _("Ảnh, tên, giá, số lượng: chừng 3 phút.")
        return [Task(_products(), title, text, "camera")]
    returned, drafts = count.get(products.CHANGES_ASKED, 0), count.get(products.DRAFT, 0)
    found = [
        (
            returned,
            ngettext("%(num)d món hàng cần sửa", "%(num)d món hàng cần sửa", returned),
            _("Cán bộ Hội đã ghi chỗ cần sửa."),
            "edit",
        ),
        (
            drafts,
            ngettext("%(num)d món hàng đăng dở", "%(num)d món hàng đăng dở", drafts),
            _("Điền nốt rồi gửi Hội duyệt."),
            "tag",
        ),
    ]
    return [Task(_products(), title, text, icon) for number, title, text, icon in found if number]


def _page_tasks(shop: Shop) -> list[Task]:
    tasks = []
    if site_settings().takes_orders and not can_be_paid(shop, site_settings(), config()):
        title, text = _("Khách chưa có cách nào trả tiền"), _("Ghi tài khoản nhận tiền, hoặc nhận trả khi giao hàng.")
        tasks.append(Task(url_for("seller.shop.bank"), title, text, "warning"))
    if not shop.story:
        title, text = _("Kể câu chuyện của chị"), _("Khách mua vì tin người làm.")
        tasks.append(Task(url_for("seller.shop.edit", section="story"), title, text, "edit"))
    if shop.cover_photo_id is None or shop.portrait_photo_id is None:
        title, text = _("Thêm ảnh cho gian hàng"), _("Một ảnh đầu trang, một ảnh của chị.")
        tasks.append(Task(url_for("seller.shop.edit", section="photos"), title, text, "camera"))
    return tasks
