"""The visitor's language: the one chosen in this visit, else the account's, else Vietnamese."""

from flask import has_request_context, request, session

from marketplace.web.plumbing.visitor import current_account

LOCALES = ("vi", "en")


def choose_locale() -> str:
    """The language of this request; `?lang=` shows a page once in another language (for hreflang links)."""
    if not has_request_context():
        return "vi"
    asked = request.args.get("lang")
    if asked in LOCALES:
        return asked
    chosen = session.get("locale")
    if chosen in LOCALES:
        return str(chosen)
    account = current_account()
    return account.locale if account and account.locale in LOCALES else "vi"
