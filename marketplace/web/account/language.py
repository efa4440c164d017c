"""Choosing a language, for everyone: kept in the visit, and on the account of a signed-in visitor."""

from urllib.parse import urlsplit

from flask import Response, request, session

from marketplace.accounts.queries import lock_account
from marketplace.accounts.services.registration import LOCALES, choose_display
from marketplace.core.transactions import transaction
from marketplace.web.plumbing.answers import see_other
from marketplace.web.plumbing.paths import own_path
from marketplace.web.plumbing.visitor import current_account


def choose() -> Response:
    """Switch to Vietnamese or English and go back to the page this came from."""
    locale = request.form.get("locale")
    if locale in LOCALES:
        session["locale"] = locale
        account = current_account()
        if account is not None and account.locale != locale:
            with transaction():
                choose_display(lock_account(account.id), locale=locale)
    return see_other(_came_from())


def _came_from() -> str:
    parts = urlsplit(request.headers.get("Referer", ""))
    if parts.netloc != request.host:
        return "/"
    path = parts.path + (f"?{parts.query}" if parts.query else "")
    return own_path(path, "/")
