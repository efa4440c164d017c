"""The first page of an account: links to its pages, and the display preferences."""

from flask import Response, flash, render_template, request, session
from flask_babel import gettext as _

from marketplace.accounts.queries import lock_account
from marketplace.accounts.services.registration import LOCALES, choose_display
from marketplace.core.transactions import transaction
from marketplace.sellers.queries import find_application_of
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.paths import own_path
from marketplace.web.plumbing.visitor import current_account, current_membership, signed_in_person, staff_roles


def show() -> str:
    """The account's home page."""
    return render_template(
        "account/home/show.html",
        account=current_account(),
        is_seller=current_membership() is not None,
        application=find_application_of(signed_in_person().id),
        is_staff=bool(staff_roles()),
    )


def display() -> Response:
    """Store language and large letters."""
    account = current_account()
    assert account is not None  # the route demands it
    locale, large = request.form.get("locale"), request.form.get("large_text") == "1"
    with transaction():
        choose_display(lock_account(account.id), locale=locale, large_text=large)
    if locale in LOCALES:
        session["locale"] = locale
    flash(_("Đã lưu cách hiển thị."), "success")
    return see_other(own_path(request.form.get("next"), "/account"))
