"""Areas for the address picker: provinces, communes of one province, or a search by any name in use."""

from typing import Any

from flask import Response, request
from flask_babel import gettext as _

from marketplace.core.versioned_cache import VersionedCache
from marketplace.places.queries import (
    AreaMatch,
    find_area,
    former_names,
    list_communes,
    list_provinces,
    old_names_text,
    places_version,
    search_areas,
)
from marketplace.web.api.answers import answer, encoded, problem

_lists: VersionedCache[bytes] = VersionedCache()
MOST_TYPED = 200


def show() -> Response:
    """`?parent=38`: communes with their former names; `?q=` (and `province=`): a search; else the provinces."""
    typed, parent = request.args.get("q"), request.args.get("parent")
    if typed is not None:
        return _search(typed, request.args.get("province") or parent)
    if parent is None:
        return answer(_lists.get(places_version(), _provinces, "provinces"))
    province = find_area(parent)
    if province is None or province.level != "province":
        return problem(404, _("Không có tỉnh, thành phố nào mang mã này"))
    return answer(_lists.get(places_version(), lambda: _communes(province.code), province.code))


def _provinces() -> bytes:
    return encoded({"areas": [{"code": area.code, "name": area.name} for area in list_provinces()]})


def _communes(province_code: str) -> bytes:
    areas = list_communes(province_code)
    former = former_names([area.code for area in areas])
    rows = [{"code": a.code, "name": a.name, "old": old_names_text(former[a.code])} for a in areas]
    return encoded({"areas": rows})


def _search(typed: str, province_code: str | None) -> Response:
    if len(typed) > MOST_TYPED:
        return problem(422, _("Tên tìm quá dài"), _("Mời gõ tên xã, phường, nhiều nhất 200 chữ cái."))
    matches = search_areas(typed, province_code)
    return answer(encoded({"areas": [row for match in matches for row in _rows(match)]}))


def _rows(match: AreaMatch) -> list[dict[str, Any]]:
    """One row for each commune to choose; a divided former unit offers each successor, marked as ambiguous."""
    shared = {"province": match.province_name, "parent": match.province_code}
    shared |= {"old": match.old_name} if match.old_name else {}
    if not match.ambiguous:
        return [{"code": match.code, "name": match.name, **shared}]
    return [{"code": code, "name": name, "ask": True, **shared} for code, name in match.candidates]
