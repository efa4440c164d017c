"""Policy pages for everyone: the text in force, earlier versions, and the facts that follow from the settings."""

from typing import Any

from flask import Response, make_response, request
from flask_babel import get_locale
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.core.runtime import config
from marketplace.payments.registries import most_usual_first
from marketplace.rules.errors import NoSuchPolicy
from marketplace.rules.models import PolicyText
from marketplace.rules.policy_pages import LOCALES, OWNER, PAYMENT
from marketplace.rules.queries import (
    get_policy,
    get_policy_version,
    list_policy_links,
    list_policy_versions,
)
from marketplace.web.parts.policy_text import blocks_of
from marketplace.web.plumbing.brand_colours import brand_sheet
from marketplace.web.plumbing.context import site_settings
from marketplace.web.plumbing.formats import phone
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.plumbing.wording import in_words
from marketplace.web.words.money_flow import flow_words

SHEET_SECONDS = 31_536_000


def index() -> Response:
    """Every policy page."""
    begin_public_page()
    links = tuple(list_policy_links(str(get_locale())))
    return public_page("storefront/policies/index.html", (links, today()), lambda: {"links": links})


def show(slug: str) -> Response:
    """One policy page: the text in force, or the version asked for."""
    begin_public_page()
    text = _asked_text(slug)
    versions = [v for v in list_policy_versions(slug, text.locale) if v.version != text.version]
    facts = (slug, text.locale, text.version, len(versions), today())
    return public_page("storefront/policies/show.html", facts, lambda: _context(text, versions))


def sheet(name: str) -> Response:
    """The style sheet of the operator's colours; cached for long, because its name changes with its content."""
    response = make_response(brand_sheet(site_settings()))
    response.headers["Content-Type"] = "text/css; charset=utf-8"
    response.headers["Cache-Control"] = f"public, max-age={SHEET_SECONDS}, immutable"
    return response


def _asked_text(slug: str) -> PolicyText:
    locale, asked = _asked_language(), request.args.get("version", "")
    if not asked:
        return get_policy(slug, locale)
    if not (asked.isascii() and asked.isdigit() and len(asked) <= 6):
        raise NoSuchPolicy(slug=slug)
    try:
        return get_policy_version(slug, locale, int(asked))
    except NoSuchPolicy:
        return get_policy_version(slug, "vi", int(asked))


def _asked_language() -> str:
    """The language of the text: the one named by a link in an order, else the visitor's."""
    asked = request.args.get("language", "")
    return asked if asked in LOCALES else str(get_locale())


def _context(text: PolicyText, versions: list[PolicyText]) -> dict[str, Any]:
    return {
        "text": text,
        "blocks": blocks_of(text.body),
        "versions": versions,
        "is_current": get_policy(text.slug, text.locale).version == text.version,
        "is_to_come": text.effective_on > today(),
        "facts": _facts_of(text.slug),
    }


def _facts_of(slug: str) -> list[tuple[str, str]]:
    """Facts from the settings that a policy page must state."""
    settings = site_settings()
    if slug == OWNER:
        rows = (
            (_("Đơn vị vận hành"), settings.owner_name),
            (_("Địa chỉ trụ sở"), settings.owner_address),
            (_("Người đại diện theo pháp luật"), settings.owner_representative),
            (_("Số đăng ký"), settings.registration_number),
            (_("Ngày đăng ký"), settings.registration_date),
            (_("Nơi cấp"), settings.registration_place),
            (_("Điện thoại"), phone(settings.hotline)),
            (_("Zalo"), settings.zalo),
            (_("Email"), settings.email),
        )
        return [(term, value or _("đang cập nhật")) for term, value in rows]
    if slug == PAYMENT:
        flow, meaning = flow_words()[settings.money_flow]
        return [(_("Dòng tiền"), f"{flow}. {meaning}"), (_("Đang nhận"), ", ".join(_ways()) or _("chưa nhận đặt hàng"))]
    return []


def _ways() -> list[str]:
    settings = site_settings()
    if not settings.takes_orders:
        return []
    taken = [method for method in most_usual_first() if method.is_taken(settings, config())]
    return [in_words(method.words.short_name) for method in taken]
