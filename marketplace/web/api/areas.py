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
from marketplace.web.words.places import former_words, place_name

_lists: VersionedCache[bytes] = VersionedCache()
MOST_TYPED = 200


def show() -> Response:
    """`?parent=38`: communes with their former names; `?q=`: a search (`province=` in one province only, `near=` with
    those of one province first); else the provinces."""
    typed, parent = request.args.get("q"), request.args.get("parent")
    if typed is not None:
        return _search(typed)
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


def _search(typed: str) -> Response:
    if len(typed) > MOST_TYPED:
        return problem(422, _("Tên tìm quá dài"), _("Mời gõ tên xã, phường, nhiều nhất 200 chữ cái."))
    province_code = request.args.get("province") or request.args.get("parent")
    matches = search_areas(typed, province_code, near=request.args.get("near"))
    return answer(encoded({"areas": [_row(match) for match in matches]}))


def _row(match: AreaMatch) -> dict[str, Any]:
    """A commune to choose: `was` tells under which former names it was found, `ask` that one of these was divided,
    `only` that the name was typed to the letter and nothing else is called so."""
    row: dict[str, Any] = {
        "code": match.code,
        "name": match.name,
        "province": match.province_name,
        "parent": match.province_code,
        "says": place_name(match),
    }
    if match.formers:
        row["old"] = "; ".join(f"{former.name}, {former.within}" for former in match.formers)
        row["was"] = former_words(match.formers)
    if any(former.is_divided for former in match.formers):
        row["ask"] = True
    return row | ({"only": True} if match.is_certain else {})
