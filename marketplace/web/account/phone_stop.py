"""The link in the warning to the old phone: one button stops a change of phone that the owner did not ask for."""

from flask import Response, make_response, render_template, request
from flask_babel import gettext as _

from marketplace.accounts.errors import PhoneChangeOver
from marketplace.accounts.models import PhoneChange
from marketplace.accounts.queries import find_phone_change_to_stop
from marketplace.accounts.services.phone_changes import standing_of, stop_phone_change
from marketplace.accounts.states import DONE, STOPPED, TOLD_TO_OLD_PHONE_STATES, WAITING
from marketplace.core.transactions import transaction
from marketplace.people.phones import masked_phone
from marketplace.web.account.lost_phone import over_page
from marketplace.web.parts.proving import never_store


def stop(token: str) -> Response:
    """Explain the change, with one button to stop it; a GET alone, as messengers send for previews, stops nothing."""
    never_store()
    row = find_phone_change_to_stop(token)
    if row is not None and request.method == "POST":
        _stop(row.id)
        row = find_phone_change_to_stop(token)
    if row is None or standing_of(row) not in TOLD_TO_OLD_PHONE_STATES:
        return over_page(row)
    return _page(row)


def _stop(change_id: int) -> None:
    try:
        with transaction():
            stop_phone_change(change_id)
    except PhoneChangeOver:
        return  # the page says how it stands


def _page(row: PhoneChange) -> Response:
    standing = standing_of(row)
    title = {
        WAITING: _("Có người đang đổi số của tài khoản này"),
        STOPPED: _("Đã dừng việc đổi số"),
        DONE: _("Số này đã được đổi rồi"),
    }[standing]
    page = render_template(
        "account/phone_stop/show.html",
        title=title,
        standing=standing,
        owner=row.account.person,
        old_phone=masked_phone(row.old_phone),
        phone=masked_phone(row.new_phone),
        until=row.expires_at,
    )
    return make_response(page)
