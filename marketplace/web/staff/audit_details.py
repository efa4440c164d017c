"""Plain words for the details of an audit entry: why, what was before, what after."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _
from wtforms.fields.core import UnboundField

from marketplace.people.purposes import PURPOSES
from marketplace.web.parts.forms import Form
from marketplace.web.parts.shop_forms import SECTIONS, zone_words
from marketplace.web.plumbing.formats import dong
from marketplace.web.staff.audit_words import subject_words
from marketplace.web.staff.forms.settings import FORMS
from marketplace.web.words.applications import requirement_words
from marketplace.web.words.contests import relation_words
from marketplace.web.words.enterprises import form_words, part_role_words, place_words
from marketplace.web.words.funding import aim_words
from marketplace.web.words.honours import title_words
from marketplace.web.words.money_flow import flow_words
from marketplace.web.words.phone_changes import way_words
from marketplace.web.words.privacy import purpose_words as consent_words
from marketplace.web.words.privacy import trait_words
from marketplace.web.words.programme import indicator_words, support_kinds
from marketplace.web.words.register import ending_words, post_words
from marketplace.web.words.roles import role_words
from marketplace.web.words.training import audience_words, outreach_words, topic_words
from marketplace.web.words.traits import channel_words, opening_words
from marketplace.web.words.units import channel_words as kinds_of_channels
from marketplace.web.words.units import software_words, theme_part_words

TOLD_BY_THE_DEED = ("from", "to", "hash")  # «Duyệt hồ sơ» says where it went; a hash says nothing to people


def purpose_in_words(purpose: str) -> str:
    """The purpose of an act: known codes in words, a person's own text unchanged."""
    if purpose in PURPOSES:
        return str(consent_words()[purpose][0])
    known = {
        "review": _("Xét hồ sơ"),
        "own_account": _("Người bán tự xem số tài khoản của mình"),
        "own_review": _("Người nộp tự xem lại hồ sơ"),
        "send_refund": _("Chuyển tiền hoàn"),
        "listing": _("Duyệt sản phẩm"),
        "support": _("Ghi lượt hỗ trợ"),
        "register": _("Ghi hội viên"),
        "enterprises": _("Ghi doanh nghiệp, mô hình"),
        "contest": _("Nhập ý tưởng dự thi"),
        "mentor": _("Giao người đồng hành"),
        "honour": _("Ghi khen thưởng"),
        **opening_words(),
        "class": _("Ghi danh sách lớp"),
        "outreach": _("Ghi danh sách đợt hướng dẫn"),
    }
    return str(known.get(purpose, purpose))


def detail_names() -> dict[str, str]:
    """The name of each detail; settings and parts of a shop by the labels of their fields."""
    return {
        name: str(label)
        for form in (*SECTIONS.values(), *(made() for made in FORMS.values()))
        for name, label in _labels(form)
    } | (_other_names())


def _labels(form: type[Form]) -> list[tuple[str, Any]]:
    fields = [(name, getattr(form, name)) for name in dir(form) if not name.startswith("_")]
    return [(name, field.args[0]) for name, field in fields if isinstance(field, UnboundField) and field.args]


def _other_names() -> dict[str, str]:
    return {
        "account": _("Tài khoản"),
        "address_line": _("Địa chỉ"),
        "charter_capital_dong": _("Vốn điều lệ"),
        "enterprise": _("Doanh nghiệp, mô hình số"),
        "form": _("Loại hình"),
        "founded_on": _("Ngày thành lập"),
        "is_new": _("Mới thành lập, có Hội hỗ trợ"),
        "place_online": _("Nơi giới thiệu"),
        "role_in_it": _("Tham gia thế nào"),
        "sector": _("Ngành nghề"),
        "shop_id": _("Gian hàng số"),
        "idea_id": _("Ý tưởng số"),
        "supported_from": _("Hội bắt đầu hỗ trợ từ ngày"),
        "aim": _("Để làm gì"),
        "amount_dong": _("Số tiền"),
        "bank_account": _("Tài khoản ngân hàng"),
        "bank_reference": _("Mã giao dịch ngân hàng"),
        "before": _("Trước"),
        "after": _("Sau"),
        "bin": _("Mã ngân hàng"),
        "audience": _("Dành cho"),
        "came": _("Số người có mặt"),
        "came_on": _("Ngày tiền vào"),
        "channel_kind": _("Loại kênh"),
        "course": _("Lớp tập huấn"),
        "channel": _("Đồng ý bằng cách nào"),
        "capacity": _("Số chỗ"),
        "class_id": _("Lớp số"),
        "class_place": _("Địa điểm"),
        "days": _("Kỳ"),
        "decision": _("Quyết định số"),
        "dong": _("Số tiền"),
        "document": _("Văn bản"),
        "done": _("Tiền đã về tới khách"),
        "effective_on": _("Có hiệu lực từ"),
        "entry": _("Ý tưởng dự thi số"),
        "erased": _("Đã xóa"),
        "fields": _("Mục đã sửa"),
        "file": _("Tệp"),
        "funder": _("Nguồn kinh phí"),
        "budget_dong": _("Kinh phí"),
        "found": _("Số người tìm thấy"),
        "given_on": _("Ngày giao"),
        "giver": _("Nơi giao"),
        "has_phone": _("Có số điện thoại"),
        "hash": _("Dấu của nội dung đã xem"),
        "home_province": _("Tỉnh nhà"),
        "indicator": _("Chỉ tiêu"),
        "is_demo": _("Dữ liệu mẫu"),
        "kind": _("Loại"),
        "link": _("Đường dẫn"),
        "logo_photo_id": _("Ảnh dấu hiệu"),
        "money_flow_confirmed_on": _("Ngày xác nhận căn cứ"),
        "name": _("Tên"),
        "name_en": _("Tên tiếng Anh"),
        "note": _("Ghi chú"),
        "on": _("Ngày"),
        "about": _("Cụ thể"),
        "themes": _("Chủ đề năm"),
        "female_said": _("Người thân là nữ"),
        "helpers": _("Ai hướng dẫn"),
        "male_said": _("Người thân là nam"),
        "outreach_id": _("Đợt hướng dẫn số"),
        "outreach_kind": _("Hướng dẫn việc gì"),
        "women_said": _("Số phụ nữ được hướng dẫn"),
        "other": _("Người kia số"),
        "other_than": _("Khác với người số"),
        "paper": _("Giấy số"),
        "people": _("Số người"),
        "parent_id": _("Thuộc đơn vị số"),
        "payment_id": _("Khoản thanh toán số"),
        "phone_change": _("Lần đổi số"),
        "place": _("Chỗ đặt ảnh"),
        "platform_bank_account_masked": _("Số tài khoản của trang"),
        "platform_bank_bin": _("Ngân hàng của trang"),
        "platform_bank_holder": _("Chủ tài khoản của trang"),
        "post": _("Chức vụ"),
        "product_id": _("Sản phẩm số"),
        "programmes": _("Thuộc Đề án"),
        "reason": _("Lý do kết thúc"),
        "record": _("Bản ghi"),
        "records": _("Số dòng"),
        "relation": _("Quan hệ với thí sinh"),
        "removed": _("Đã bỏ"),
        "replaces": _("Thay cho tài khoản số"),
        "requirement": _("Mục của hồ sơ"),
        "role": _("Quyền"),
        "rows": _("Số tin"),
        "slug": _("Quy định"),
        "software": _("Phần mềm"),
        "takes_orders_unregistered": _("Nhận đơn khi chưa đăng ký"),
        "theme": _("Chủ đề năm"),
        "honour_title": _("Hình thức khen thưởng"),
        "title": _("Tên lớp"),
        "topic": _("Nội dung"),
        "trainers": _("Giảng viên"),
        "value": _("Số"),
        "unit": _("Đơn vị"),
        "unit_id": _("Đơn vị Hội số"),
        "verdict": _("Kết quả xem"),
        "version": _("Bản"),
        "way": _("Cách kiểm tra"),
        "why": _("Lý do"),
        "year": _("Năm"),
        "zones": _("Vùng giao hàng"),
    }


def details_words(details: dict[str, Any]) -> list[str]:
    """The details of an entry as short lines, in the order of the names; old and new value side by side."""
    names, before, after = detail_names(), details.get("before"), details.get("after")
    if isinstance(before, dict) and isinstance(after, dict):
        return [
            f"{_named(names, k)}: {_short(k, before.get(k))} → {_short(k, value)}"
            for k, value in _in_order(names, after)
        ]
    told = {k: v for k, v in details.items() if k not in TOLD_BY_THE_DEED and v not in (None, "", [], {})}
    return [f"{_named(names, k)}: {_short(k, value)}" for k, value in _in_order(names, told)]


def _in_order(names: dict[str, str], details: dict[str, Any]) -> list[tuple[str, Any]]:
    """PostgreSQL does not keep the order in which details were written."""
    place = {key: number for number, key in enumerate(names)}
    return sorted(details.items(), key=lambda item: (place.get(item[0], len(place)), item[0]))


def _named(names: dict[str, str], key: str) -> str:
    return names.get(key) or str(_("Thông tin khác"))


def _short(key: str, value: Any) -> str:
    if isinstance(value, bool):
        return str(_("có") if value else _("không"))
    if isinstance(value, list | tuple):
        return ", ".join(_short(key, part) for part in value)
    if isinstance(value, dict):
        return "; ".join(details_words(value))
    if key.endswith("dong") and isinstance(value, int):
        return dong(value)
    text = _value_words(key, str(value)) if value not in (None, "") else "–"
    return text if len(text) <= 80 else text[:79] + "…"


def _value_words(key: str, text: str) -> str:
    """Known codes by their names; any other value unchanged."""
    known: dict[str, Callable[[], str]] = {
        "channel_kind": lambda: kinds_of_channels()[text],
        "aim": lambda: aim_words()[text],
        "audience": lambda: audience_words()[text],
        "erased": lambda: trait_words(text),
        "fields": lambda: detail_names().get(text, text),
        "form": lambda: form_words()[text],
        "place_online": lambda: place_words()[text],
        "role_in_it": lambda: part_role_words()[text],
        "file": lambda: str(_file_words()[text]),
        "indicator": lambda: indicator_words(text).name,
        "channel": lambda: channel_words()[text],
        "kind": lambda: _kind_words(text),
        "money_flow": lambda: str(flow_words()[text][0]),
        "place": lambda: str({"cover": _("Ảnh đầu trang"), "portrait": _("Ảnh người bán")}[text]),
        "outreach_kind": lambda: outreach_words()[text],
        "post": lambda: post_words()[text],
        "record": lambda: subject_words()[text],
        "relation": lambda: relation_words()[text],
        "reason": lambda: ending_words()[text],
        "requirement": lambda: requirement_words(text).name,
        "role": lambda: role_words(text),
        "software": lambda: software_words()[text],
        "honour_title": lambda: title_words()[text],
        "themes": lambda: ", ".join(str(theme_part_words()[part]) for part in text.split(", ") if part),
        "topic": lambda: topic_words()[text],
        "way": lambda: str(way_words()[text][0]),
        "verdict": lambda: _verdict_words(text),
        "zones": lambda: zone_words()[text][0],
    }
    try:
        return known[key]() if key in known else text
    except KeyError:  # written by an older version of the code
        return text


def _file_words() -> dict[str, str]:
    return {
        "table": _("Bảng chỉ tiêu"),
        "list": _("Danh sách"),
        "parts": _("Bảng phân tổ"),
        "channels": _("Bảng kênh của các đơn vị"),
    }


def _verdict_words(text: str) -> str:
    known = {
        "verified": _("Đúng"),
        "waived": _("Miễn"),
        "missing": _("Còn thiếu"),
        "original": _("Đã xem bản gốc"),
    }
    return str(known[text])


def _kind_words(text: str) -> str:
    if text == "account_number":
        return str(_("Số tài khoản"))
    return support_kinds().get(text) or trait_words(text)
