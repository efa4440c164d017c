"""What is left to the operator about money at payment providers, and whether both books say the same."""

from collections import defaultdict
from collections.abc import Mapping

import wtforms
from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from marketplace.core.errors import Conflict, Invalid
from marketplace.core.transactions import in_transaction
from marketplace.payments.errors import SharedOutOtherwise
from marketplace.payments.models import ProviderTask
from marketplace.payments.queries.provider_tasks import get_provider_task, last_comparison, list_provider_tasks
from marketplace.payments.registries import configured_providers
from marketplace.payments.services.made_there import can_be_shared_out, share_out_refund
from marketplace.payments.services.provider_tasks import settle_task
from marketplace.web.parts.forms import AtMost, Form, Required
from marketplace.web.parts.number_fields import CountField, DongField
from marketplace.web.plumbing.answers import see_other, told
from marketplace.web.plumbing.formats import dong
from marketplace.web.plumbing.posted_form import put_aside, put_aside_before, wants_later
from marketplace.web.plumbing.visitor import operator_actor
from marketplace.web.words.provider_tasks import detail_words, settled_words, task_words

INDEX = "staff.provider_tasks.index"


class DoneForm(Form):
    """How a task was dealt with."""

    note = wtforms.StringField(
        _l("Đã làm gì?"), [Required(_l("Vui lòng ghi một câu đã làm gì, để sau này xem lại.")), AtMost(200)]
    )


class ChosenGoods(Form):
    """For which pieces money was given back; a box for each order line and each shop's shipping is added."""

    note = wtforms.StringField(
        _l("Lý do"), [Required(_l("Vui lòng ghi một câu lý do, để sau này xem lại.")), AtMost(200)]
    )


def index() -> str:
    """Open tasks, due first, or those that are done; and the last comparison."""
    tab = "done" if request.args.get("tab") == "done" else "open"
    return render_template(
        "staff/provider_tasks/index.html",
        tasks=list_provider_tasks(settled=tab == "done"),
        tab=tab,
        task_words=task_words,
        comparisons=[
            (provider.name, last_comparison(provider.code), last_comparison(provider.code, finished=True))
            for provider in configured_providers()
        ],
    )


def show(task_id: int) -> str | Response:
    """One task: what happened, what to do, and the note that ends it."""
    task, form = get_provider_task(task_id), DoneForm(request.form)
    if request.method == "GET":
        return _page(task, DoneForm(put_aside_before()))
    if wants_later():
        return put_aside()
    if not form.validate():
        return make_response(_page(task, form), 422)
    note = form.note.data
    try:
        in_transaction(lambda: settle_task(task_id, note=note, by=operator_actor()))
        flash(_("Đã ghi."), "success")
    except Conflict as refused:
        flash(*told(refused, _("Đã ghi."), _("Việc này vừa được người khác làm xong.")))
    return see_other(url_for(INDEX))


def share_out(task_id: int) -> str | Response:
    """For which goods the money was given back: then it stands in the order like any refund."""
    task = get_provider_task(task_id)
    goods = _goods_form(task)
    if not goods.validate():
        return make_response(_page(task, DoneForm(), goods), 422)
    chosen, note = _chosen(task, goods), goods.note.data
    try:
        in_transaction(lambda: share_out_refund(task_id, chosen, note=note, by=operator_actor()))
        flash(_("Đã ghi khoản hoàn vào đơn."), "success")
    except SharedOutOtherwise as fault:
        return _again(task, goods, _("Các sản phẩm đã chọn là %(amount)s.", amount=dong(fault.chosen_dong)))
    except (Invalid, Conflict):
        return _again(task, goods, _("Đơn không còn đủ số lượng này để hoàn. Mời xem lại."))
    return see_other(url_for(INDEX))


def _again(task: ProviderTask, goods: wtforms.Form, fault: str) -> Response:
    wanted = _("Cần đúng %(amount)s.", amount=dong(-task.held_dong))
    goods.note.errors = [*goods.note.errors, f"{fault} {wanted}"]
    return make_response(_page(get_provider_task(task.id), DoneForm(), goods), 422)


def _page(task: ProviderTask, form: DoneForm, goods: wtforms.Form | None = None) -> str:
    return render_template(
        "staff/provider_tasks/show.html",
        task=task,
        words=task_words(task),
        detail=detail_words(task),
        settled=settled_words(task),
        form=form,
        goods=goods or (_goods_form(task) if can_be_shared_out(task) else None),
    )


def _goods_form(task: ProviderTask) -> wtforms.Form:
    fields: dict[str, wtforms.Field] = {}
    for part in task.payment.parts if task.payment else ():
        for line in part.shop_order.lines:
            name = f"{part.shop_order.number}: {line.product_name}"
            fields[f"line_{line.id}"] = CountField(
                _("%(name)s, mấy món trong %(num)d", name=name, num=line.quantity), most=line.quantity
            )
        fields[f"shipping_{part.shop_order_id}"] = DongField(
            _("%(number)s: phí giao hàng", number=part.shop_order.number)
        )
    return type("GoodsOfTask", (ChosenGoods,), fields)(request.form)


def _chosen(task: ProviderTask, goods: wtforms.Form) -> Mapping[int, tuple[Mapping[int, int], int]]:
    assert task.payment is not None
    pieces: dict[int, dict[int, int]] = defaultdict(dict)
    for part in task.payment.parts:
        for line in part.shop_order.lines:
            if wanted := goods[f"line_{line.id}"].count:
                pieces[part.shop_order_id][line.id] = wanted
    return {
        part.shop_order_id: (pieces[part.shop_order_id], goods[f"shipping_{part.shop_order_id}"].dong or 0)
        for part in task.payment.parts
    }
