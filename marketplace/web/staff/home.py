"""The first page of the staff: what waits, the most urgent first, and what an operator has yet to set up."""

from dataclasses import dataclass

from flask import render_template, url_for
from flask_babel import gettext as _

from marketplace.core.runtime import config
from marketplace.web.context import site_settings
from marketplace.web.staff.places import staff_places
from marketplace.web.visitor import current_offices, staff_roles
from marketplace.web.who import OPERATOR_ROLE


@dataclass(frozen=True)
class Task:
    """One large row: where it leads, what waits, and its picture."""

    url: str
    title: str
    text: str
    icon: str


def show() -> str:
    """What waits for this person."""
    return render_template(
        "staff/home/show.html",
        tasks=_tasks(),
        rooms=[place for place in staff_places() if place[0] != "/staff"],
        offices=current_offices(),
        lacks=_lacks() if OPERATOR_ROLE in staff_roles() else [],
    )


def _tasks() -> list[Task]:
    words = {
        "/staff/applications": lambda n: _("%(num)d hồ sơ chờ trả lời", num=n),
        "/staff/listings": lambda n: _("%(num)d sản phẩm chờ xem", num=n),
        "/staff/refunds": lambda n: _("%(num)d khoản hoàn tiền đang chờ", num=n),
        "/staff/money/stray": lambda n: _("%(num)d khoản tiền chưa rõ của đơn nào", num=n),
        "/staff/outbox": lambda n: _("%(num)d tin chưa gửi được", num=n),
    }
    return [
        Task(address, words[address](count), label, icon)
        for address, label, icon, _here, count in staff_places()
        if count and address in words
    ]


def _lacks() -> list[tuple[str, str]]:
    """What the operator has not set up yet: (what, where)."""
    settings, ours = site_settings(), config()
    checks = (
        (not settings.owner_name or not settings.owner_address, _("Chưa ghi đơn vị vận hành và địa chỉ."), "owner"),
        (not settings.is_registered, _("Chưa ghi số đăng ký với Bộ Công Thương."), "owner"),
        (not settings.hotline, _("Chưa có số điện thoại hỗ trợ."), "brand"),
        (ours.sms_gateway_url is None, _("Chưa nối cổng tin nhắn: mã xác nhận không tới được điện thoại."), "messages"),
    )
    return [(text, url_for("staff.settings.group", code=code)) for lacking, text, code in checks if lacking]
