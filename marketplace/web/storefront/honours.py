"""/honours: the women, models and units that the Union honours, while each honour stands."""

from typing import Any

from flask import Response, abort
from flask_babel import gettext as _

from marketplace.core.clock import today
from marketplace.core.runtime import config
from marketplace.honours.queries import PublicHonour, find_public, list_public
from marketplace.honours.titles import PERSON
from marketplace.media.urls import photo_url
from marketplace.web.parts.pictures import card_picture, picture
from marketplace.web.plumbing.page_cache import begin_public_page, public_page
from marketplace.web.storefront.structured import SCHEMA, breadcrumb_data
from marketplace.web.words.honours import awardee_words, level_words, title_of


def index() -> Response:
    """All honours that stand today, the newest decision first."""
    begin_public_page()
    found = list_public()
    return public_page("storefront/honours/index.html", (today(), found), lambda: _list(found))


def show(number: str) -> Response:
    """One honour: citation, decision, and the shop of the honoured woman; gone once it does not stand."""
    begin_public_page()
    found = find_public(number)
    if found is None:
        abort(404)
    return public_page("storefront/honours/show.html", (today(), found), lambda: _context(found))


def honour_data(path: str, honour: PublicHonour) -> dict[str, Any]:
    """A Person or Organization with its award, as schema.org says it."""
    data: dict[str, Any] = {
        "@context": SCHEMA,
        "@type": "Person" if honour.awardee == PERSON else "Organization",
        "name": honour.name,
        "url": config().public_url + path,
        "award": f"{title_of(honour.title, honour.title_said)} ({honour.issuer}, {honour.year})",
        "description": honour.citation,
    }
    if honour.place:
        data["address"] = {"@type": "PostalAddress", "addressLocality": honour.place}
    if honour.photo_id:
        data["image"] = config().public_url + photo_url(honour.photo_id, min(960, honour.photo_width or 960), "jpg")
    return data


def _list(found: tuple[PublicHonour, ...]) -> dict[str, Any]:
    rows = [(row, title_of(row.title, row.title_said), _small(row)) for row in found]
    return {"rows": rows, "awardees": awardee_words()}


def _small(row: PublicHonour) -> Any:
    return card_picture(row.photo_id, row.photo_width, row.photo_height)


def _context(row: PublicHonour) -> dict[str, Any]:
    path = f"/honours/{row.number}"
    trail = [("/", _("Trang chủ")), ("/honours", _("Gương điển hình")), (path, row.name)]
    return {
        "honour": row,
        "path": path,
        "title": title_of(row.title, row.title_said),
        "level": level_words()[row.level],
        "photo_of": picture(row.photo_id, row.name, row.photo_width or 1200, row.photo_height or 1200),
        "data": [honour_data(path, row), breadcrumb_data(trail)],
    }
