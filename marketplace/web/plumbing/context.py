"""The context of every template: site, visitor, formats, links."""

from dataclasses import dataclass
from typing import Any

from flask import Flask, g, request
from flask_babel import get_locale
from flask_babel import gettext as _

from marketplace.core.runtime import config
from marketplace.core.versions import SITE, version_of
from marketplace.media.urls import photo_url
from marketplace.notifications.queries import count_unread
from marketplace.payments.registries import METHODS
from marketplace.payments.shape import AT_HANDOVER
from marketplace.site.queries import current_settings
from marketplace.site.settings import SiteSettings
from marketplace.web.plumbing.assets import asset
from marketplace.web.plumbing.brand_colours import brand_sheet_url
from marketplace.web.plumbing.cart_cookie import cart_count
from marketplace.web.plumbing.formats import FILTERS
from marketplace.web.plumbing.frame import frame_of
from marketplace.web.plumbing.gate import csrf_field, may_open
from marketplace.web.plumbing.once import once_field
from marketplace.web.plumbing.posted_form import kept_words
from marketplace.web.plumbing.visitor import current_account, current_membership, current_person, staff_roles
from marketplace.web.plumbing.wording import in_words, install_gettext

SAVING = ("seller.", "staff.")  # audiences whose forms are mostly saved


def install_context(app: Flask) -> None:
    """Register template filters and globals."""
    app.jinja_env.filters.update(FILTERS)
    offered: dict[str, Any] = {"asset": asset, "csrf_field": csrf_field, "photo_url": photo_url}
    offered |= {"unread_notices": unread_notices, "in_words": in_words, "once_field": once_field}
    offered |= {"kept_words": kept_words, "may_open": may_open, "undone_words": undone_words}
    app.jinja_env.globals.update(offered)
    app.context_processor(shared_context)
    install_gettext(app)


def undone_words() -> str:
    """What a form with errors has not done: an order placed, something saved, else something sent."""
    endpoint = request.endpoint or ""
    if endpoint.startswith("storefront.checkout."):
        return str(_("Chưa đặt được hàng."))
    if endpoint.startswith(SAVING) and not endpoint.startswith("seller.orders."):
        return str(_("Chưa lưu được."))
    return str(_("Chưa gửi được."))


def unread_notices() -> int:
    """How many unread notices the visitor has, counted once a request; only layouts of personal pages ask."""
    person = current_person()
    if "unread_notices" not in g:
        g.unread_notices = count_unread(person.id) if person else 0
    return g.unread_notices  # type: ignore[no-any-return]


def site_version() -> int:
    """The site's version, read once a request."""
    if "site_version" not in g:
        g.site_version = version_of(SITE)
    return g.site_version  # type: ignore[no-any-return]


def site_settings() -> SiteSettings:
    """The settings in force for this request."""
    return current_settings(site_version())


@dataclass(frozen=True)
class Site:
    """The installation as templates see it."""

    settings: SiteSettings
    banner: str
    logo_url: str

    def __getattr__(self, name: str) -> Any:
        return getattr(self.settings, name)

    @property
    def style_url(self) -> str:
        """The address of the style sheet with the operator's colours; «» while the design's own are used."""
        return brand_sheet_url(self.settings)

    @property
    def pays_at_door(self) -> bool:
        """Whether a payment method is in use by which nothing is paid before delivery."""
        taken = [method for method in METHODS.all().values() if method.is_taken(self.settings, config())]
        return any(method.confirmed_by == AT_HANDOVER for method in taken)

    @property
    def registration_text(self) -> str:
        """The platform's registration for the footer, or that it is still on trial."""
        s = self.settings
        return registration_words(s.registration_number, s.registration_date, s.registration_place)


def registration_words(number: str, date: str, place: str) -> str:
    """A platform's registration in words; without a number and a day it is still on trial."""
    if not (number and date):
        return str(_("Gian hàng đang chạy thử, chưa đăng ký chính thức với Bộ Công Thương."))
    return str(_("Đăng ký sàn số %(number)s, ngày %(date)s, %(place)s", number=number, date=date, place=place))


def shared_context() -> dict[str, Any]:
    """Site, visitor and frame for layouts; costs no query beyond the site's version on public pages."""
    settings = site_settings()
    version = site_version()
    frame = frame_of(version, str(get_locale()))
    person = current_person()
    return {
        "site": Site(settings, _banner(settings), _logo(settings)),
        "person": person,
        "roles": visible_roles(),
        "policies": frame.policies,
        "nav_categories": frame.categories,
        "locale": str(get_locale()),
        "cart_count": cart_count(),
        "large_text": reads_large(),
        "here": request.full_path.rstrip("?"),
    }


def frame_facts() -> tuple[str, int, bool, frozenset[str], int | None, bool]:
    """All that the frame of a public page shows of visitor and site, as part of the page's cache key.

    Anything more that layouts show must be added here; a test compares them.
    """
    signed_in = current_person() is not None
    return (str(get_locale()), site_version(), signed_in, visible_roles(), cart_count(), reads_large())


def visible_roles() -> frozenset[str]:
    """The roles of the visitor that decide which links the frame shows: seller, staff."""
    if current_person() is None:
        return frozenset()
    parts = {"seller": current_membership() is not None, "staff": bool(staff_roles())}
    return frozenset(part for part, is_hers in parts.items() if is_hers)


def reads_large() -> bool:
    """Whether the visitor's account is set to large letters."""
    account = current_account()
    return account is not None and account.large_text


def _banner(settings: SiteSettings) -> str:
    if settings.is_demo:
        return str(_("Bản dùng thử, không giao dịch thật"))
    return "" if settings.is_registered else str(_("Đang thử nghiệm: chưa nhận đặt hàng."))


def _logo(settings: SiteSettings) -> str:
    return photo_url(settings.logo_photo_id, 160) if settings.logo_photo_id else ""
