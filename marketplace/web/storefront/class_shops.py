"""/classes/<code>/sell: the code that a class ends with; it leads each of its list to a first product or a shop."""

from flask import Response, flash, render_template, url_for
from flask_babel import gettext as _

from marketplace.association.scope import EVERYTHING
from marketplace.core import throttles
from marketplace.core.errors import TooMany
from marketplace.core.transactions import transaction
from marketplace.sellers.queries import find_seller_of
from marketplace.shops.roles import EDITING_ROLES
from marketplace.training.errors import ClassCancelled
from marketplace.training.models import ClassDraft, Enrolment, TrainingClass
from marketplace.training.queries import draft_of, find_line_of, get_class, lock_class
from marketplace.training.services import scan_for_shop
from marketplace.training.states import CANCELLED, OPEN_STATES
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.visitor import current_account, current_membership, current_person
from marketplace.web.words.limits import too_many_words

OF_PERSON = 30  # an hour


def show(code: str) -> Response | str:
    """Who scanned it before goes on where she stood; anybody else reads what it is for, or why it is not for her."""
    row = get_class(code.upper(), EVERYTHING)
    line = _line_in(row)
    draft = draft_of(line.id) if line is not None else None
    if draft is not None and not draft.is_thrown_away and row.status != CANCELLED:
        return see_other(_way_on(draft))
    return render_template(
        "storefront/classes/sell.html",
        row=row,
        person=current_person(),
        line=line,
        has_shop=_edits_a_shop(),
        is_open=row.status in OPEN_STATES,
    )


def begin(code: str) -> Response:
    """Remember her class, and lead her to the form of her product, or to her application."""
    row = get_class(code.upper(), EVERYTHING)
    person, here = current_person(), url_for("storefront.class_shops.show", code=row.code)
    try:
        with transaction():
            throttles.spend(f"class-shop:{person.id if person else 0}", limit=OF_PERSON, seconds=3600)
            row = lock_class(row.code)
            line = _line_in(row)
            if person is None or line is None:
                return see_other(here)
            way = _way_on(scan_for_shop(line, person))
    except TooMany as refused:
        flash(too_many_words(refused), "warning")
        return see_other(here)
    except ClassCancelled:
        return see_other(here)
    flash(_("Món hàng chị đăng sắp tới được ghi là kết quả của lớp “%(title)s”.", title=row.title), "info")
    return see_other(way)


def _line_in(row: TrainingClass) -> Enrolment | None:
    account = current_account()
    return find_line_of(row.id, account.person, account.phone) if account is not None else None


def _edits_a_shop() -> bool:
    membership = current_membership()
    return membership is not None and membership.role in EDITING_ROLES


def _way_on(draft: ClassDraft) -> str:
    """What she began, the form of a product, the opening of her shop, or her application."""
    if _edits_a_shop():
        product = draft.product
        is_hers = product is not None and product.shop_id == _shop_id()
        return f"/seller/products/{draft.product_id}" if is_hers else "/seller/products/new"
    is_admitted = find_seller_of(draft.person_id) is not None
    return "/seller/shop/open" if is_admitted and current_membership() is None else "/seller/apply"


def _shop_id() -> int | None:
    membership = current_membership()
    return membership.shop_id if membership is not None else None
