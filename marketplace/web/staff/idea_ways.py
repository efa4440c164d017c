"""«Hành trình ý tưởng»: of the honoured ideas, how many have an enterprise, a shop, sales; each opens its list."""

from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.programme.queries import ideas as ways
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.staff.contests import veiled_ideas, words
from marketplace.web.words.contests import honour_words

FIRST_YEAR = 2017


def show() -> str:
    """The numbers, and the list behind one of them."""
    step = request.args.get("step", ways.ALL)
    step = step if step in ways.STEPS else ways.ALL
    year = _year()
    counts = ways.count_ways(current_scope(), year)
    return render_template(
        "staff/ideas/ways.html",
        counts=counts,
        stats=[(counts[code], text, _address(code, year), None) for code, text in step_words().items()],
        step=step,
        step_text=step_words()[step],
        page=ways.list_ways(current_scope(), step, year, request.args.get("after")),
        year=year,
        years=range(today().year, FIRST_YEAR - 1, -1),
        honour_words=honour_words,
        rule_words={ways.NAMED: _("ghi rõ từ ý tưởng này"), ways.LATER: _("tác giả lập sau khi có ý tưởng")},
        lately_days=ways.LATELY.days,
        veiled=veiled_ideas(),
        **words(),
    )


def step_words() -> dict[str, str]:
    """What each step is called."""
    return {
        ways.ALL: _("ý tưởng được tôn vinh"),
        ways.FOUNDED: _("đã thành lập doanh nghiệp, mô hình"),
        ways.SHOP: _("mở gian hàng sau khi có ý tưởng"),
        ways.SHOP_BEFORE: _("đã có gian hàng từ trước"),
        ways.SOLD: _("đã bán được hàng từ khi có ý tưởng"),
        ways.TRADING: _("đang bán hàng (có đơn trong 90 ngày)"),
        ways.NATIONAL: _("được cấp Trung ương hỗ trợ"),
    }


def _year() -> int | None:
    typed = request.args.get("year", "")
    return int(typed) if typed.isascii() and typed.isdigit() and len(typed) == 4 and int(typed) >= FIRST_YEAR else None


def _address(step: str, year: int | None) -> str:
    narrowed: dict[str, Any] = {"step": step, "year": year}
    return url_for("staff.idea_ways.show", **narrowed) + "#list"
