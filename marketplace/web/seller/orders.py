"""A shop's orders: those that wait for the seller first, one order with its next step, and the slip to print."""

from collections.abc import Callable
from typing import Any

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.core.actors import Actor
from marketplace.core.errors import Conflict, Invalid, NotFound
from marketplace.core.folding import tidy
from marketplace.core.states import history_of
from marketplace.core.transactions import transaction
from marketplace.inventory.queries import stock_of
from marketplace.orders.models import OrderLine, ShopOrder
from marketplace.orders.policies import can_see_customer
from marketplace.orders.queries import (
    TABS,
    count_by_tab,
    get_shop_order,
    list_shop_orders,
    lock_shop_order,
)
from marketplace.orders.services import fulfilment
from marketplace.orders.services.cancelling import release_unpaid
from marketplace.orders.states import (
    ACCEPTED,
    DECLINABLE_STATES,
    DELIVERED,
    GOES_BACK_STATES,
    KEPT_STATES,
    PACKED,
    SHIPPED,
    UNDELIVERED,
    UNPAID,
)
from marketplace.payments.errors import NothingToPay
from marketplace.payments.queries.order_money import kept_dong
from marketplace.payments.queries.payments import find_pending_for, said_and_ended
from marketplace.payments.queries.provider_tasks import disputed
from marketplace.payments.queries.refunds import refunds_of
from marketplace.payments.queries.ways import is_cash_expected, seller_sees, way_of_paying
from marketplace.payments.services.transfers import collect_cash
from marketplace.shipping.errors import BadTracking
from marketplace.shipping.registries import CARRIERS
from marketplace.shops.roles import EDITING_ROLES, MONEY_ROLES
from marketplace.web.parts.contract_views import opens_before_taking
from marketplace.web.parts.forms import AtMost, Form, too_long_words
from marketplace.web.parts.pictures import picture
from marketplace.web.parts.timelines import timeline_of
from marketplace.web.plumbing.answers import see_other, told
from marketplace.web.plumbing.formats import dong
from marketplace.web.plumbing.visitor import current_membership, current_shop, seller_actor
from marketplace.web.plumbing.wording import in_words
from marketplace.web.seller.order_mistakes import withdrawable
from marketplace.web.words.money import HOURS, refund_task_words
from marketplace.web.words.orders import (
    carrier_words,
    decline_reasons,
    failure_reasons,
    is_paid_at_door,
    method_words,
    money_words,
    refusal_reasons,
    seller_words,
    tracking_url,
)

SOLD_OUT = "sold_out"  # the reason after which the seller is asked about stock her shop still offers
OTHER = "other"  # the reason that the seller gives in her own words
MOST_WORDS = 200  # letters of a reason in the seller's own words
WITH_SLIP = (ACCEPTED, PACKED, SHIPPED, UNDELIVERED)  # while a parcel is to go out, or is under way
REFUSED, NOT_REACHED = "refused", "undelivered"  # what became of a parcel at the door
Act = Callable[[ShopOrder, Actor], Any]


class HandOverForm(Form):
    """How the parcel leaves."""

    carrier = wtforms.RadioField(_l("Gửi bằng cách nào"), validate_choice=False)
    carrier_name = wtforms.StringField(_l("Tên bưu cục hoặc đơn vị giao hàng"), [AtMost(60)])
    tracking_number = wtforms.StringField(_l("Mã vận đơn"), [AtMost(40)])

    def validate_carrier(self, field: wtforms.Field) -> None:
        """One of the ways there are."""
        if field.data not in CARRIERS:
            raise wtforms.ValidationError(_("Mời chị chọn cách gửi hàng."))

    def validate_tracking_number(self, field: wtforms.Field) -> None:
        """Required of carriers that give a receipt; without it the customer cannot track the parcel."""
        known = CARRIERS.all().get(self.carrier.data)
        if known is not None and known.needs_tracking and not field.data:
            raise wtforms.ValidationError(_("Mời chị ghi mã vận đơn in trên biên lai gửi hàng."))


def index() -> str:
    """The shop's orders of one tab; what is due soonest comes first."""
    tab = request.args.get("tab", "new")
    if tab not in TABS:
        raise NotFound(tab=tab)
    page = list_shop_orders(current_shop(), tab, request.args.get("after"))
    counts = count_by_tab(current_shop())
    return render_template(
        "seller/orders/index.html",
        page=page,
        tab=tab,
        own_tabs=[(url_for("seller.orders.index", tab=code), text, counts[code]) for code, text in _tabs().items()],
        current=url_for("seller.orders.index", tab=tab),
        words=seller_words,
        picture=picture,
        says_state=len(TABS[tab]) > 1,
    )


def show(number: str) -> str:
    """One order: what the seller receives and when, its lines, and the next step."""
    with transaction():
        fulfilment.note_seen(lock_shop_order(number, shop=current_shop()))
    return _page(number)


def slip(number: str) -> str:
    """What the post office needs, on A6 or A5, with what to collect; only of a parcel that goes out."""
    part = get_shop_order(number, shop=current_shop())
    if part.status not in WITH_SLIP or not can_see_customer(part):
        raise NotFound(number=number)
    return render_template(
        "seller/orders/slip.html",
        part=part,
        collect_dong=part.total_dong if part.money_status == UNPAID else 0,
        may_open=opens_before_taking(part),
        said=said_and_ended([part.id]).get(part.id),
        weight_g=sum(line.weight_g * line.quantity for line in part.lines),
    )


def accept(number: str) -> Response:
    """Accept the order."""
    return _do(number, lambda part, by: fulfilment.accept(part, by=by), _("Đã nhận đơn. Khách đã được báo."))


def _decline_page(part: ShopOrder, *, fault: str = "", typed: str = "") -> str:
    return render_template(
        "seller/orders/decline.html",
        part=part,
        reasons=decline_reasons(),
        paid_dong=kept_dong(part),
        is_partly_back=part.money_status in GOES_BACK_STATES,
        fault=fault,
        typed=typed,
        chosen=request.form.get("reason", ""),
    )


def decline(number: str) -> str | Response:
    """Decline the order; the customer reads why."""
    part = get_shop_order(number, shop=current_shop())
    if part.status not in DECLINABLE_STATES:
        return _not_any_more(part)
    if request.method == "GET":
        return _decline_page(part)
    reason = _reason(decline_reasons())
    if not reason:
        page = _decline_page(part, fault=_reason_fault(), typed=request.form.get("words", ""))
        return make_response(page, 422)
    done = _("Đã báo khách là chị không nhận đơn này. Hàng đã cộng lại vào kho.")
    if part.is_in_preparation:
        done = _("Đã hủy đơn và báo khách. Hàng đã cộng lại vào kho.")
    answer = _do(number, lambda part, by: fulfilment.decline(part, by=by, reason=reason), done)
    return see_other(url_for("seller.orders.show", number=number, sold_out=1)) if reason == SOLD_OUT else answer


def _not_any_more(part: ShopOrder) -> Response:
    """Back to an order that cannot be declined: ended, on its way, or not paid yet, as its state says."""
    state = seller_words(part).text
    flash(_("Đơn này không từ chối hay hủy ở đây được: %(state)s.", state=state), "warning")
    return see_other(url_for("seller.orders.show", number=part.number))


def pack(number: str) -> Response:
    """The parcel is ready."""
    return _do(number, lambda part, by: fulfilment.pack(part, by=by), _("Đã đóng gói. Bước tiếp theo: gửi hàng đi."))


def unpack(number: str) -> Response:
    """It is not packed after all: one step back."""
    return _do(number, lambda part, by: fulfilment.unpack(part, by=by), _("Đã lùi lại một bước: đơn chưa đóng gói."))


def hand_over(number: str) -> str | Response:
    """The parcel leaves the shop, for the first time or again."""
    form = HandOverForm(request.form)
    if not form.validate():
        return make_response(_page(number, form), 422)
    try:
        return _do(number, lambda part, by: _send(part, by, form), _("Đã ghi hàng gửi đi. Khách đã được báo."))
    except BadTracking:
        form.tracking_number.errors = [_("Mã vận đơn chỉ gồm chữ và số, ví dụ EE123456789VN.")]
        return make_response(_page(number, form), 422)


def _send(part: ShopOrder, by: Actor, form: HandOverForm) -> Any:
    verb = fulfilment.send_again if part.status == "undelivered" else fulfilment.hand_over
    return verb(
        part,
        by=by,
        carrier=form.carrier.data,
        carrier_name=form.carrier_name.data or "",
        tracking_number=form.tracking_number.data or "",
    )


def deliver(number: str) -> Response:
    """Record delivery; where cash was expected at the door, the seller says whether she collected it."""

    def act(part: ShopOrder, by: Actor) -> None:
        fulfilment.deliver(part, by=by)
        if request.form.get("collected") == "yes" and is_cash_expected(part.id):
            collect_cash(part, by=by)

    done = _("Đã ghi nhận giao xong. Bấm nhầm thì chị sửa lại được trong %(hours)d giờ.", hours=HOURS)
    return _do(number, act, done)


def collect(number: str) -> Response:
    """Record cash collected after delivery was recorded; before delivery no cash can be collected."""

    def act(part: ShopOrder, by: Actor) -> None:
        if part.status != DELIVERED:
            raise NothingToPay(order_number=part.order.number)
        collect_cash(part, by=by)

    done = _(
        "Đã ghi nhận tiền mặt. Xem ở mục “Tiền về”. Bấm nhầm thì chị sửa lại được trong %(hours)d giờ.", hours=HOURS
    )
    return _do(number, act, done)


def fail(number: str) -> str | Response:
    """Record a failed delivery: refused at the door, or nobody found."""
    what = request.form.get("what", "")
    if what not in _failures():
        raise NotFound(what=what)
    reason = _reason(_failures()[what])
    if not reason and get_shop_order(number, shop=current_shop()).status == SHIPPED:
        return make_response(_page(number, failed=what), 422)
    if what == REFUSED:
        done = _("Đã ghi: khách không nhận. Khi hàng về, chị bấm “Hàng đã về”.")
        return _do(number, lambda part, by: fulfilment.refuse(part, by=by, reason=reason), done)
    done = _("Đã ghi: chưa giao được. Chị có thể gửi lại.")
    return _do(number, lambda part, by: fulfilment.fail_delivery(part, by=by, reason=reason), done)


def _failures() -> dict[str, dict[str, str]]:
    """The kinds of failed delivery, each with its reasons."""
    return {REFUSED: refusal_reasons(), NOT_REACHED: failure_reasons()}


def take_back(number: str) -> Response:
    """Record that the parcel is back."""
    part = get_shop_order(number, shop=current_shop())
    done = _("Hàng đã cộng lại vào kho. Đơn này chưa ghi nhận tiền của khách nên không phải hoàn.")
    if back_dong := kept_dong(part):
        done = _(
            "Hàng đã cộng lại vào kho. Khách đã trả %(amount)s: xem việc hoàn tiền bên dưới.",
            amount=dong(back_dong),
        )
    return _do(number, lambda part, by: fulfilment.take_back(part, by=by), done)


def release(number: str) -> Response:
    """Cancel an order that is not paid yet."""
    done = _("Đã hủy đơn chưa trả tiền. Hàng bán tiếp được.")
    return _do(number, lambda part, by: release_unpaid(part, by=by), done)


def _do(number: str, act: Act, done: str) -> Response:
    try:
        with transaction():
            act(lock_shop_order(number, shop=current_shop()), seller_actor())
        flash(done, "success")
    except BadTracking:
        raise
    except (Conflict, Invalid) as refused:
        changed = _("Đơn này vừa thay đổi. Chị xem lại bước hiện tại bên dưới nhé.")
        flash(*told(refused, done, changed))
    return see_other(url_for("seller.orders.show", number=number))


def _is_of_money() -> bool:
    membership = current_membership()
    return membership is not None and membership.role in MONEY_ROLES


def _sold_out(part: ShopOrder) -> list[tuple[OrderLine, int]]:
    """After a decline because of stock: the lines whose variants are still on sale, and how many pieces."""
    membership = current_membership()
    asked = SOLD_OUT in request.args and part.end_reason == SOLD_OUT
    if not asked or membership is None or membership.role not in EDITING_ROLES:
        return []
    left = stock_of(line.variant_id for line in part.lines)
    return [(line, left[line.variant_id]) for line in part.lines if left.get(line.variant_id, 0) > 0]


def _page(number: str, form: HandOverForm | None = None, failed: str = "") -> str:
    part = get_shop_order(number, shop=current_shop())
    way = way_of_paying(part)
    form = form or HandOverForm(carrier=part.carrier)
    form.carrier.choices = [(code, carrier_words(code)) for code in CARRIERS.all()]
    return render_template(
        "seller/orders/show.html",
        part=part,
        form=form,
        words=seller_words(part, is_said=way.is_said),
        money=seller_sees(part, way),
        paid=money_words(part, way.method, is_said=way.is_said),
        is_kept=part.money_status in KEPT_STATES,
        is_at_door=is_paid_at_door(part, way.method),
        method=method_words(way.method),
        steps=timeline_of(part, history_of("shop_order", [part.id])[part.id]),
        failures=_failures(),
        failed=failed,
        fault=_reason_fault() if failed else "",
        typed=request.form.get("words", ""),
        chosen=request.form.get("reason", ""),
        has_slip=part.status in WITH_SLIP,
        carrier_words=carrier_words,
        tracking_url=tracking_url,
        carrier_notes={code: (in_words(carrier.words.note), None) for code, carrier in CARRIERS.all().items()},
        picture=picture,
        can_see_customer=can_see_customer(part),
        sold_out=_sold_out(part),
        said=said_and_ended([part.id]).get(part.id),
        to_check=[payment for payment in find_pending_for(part.id) if way.is_said and payment.payee_shop_id],
        may_confirm=_is_of_money(),
        refunds=[refund for refund in refunds_of(part.order_id) if refund.shop_order_id == part.id],
        refund_task=refund_task_words,
        dispute=disputed([part.id]).get(part.id),
        withdrawable=withdrawable(part),
        hours=HOURS,
    )


def _reason(known: dict[str, str]) -> str:
    chosen = request.form.get("reason", "")
    words = tidy(request.form.get("words", ""))
    if chosen == OTHER:
        return words if len(words) <= MOST_WORDS else ""
    return chosen if chosen in known and not words else ""


def _reason_fault() -> str:
    """What is missing: a reason, the words of another one, or that one's tick where words were written."""
    chosen, words = request.form.get("reason", ""), tidy(request.form.get("words", ""))
    if len(words) > MOST_WORDS:
        return too_long_words(MOST_WORDS)
    if chosen == OTHER:
        return str(_("Mời chị ghi lý do bằng lời, khách sẽ đọc."))
    if words and chosen:
        return str(_("Chị đã ghi lời riêng: mời chọn “Lý do khác” để gửi lời ấy, hoặc xóa lời ấy đi."))
    return str(_("Mời chị chọn một lý do."))


def _tabs() -> dict[str, str]:
    return {
        "new": _("Đơn mới"),
        "packing": _("Cần đóng gói, gửi"),
        "shipping": _("Đang giao"),
        "waiting": _("Chờ khách trả tiền"),
        "done": _("Đã giao"),
        "ended": _("Đã hủy"),
    }
