"""The words of a woman's timeline: for each kind of entry a short title and what is to be said of it."""

from collections.abc import Callable
from typing import Any

from flask_babel import gettext as _

from marketplace.programme.queries import Entry
from marketplace.web.plumbing.formats import day, dong, number
from marketplace.web.words.enterprises import part_role_words
from marketplace.web.words.funding import way_words
from marketplace.web.words.programme import programme_words, support_kinds
from marketplace.web.words.training import outreach_words, topic_words

Line = tuple[str, str]
Facts = dict[str, Any]


def timeline_words(entry: Entry) -> Line:
    """Title and text of an entry."""
    return WORDS[entry.kind](entry.facts)


def _joined(*parts: str | None) -> str:
    return ", ".join(part for part in parts if part)


def _support(f: Facts) -> Line:
    programme = programme_words(f["programme"]).short_name
    return support_kinds()[f["kind"]], _joined(f["idea"], dong(f["amount_dong"]), f["funder"], programme, f["unit"])


def _applied(f: Facts) -> Line:
    kind = support_kinds()[f["kind"]]
    return str(_("Nộp đơn: %(kind)s", kind=kind.lower())), _joined(f["idea"], dong(f["amount_dong"]))


def _visit(f: Facts) -> Line:
    step = _("Việc tiếp theo: %(step)s", step=f["step"]) if f["step"] else ""
    done = _("xong ngày %(day)s", day=day(f["done_on"])) if f["done_on"] else ""
    return f"{way_words()[f['way']]}: {f['name']}", ". ".join(
        part for part in (f["seen"].rstrip("."), _joined(step, done)) if part
    )


def _year(f: Facts) -> Line:
    orders = _("%(count)s đơn, %(amount)s", count=number(f["orders"]), amount=dong(f["amount_dong"]) or "0đ")
    return str(_("Bán hàng năm %(year)d", year=f["year"])), str(orders)


WORDS: dict[str, Callable[[Facts], Line]] = {
    "support": _support,
    "funding_applied": _applied,
    "funding_refused": lambda f: (_("Đơn chưa được duyệt"), f["why"]),
    "money_paid": lambda f: (_("Nhận %(amount)s", amount=dong(f["amount_dong"])), f["funder"]),
    "condition_fulfilled": lambda f: (_("Làm xong điều kiện"), f["text"]),
    "repaid": lambda f: (_("Trả vốn %(amount)s", amount=dong(f["amount_dong"])), ""),
    "funding_closed": lambda f: (_("Kết thúc hồ sơ vốn"), f["result"]),
    "mentor_given": lambda f: (_("Có người đồng hành"), f["name"]),
    "mentor_ended": lambda f: (_("Kết thúc đồng hành"), f["name"]),
    "visit": _visit,
    "class": lambda f: (_("Dự lớp: %(title)s", title=f["title"]), topic_words()[f["topic"]]),
    "outreach": lambda f: (outreach_words()[f["kind"]], f["about"]),
    "idea": lambda f: (_("Ý tưởng: %(title)s", title=f["title"]), ""),
    "idea_supported": lambda f: (_("Trung ương hỗ trợ ý tưởng: %(title)s", title=f["title"]), f["with"]),
    "enterprise": lambda f: (f["name"], part_role_words()[f["role"]]),
    "seller_admitted": lambda f: (_("Được duyệt bán hàng"), f["unit"]),
    "shop_opened": lambda f: (_("Gian hàng mở cửa"), f["name"]),
    "first_product": lambda f: (_("Món hàng đầu tiên"), f["name"]),
    "first_sale": lambda f: (_("Đơn hàng đầu tiên"), f["name"]),
    "sold_in_year": _year,
}
