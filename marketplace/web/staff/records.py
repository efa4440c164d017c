"""The pages of the records behind a figure, one for each kind of record."""

from collections.abc import Callable

from flask import Response, render_template, url_for

from marketplace.association.queries import get_post, get_unit
from marketplace.catalog.models import Product
from marketplace.catalog.queries import get_product_in
from marketplace.contests.queries.contests import get_contest
from marketplace.contests.queries.ideas import get_idea
from marketplace.contests.queries.movement import get_movement
from marketplace.core.errors import NotFound
from marketplace.enterprises.queries import get_enterprise, get_online_product
from marketplace.orders.models import ShopOrder
from marketplace.orders.queries import get_shop_order_in
from marketplace.orders.states import GOES_BACK_STATES
from marketplace.payments.queries.refunds import refund_lines_of_shop_orders
from marketplace.people.queries import get_person
from marketplace.programme.queries import funding_of_tranche, get_funding, get_support, get_visit, lock_mentorship
from marketplace.shops.models import Shop
from marketplace.shops.queries import get_shop_in, list_opened_shops
from marketplace.training.queries import get_class_by_key, get_outreach
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_scope
from marketplace.web.staff.online_pages import back_of
from marketplace.web.words.programme import confidence_words


def show(kind: str, record_id: int) -> str | Response:
    """Open a record of a figure within the visitor's territory."""
    if kind not in PAGES:
        raise NotFound(kind=kind)
    return PAGES[kind](record_id)


def _support(record_id: int) -> Response:
    row = get_support(record_id, current_scope())
    return see_other(url_for("staff.support.show", person_id=get_person(row.person_id).public_id) + f"#record-{row.id}")


def _idea(record_id: int) -> Response:
    return see_other(url_for("staff.contest_ideas.show", idea_id=get_idea(record_id, current_scope()).id))


def _shop(record_id: int) -> str:
    shop: Shop = get_shop_in(record_id, current_scope())
    return render_template("staff/records/shop.html", shop=shop)


def _product(record_id: int) -> str:
    product: Product = get_product_in(record_id, current_scope())
    return render_template("staff/records/product.html", product=product)


def _unit(record_id: int) -> str:
    unit = get_unit(record_id, current_scope())
    return render_template("staff/records/unit.html", unit=unit, shops=list_opened_shops(unit))


def _cadre_post(record_id: int) -> Response:
    post = get_post(record_id, current_scope())
    return see_other(url_for("staff.women.show", person_id=post.person.public_id) + "#posts")


def _shop_order(record_id: int) -> str:
    part: ShopOrder = get_shop_order_in(record_id, current_scope())
    return render_template(
        "staff/records/shop_order.html",
        part=part,
        subsidy_dong=sum(line.subsidy_dong for line in part.lines),
        back_dong=_goods_back_dong(part),
        confidence_words=confidence_words,
    )


def _goods_back_dong(part: ShopOrder) -> int:
    """What refunds take back of its goods, as the programme counts it: what others paid of them too."""
    if part.money_status not in GOES_BACK_STATES:
        return 0
    lines = refund_lines_of_shop_orders([part.id])[part.id]
    return sum(back.amount_dong + back.subsidy_dong for back in lines if back.order_line_id is not None)


def _enterprise(record_id: int) -> Response:
    row = get_enterprise(record_id, current_scope())
    return see_other(url_for("staff.enterprises.show", enterprise_id=row.id))


def _shown_product(record_id: int) -> str | Response:
    """A product shown online: here, or on a page elsewhere (see the indicator for its two keys)."""
    key, is_elsewhere = divmod(record_id, 2)
    if not is_elsewhere:
        return _product(key)
    return see_other(back_of(get_online_product(key, current_scope()).presence) + "#online")


def _funding(record_id: int) -> Response:
    return see_other(url_for("staff.funding.show", funding_id=get_funding(record_id, current_scope()).id))


def _tranche(record_id: int) -> Response:
    row = funding_of_tranche(record_id, current_scope())
    return see_other(url_for("staff.funding.show", funding_id=row.id) + "#tranches")


def _visit(record_id: int) -> Response:
    row = get_visit(record_id, current_scope())
    return see_other(url_for("staff.support.show", person_id=row.person.public_id) + f"#visit-{row.id}")


def _mentorship(record_id: int) -> Response:
    row = lock_mentorship(record_id, current_scope())
    return see_other(url_for("staff.support.show", person_id=row.woman.public_id) + "#mentors")


def _training_class(record_id: int) -> Response:
    return see_other(url_for("staff.classes.show", code=get_class_by_key(record_id, current_scope()).code))


def _outreach(record_id: int) -> Response:
    return see_other(url_for("staff.outreach.show", outreach_id=get_outreach(record_id, current_scope()).id))


def _contest(record_id: int) -> Response:
    return see_other(url_for("staff.contests.show", contest_id=get_contest(record_id, current_scope()).id))


def _movement(record_id: int) -> Response:
    return see_other(url_for("staff.movements.show", movement_id=get_movement(record_id, current_scope()).id))


PAGES: dict[str, Callable[[int], str | Response]] = {
    "support_record": _support,
    "idea": _idea,
    "funding": _funding,
    "funding_tranche": _tranche,
    "support_visit": _visit,
    "mentorship": _mentorship,
    "shop": _shop,
    "product": _product,
    "shop_order": _shop_order,
    "unit": _unit,
    "enterprise": _enterprise,
    "shown_product": _shown_product,
    "training_class": _training_class,
    "outreach": _outreach,
    "contest": _contest,
    "movement_contest": _movement,
    "cadre_post": _cadre_post,
}
