"""The side menu of the staff's pages: those this person may open, with counts of what waits there."""

from typing import Any

from flask import Flask, current_app, g, request
from flask_babel import gettext as _
from flask_babel import pgettext

from marketplace.web.plumbing.routing import Route
from marketplace.web.plumbing.visitor import current_offices, current_sign_in, staff_roles
from marketplace.web.staff.waiting import waiting_counts

Place = tuple[str, str, str, bool, int]  # address, label, icon, whether it is this page, how much waits


def install_staff_menu(app: Flask) -> None:
    """Make the side menu available to the layouts of the staff's pages."""
    app.context_processor(_menu)


def _menu() -> dict[str, Any]:
    if not request.path.startswith("/staff"):
        return {"staff_nav": (), "staff_unit": ""}
    return {"staff_nav": staff_places(), "staff_unit": staff_unit_name()}


def staff_places() -> list[Place]:
    """The side menu for this person; empty for visitors not signed in as staff."""
    roles, sign_in = staff_roles(), current_sign_in()
    if not roles or sign_in is None or sign_in.second_factor_at is None:
        return []
    open_to_her = [place for place in _all_places() if _may_open(place[0], roles)]
    here = _longest([address for address, _label, _icon in open_to_her])
    counts = waiting_counts()
    return [(address, label, icon, address == here, counts.get(address, 0)) for address, label, icon in open_to_her]


def staff_unit_name() -> str:
    """The names of the units the officer serves in, for the page header."""
    return ", ".join(office.unit.name for office in current_offices())


def _all_places() -> tuple[tuple[str, str, str], ...]:
    return (
        ("/staff", _("Việc đang chờ"), "home"),
        ("/staff/applications", pgettext("many", "Hồ sơ người bán"), "document"),
        ("/staff/listings", _("Duyệt sản phẩm"), "tag"),
        ("/staff/programmes", _("Các Đề án"), "chart"),
        ("/staff/women", _("Hội viên, cán bộ"), "people"),
        ("/staff/classes", _("Lớp tập huấn"), "calendar"),
        ("/staff/outreach", _("Đợt hướng dẫn"), "phone"),
        ("/staff/support", _("Lượt hỗ trợ"), "heart"),
        ("/staff/enterprises", _("Sổ theo dõi mô hình"), "store"),
        ("/staff/contests", _("Các cuộc thi"), "award"),
        ("/staff/ideas/way", _("Hành trình ý tưởng"), "diamond"),
        ("/staff/imports", _("Nhập danh sách"), "upload"),
        ("/staff/duplicates", _("Có thể là một người"), "user"),
        ("/staff/quality", _("Chất lượng dữ liệu"), "checklist"),
        ("/staff/refunds", _("Hoàn tiền"), "money"),
        ("/staff/money/stray", _("Tiền chưa xác định được đơn"), "bank"),
        ("/staff/money/provider", _("Cổng thanh toán"), "card"),
        ("/staff/units", pgettext("many", "Đơn vị Hội"), "building"),
        ("/staff/channels", _("Fanpage, nhóm Zalo"), "chat"),
        ("/staff/honours", _("Khen thưởng"), "award"),
        ("/staff/full-time", _("Cán bộ chuyên trách"), "checklist"),
        ("/staff/themes", _("Chủ đề năm"), "calendar"),
        ("/staff/officers", _("Cán bộ"), "shield"),
        ("/staff/roles", _("Phân quyền"), "lock"),
        ("/staff/policies", _("Quy định, chính sách"), "document"),
        ("/staff/settings", _("Cài đặt"), "settings"),
        ("/staff/outbox", pgettext("many", "Tin gửi đi"), "send"),
        ("/staff/audit", _("Nhật ký"), "history"),
        ("/staff/gallery", _("Bộ giao diện"), "grid"),
    )


def _may_open(address: str, roles: set[str]) -> bool:
    route = _routes_by_path().get(address)
    return route is not None and route.get is not None and bool(route.get.staff_roles & roles)


def _routes_by_path() -> dict[str, Route]:
    if "routes_by_path" not in g:
        declared: dict[str, list[Route]] = current_app.extensions["routes"]
        g.routes_by_path = {r.path: r for routes in declared.values() for r in routes if r.get is not None}
    return g.routes_by_path  # type: ignore[no-any-return]


def _longest(addresses: list[str]) -> str:
    """The menu entry this page belongs to."""
    path = request.path
    fitting = [a for a in addresses if path == a or path.startswith(a + "/")]
    return max(fitting, key=len, default="")
